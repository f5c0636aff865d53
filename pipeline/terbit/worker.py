"""The renderer's own side: renders the jobs that it reads, as many at once as there are cores."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import sys
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext, suppress
from dataclasses import replace
from importlib import import_module
from multiprocessing.connection import wait
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from terbit.cache import Cache
from terbit.cores import cores
from terbit.diagnostics import errors_in
from terbit.errors import MachineError, TerbitError
from terbit.model import Document
from terbit.pdf.engines import Engine
from terbit.pdf.linked.server import serving
from terbit.pdf.linked.workers import Workers
from terbit.pdf.process import load_engine
from terbit.pdf.workshop import Workshop
from terbit.targets import Rendering, lenders, targets
from terbit.versions import own_tools

if TYPE_CHECKING:
    from terbit.renderer import Job

__all__ = ["main"]

_LINKER = "terbit.pdf.linked.build"
"""The module that is wanted where pages are laid out."""


def main() -> None:
    """Read pickled jobs, write pickled (number, kind, value): kind is done, machine or failed.

    The process's arguments are the engine's name, the folder of the cache, and modules to load. Processes that lay
    units out are forked off one that is begun before the jobs are read, so that none carries the book about.
    """
    engine: Engine = "linked" if sys.argv[1] == "linked" else "plain"
    cache = Cache(Path(sys.argv[2]) if sys.argv[2] else None)
    with os.fdopen(os.dup(1), "wb") as answers:
        # Whatever a library prints must not get among the answers.
        os.dup2(2, 1)
        with serving(Path(os.environ["HOME"]), cores()) if engine == "linked" else nullcontext(Workers()) as workers:
            if _LINKER in sys.argv[3:] and cores() > 1:
                workers.get_ready()  # beside the stages that come before the first page, which have one core
            _load(sys.argv[3:])
            with closing(_results(_jobs(sys.stdin.buffer), Workshop(engine, cache, workers))) as results:
                for number, (kind, value) in results:
                    pickle.dump((number, kind, value), answers)
                    answers.flush()


def _load(modules: Iterable[str]) -> None:
    """Load modules that the jobs will need; a library that is missing is told of by the job that needs it."""
    with suppress(OSError):
        for module in modules:
            import_module(module)


def _jobs(stream: IO[bytes]) -> Iterator[Job]:
    """Yield the jobs as they come, until the stream is closed; what documents share comes once."""
    unpickler = pickle.Unpickler(stream)  # noqa: S301 - written by the parent
    with suppress(EOFError):
        while True:
            yield unpickler.load()


def _results(jobs: Iterable[Job], workshop: Workshop) -> Generator[tuple[int, tuple[str, Any]]]:
    """Yield results as they come: each job has a process of its own, so that no heap grows from job to job.

    The processes are killed if nobody asks for their results any more: they would wait for ever to hand them over.
    """
    bench = _Bench(workshop)
    try:
        for job in jobs:
            bench.take(job)
        while bench.running:
            yield from bench.finished()
    finally:
        bench.clear()


class _Bench:
    """Jobs that wait for others, jobs that run, and what has come of the rest; each is known by its number."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop, self._context = workshop, _context(workshop.engine)
        self._jobs: list[Job] = []
        self._waiting: dict[int, set[int]] = {}
        self._done: dict[int, tuple[str, Any]] = {}
        self.running: dict[Any, tuple[int, Any]] = {}

    def take(self, job: Job) -> None:
        """Take a job, which comes behind those that it must wait for."""
        number = len(self._jobs)
        self._jobs.append(job)
        self._waiting[number] = _needs(self._jobs, number)
        self._begin()

    def finished(self) -> Iterator[tuple[int, tuple[str, Any]]]:
        """Wait for jobs that are done, yield their results, and begin others in their place."""
        for receiver in wait(list(self.running)):
            number, _ = self.running.pop(receiver)
            self._done[number] = _received(receiver)
            yield number, self._done[number]
        self._begin()

    def clear(self) -> None:
        """Kill what runs."""
        for _, process in self.running.values():
            process.kill()

    def _begin(self) -> None:
        ready = [number for number, needs in self._waiting.items() if needs <= self._done.keys()]
        for number in ready[: cores() - len(self.running)]:
            given = [(self._jobs[n][0], *self._done[n]) for n in sorted(self._waiting.pop(number))]
            receiver, process = self._begun(_supplied(self._jobs[number], given))
            self.running[receiver] = number, process

    def _begun(self, job: Job) -> tuple[Any, Any]:
        """Begin a process for a job; return what its result is received from, and the process."""
        receiver, sender = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_send, args=(sender, job, self._workshop))
        process.start()
        sender.close()
        return receiver, process


def _needs(jobs: Sequence[Job], number: int) -> set[int]:
    """Return the jobs before this one that must be done before it, for it looks at their files."""
    target, document = jobs[number]
    wanted = set(lenders(target, document.edition, document.config)) if target in targets() else set()
    return {n for n, (name, other) in enumerate(jobs[:number]) if (other.edition, name) in wanted}


def _supplied(job: Job, results: Sequence[tuple[str, str, Any]]) -> Job:
    """Hand a job the files of those that it had to wait for; what has errors is no use to it."""
    target, document = job
    good = {name: r.artifacts for name, kind, r in results if kind == "done" and not errors_in(r.findings)}
    return (target, replace(document, made={**document.made, **good})) if good else job


def _send(sender: Any, job: Job, workshop: Workshop) -> None:
    sender.send(_result(*job, workshop))
    sender.close()


def _received(receiver: Any) -> tuple[str, Any]:
    with receiver:
        try:
            result: tuple[str, Any] = receiver.recv()
        except EOFError:
            return "failed", "its process was killed; perhaps the machine has too little memory"
        return result


def _context(engine: Engine) -> Any:
    """Fork where that is safe; Apple's libraries do not bear it."""
    if not sys.platform.startswith("linux"):
        return multiprocessing.get_context("spawn")
    own_tools()  # asked for by each, told once
    if engine == "plain":
        load_engine()
    return multiprocessing.get_context("fork")


def _result(target: str, document: Document, workshop: Workshop) -> tuple[str, Any]:
    # One job, then the end: searching the boxes of a book for cycles is a twentieth of the work.
    gc.disable()
    began = time.perf_counter()
    try:
        rendering: Rendering = targets()[target].render(document, workshop)
    except MachineError as error:
        return "machine", error.findings
    except TerbitError as error:
        return "done", Rendering((), error.findings)
    except Exception as error:  # noqa: BLE001 - told to the parent, which has a user to tell
        return "failed", f"{type(error).__name__}: {error}"
    seconds = time.perf_counter() - began
    timed = tuple(replace(a, seconds=a.seconds or seconds) for a in rendering.artifacts)
    return "done", replace(rendering, artifacts=timed)


if __name__ == "__main__":
    main()
