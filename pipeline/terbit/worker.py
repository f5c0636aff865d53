"""The renderer: a process that renders targets of documents handed to it, as many at once as there are cores."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import subprocess
import sys
import tempfile
import time
from calendar import timegm
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from multiprocessing.connection import wait
from pathlib import Path
from typing import IO, Any

from terbit.cache import Cache
from terbit.config import Config
from terbit.cores import cores
from terbit.diagnostics import Diagnostic, errors_in
from terbit.errors import MachineError, TerbitError
from terbit.model import Document, Resource
from terbit.pdf.engines import Engine
from terbit.pdf.linked.server import serving
from terbit.pdf.linked.workers import Workers
from terbit.pdf.process import engine_environment, load_engine
from terbit.pdf.workshop import Workshop
from terbit.targets import Rendering, lenders, targets
from terbit.theme import read_tokens
from terbit.versions import own_tools

__all__ = ["Job", "Renderer", "begun", "main", "render_apart"]

Job = tuple[str, Document]
"""The name of a target, and the document adapted to it."""


@dataclass(frozen=True)
class Renderer:
    """A process that renders, and the file that it tells its errors to."""

    process: subprocess.Popen[bytes]
    errors: IO[bytes]


@contextmanager
def begun(
    config: Config, styles: Mapping[str, Resource], engine: Engine, cache: Path | None, modules: Iterable[str] = ()
) -> Iterator[Renderer]:
    """Begin the process that renders, which loads modules while it waits for its jobs, and end it.

    It has an environment that is the same everywhere, and gives its memory back. `cache` is the folder in which
    results may be kept.
    """
    tokens = read_tokens(styles["theme.css"].data.decode())
    with (
        engine_environment(tokens, timegm(config.date.timetuple())) as environment,
        tempfile.TemporaryFile() as errors,
        # -P: a file of the project's that is called html.py or random.py is not to be imported.
        subprocess.Popen(  # noqa: S603 - this interpreter, and a folder of the project's
            [sys.executable, "-P", "-m", "terbit.worker", engine, str(cache or ""), *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=environment["HOME"],
            env=environment,
        ) as process,
    ):
        try:
            yield Renderer(process, errors)
        finally:
            process.kill()


def render_apart(
    jobs: Sequence[Job], engine: Engine, cache: Path | None, renderer: Renderer | None = None
) -> Iterator[tuple[int, Rendering]]:
    """Render in a process of its own, or in one that was begun before, and yield the jobs' numbers as they are done.

    Raises
    ------
    MachineError
        If the machine lacks something that a target needs.
    """
    if not jobs:
        return
    config, styles = jobs[0][1].config, jobs[0][1].styles
    with nullcontext(renderer) if renderer else begun(config, styles, engine, cache) as ready:
        yield from _answers(ready, jobs)


def _answers(renderer: Renderer, jobs: Sequence[Job]) -> Iterator[tuple[int, Rendering]]:
    pending = dict(enumerate(target for target, _ in jobs))
    for number, kind, value in _exchange(renderer.process, jobs):
        if kind == "machine":
            raise MachineError(value)
        yield number, value if kind == "done" else _broken(pending[number], value)
        del pending[number]
    for number, target in pending.items():
        renderer.errors.seek(0)
        yield number, _broken(target, renderer.errors.read().decode(errors="replace"))


def _exchange(process: subprocess.Popen[bytes], jobs: Sequence[Job]) -> Iterator[tuple[int, str, Any]]:
    """Hand the jobs over and yield answers until the process has no more to say."""
    stdin, stdout = process.stdin, process.stdout
    if stdin is None or stdout is None:  # never: both are pipes
        return
    try:
        with stdin:
            pickle.dump(list(jobs), stdin)
        while True:
            yield pickle.load(stdout)  # noqa: S301 - written by the process that we started
    except (EOFError, BrokenPipeError, pickle.UnpicklingError):
        return


def _broken(target: str, said: str) -> Rendering:
    last = (said.strip().splitlines() or ["no message"])[-1]
    hint = "this is a defect of Terbit, not of the manuscript: please report it with the manuscript at hand"
    return Rendering((), (Diagnostic("error", "internal", f"the target '{target}' failed: {last}", hint=hint),))


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
            _load(sys.argv[3:])
            jobs: list[Job] = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the parent
            with closing(_results(jobs, Workshop(engine, cache, workers))) as results:
                for number, (kind, value) in results:
                    pickle.dump((number, kind, value), answers)
                    answers.flush()


def _load(modules: Iterable[str]) -> None:
    """Load modules that the jobs will need; a library that is missing is told of by the job that needs it."""
    with suppress(OSError):
        for module in modules:
            import_module(module)


def _results(jobs: Sequence[Job], workshop: Workshop) -> Generator[tuple[int, tuple[str, Any]]]:
    """Yield results as they come: each job has a process of its own, so that no heap grows from job to job.

    They are killed if nobody asks for their results any more: they would wait for ever to hand them over.
    """
    if len(jobs) == 1:
        yield 0, _result(*jobs[0], workshop)
        return
    context, waiting, needs = _context(workshop.engine), list(range(len(jobs))), _needs(jobs)
    running: dict[Any, tuple[int, Any]] = {}
    done: dict[int, tuple[str, Any]] = {}
    try:
        while waiting or running:
            while len(running) < cores() and (ready := [n for n in waiting if needs[n] <= done.keys()]):
                waiting.remove(ready[0])
                job = _supplied(jobs[ready[0]], [(jobs[n][0], *done[n]) for n in sorted(needs[ready[0]])])
                receiver, process = _begun(context, job, workshop)
                running[receiver] = ready[0], process
            for receiver in wait(list(running)):
                number, _ = running.pop(receiver)
                done[number] = _received(receiver)
                yield number, done[number]
    finally:
        for _, process in running.values():
            process.kill()


def _begun(context: Any, job: Job, workshop: Workshop) -> tuple[Any, Any]:
    """Begin a process for a job; return what its result is received from, and the process."""
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, job, workshop))
    process.start()
    sender.close()
    return receiver, process


def _needs(jobs: Sequence[Job]) -> list[set[int]]:
    """Return for each job the others that must be done before, for it looks at their files."""
    known = [(number, *job) for number, job in enumerate(jobs) if job[0] in targets()]
    places = {(document.edition, target): number for number, target, document in known}
    needs: list[set[int]] = [set() for _ in jobs]
    for number, target, document in known:
        wanted = lenders(target, document.edition, document.config)
        needs[number] = {places[pair] for pair in wanted if pair in places}
    return needs


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
