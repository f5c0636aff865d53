"""A worker process: renders one target of one document, handed over on its standard input."""

from __future__ import annotations

import gc
import pickle
import subprocess
import sys
import time
from calendar import timegm
from dataclasses import replace

from terbit.diagnostics import Diagnostic
from terbit.errors import MachineError, TerbitError
from terbit.model import Document
from terbit.pdf.process import engine_environment
from terbit.targets import Rendering, targets
from terbit.theme import read_tokens

__all__ = ["main", "render_apart"]


def render_apart(target: str, document: Document) -> Rendering:
    """Render in a process of its own, whose memory is given back and whose environment is fixed.

    Raises
    ------
    MachineError
        If the machine lacks something that the target needs.
    """
    epoch = timegm(document.config.date.timetuple())
    tokens = read_tokens(document.styles["theme.css"].data.decode())
    with engine_environment(tokens, epoch) as environment:
        # -P: a file of the project's that is called html.py or random.py is not to be imported.
        done = subprocess.run(
            [sys.executable, "-P", "-m", "terbit.worker"],
            input=pickle.dumps((target, document)),
            capture_output=True,
            check=False,
            cwd=environment["HOME"],
            env=environment,
        )
    if done.returncode:
        return _broken(target, done.stderr.decode(errors="replace"))
    kind, value = pickle.loads(done.stdout)  # noqa: S301 - written by the child that we started
    if kind == "machine":
        raise MachineError(value)
    rendering: Rendering = value
    return rendering


def _broken(target: str, said: str) -> Rendering:
    last = (said.strip().splitlines() or ["no message"])[-1]
    hint = "this is a defect of Terbit, not of the manuscript: please report it with the manuscript at hand"
    return Rendering(
        (), (Diagnostic("error", "internal", f"the target '{target}' failed: {last}", hint=hint),)
    )


def main() -> None:
    """Read a pickled (target, document), write a pickled (kind, value)."""
    # One target, then the end: searching the boxes of a book for cycles is a twentieth of the work.
    gc.disable()
    answer, sys.stdout = sys.stdout.buffer, sys.stderr
    target, document = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the parent
    began = time.perf_counter()
    try:
        rendering: Rendering = targets()[target].render(document)
        seconds = time.perf_counter() - began
        timed = tuple(replace(a, seconds=a.seconds or seconds) for a in rendering.artifacts)
        result: tuple[str, object] = ("done", replace(rendering, artifacts=timed))
    except MachineError as error:
        result = ("machine", error.findings)
    except TerbitError as error:
        result = ("done", Rendering((), error.findings))
    pickle.dump(result, answer)


if __name__ == "__main__":
    main()
