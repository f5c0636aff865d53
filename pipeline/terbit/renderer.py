"""The renderer: a process that renders what is handed to it, seen from the build that hands it over."""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
from calendar import timegm
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Any, Self

from terbit.config import Config
from terbit.diagnostics import Diagnostic
from terbit.errors import MachineError
from terbit.model import Document, Resource
from terbit.pdf.engines import Engine
from terbit.pdf.process import engine_environment
from terbit.targets import Rendering
from terbit.theme import read_tokens

__all__ = ["Job", "Renderer", "broken"]

Job = tuple[str, Document]
"""The name of a target, and the document adapted to it."""


class Renderer:
    """A process that renders and gives its memory back; it loads modules while it waits for its jobs.

    It has an environment that is the same everywhere. `cache` is the folder in which results may be kept.
    """

    def __init__(self, engine: Engine, cache: Path | None, modules: Iterable[str] = ()) -> None:
        # -P: a file of the project's that is called html.py or random.py is not to be imported.
        self._command = [sys.executable, "-P", "-m", "terbit.worker", engine, str(cache or ""), *modules]
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Begin nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process, whatever it is at."""
        self._stack.close()

    def begin(self, config: Config, styles: Mapping[str, Resource]) -> None:
        """Start the process, as soon as is known what it needs of a book before its jobs."""
        tokens, epoch = read_tokens(styles["theme.css"].data.decode()), timegm(config.date.timetuple())
        environment = self._stack.enter_context(engine_environment(tokens, epoch))
        self._errors = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, and a folder of the project's
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=environment["HOME"],
            env=environment,
        )
        self._stack.enter_context(self._process)
        self._stack.callback(self._process.kill)

    def results(self, jobs: Iterable[Job]) -> Iterator[tuple[int, Rendering]]:
        """Hand each job over as it comes, behind those that it comes after, and yield their numbers as they are done.

        Raises
        ------
        MachineError
            If the machine lacks something that a target needs.
        """
        pending = dict(enumerate(self._handed(jobs)))
        for number, kind, value in self._answers() if pending else ():
            if kind == "machine":
                raise MachineError(value)
            yield number, value if kind == "done" else broken(pending[number], value)
            del pending[number]
        for number, target in pending.items():
            self._errors.seek(0)
            yield number, broken(target, self._errors.read().decode(errors="replace"))

    def _handed(self, jobs: Iterable[Job]) -> list[str]:
        """Hand the jobs over and return their targets; what documents share is written once."""
        stream: IO[bytes] = self._process.stdin  # type: ignore[assignment]  # it is a pipe
        pickler, handed = pickle.Pickler(stream), []
        for job in jobs:
            handed.append(job[0])
            with suppress(BrokenPipeError):  # that the process has died is told by what it does not answer
                pickler.dump(job)
                stream.flush()
        with suppress(BrokenPipeError):
            stream.close()
        return handed

    def _answers(self) -> Iterator[tuple[int, str, Any]]:
        """Yield answers until the process has no more to say."""
        stream: IO[bytes] = self._process.stdout  # type: ignore[assignment]  # it is a pipe
        with suppress(EOFError, pickle.UnpicklingError):
            while True:
                yield pickle.load(stream)  # noqa: S301 - written by the process that we started


def broken(target: str, said: str) -> Rendering:
    """Return the rendering of a target that failed, with the last line of what was said."""
    last = (said.strip().splitlines() or ["no message"])[-1]
    hint = "this is a defect of Terbit, not of the manuscript: please report it with the manuscript at hand"
    return Rendering((), (Diagnostic("error", "internal", f"the target '{target}' failed: {last}", hint=hint),))
