"""Measuring commands in fresh processes: wall and CPU seconds and memory of the whole process tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from statistics import median

__all__ = ["CommandFailedError", "Contestant", "Measurement", "Run", "measure", "run_once"]

_LAUNCHER = Path(__file__).with_name("launch.py")
_SAMPLING = 0.2
"""Seconds between two looks at the memory of the tree: often enough for a peak, too rare to slow it down."""


class CommandFailedError(Exception):
    """A measured command ended with an exit code that is not allowed; `said` is the end of its output."""

    def __init__(self, name: str, exit_code: int, said: str) -> None:
        super().__init__(f"{name} ended with {exit_code}: {said or 'it said nothing'}")
        self.name, self.exit_code, self.said = name, exit_code, said


@dataclass(frozen=True)
class Contestant:
    """A command to measure. `before` is called before each run and is not measured: it sets the scene.

    `environment` is added to the caller's; `allowed` are the exit codes that count as success.
    """

    name: str
    command: Sequence[str]
    folder: Path = Path()
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], object] = lambda: None
    allowed: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Run:
    """What one run cost: seconds, and bytes at the peak of the largest process and of all together (0: unknown).

    Of a run that was `stopped` it is what it had cost by then.
    """

    wall: float
    cpu: float
    largest: int
    together: int
    stopped: bool = False


@dataclass(frozen=True)
class Measurement:
    """The runs of one contestant, and their medians."""

    name: str
    runs: tuple[Run, ...]

    @property
    def wall(self) -> float:
        """Return the median of the wall seconds."""
        return median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """Return the median of the CPU seconds, user and system, of all processes."""
        return median(run.cpu for run in self.runs)

    @property
    def stopped(self) -> bool:
        """Tell whether it would have cost more: a run was stopped."""
        return any(run.stopped for run in self.runs)

    @property
    def largest(self) -> float:
        """Return the median of the peak resident bytes of the largest process."""
        return median(run.largest for run in self.runs)

    @property
    def together(self) -> float:
        """Return the median of the peak proportional bytes of all processes together; 0 where it cannot be known."""
        return median(run.together for run in self.runs)


def measure(
    contestants: Sequence[Contestant],
    rounds: int = 3,
    *,
    sampling: float = _SAMPLING,
    once: float = inf,
    patience: float = inf,
    progress: Callable[[str, Run], object] = lambda *_: None,
    failed: Callable[[CommandFailedError], object] | None = None,
) -> dict[str, Measurement]:
    """Run every contestant once a round, by turns, so that a busy moment of the machine hits all alike.

    What takes longer than `once` (seconds of wall) is not run again, and is stopped after `patience`. With `failed`, a
    contestant that fails is told to it, and left out from then on and of the result.

    Raises
    ------
    CommandFailedError
        If a command ends with another exit code than it may, or its scene cannot be set, and nobody is to be told.
    """
    runs: dict[str, list[Run]] = {contestant.name: [] for contestant in contestants}
    for _ in range(rounds):
        for contestant in (c for c in contestants if _goes_on(runs.get(c.name), once)):
            try:
                _set_scene(contestant)
                run = run_once(contestant, sampling=sampling, patience=patience)
            except CommandFailedError as error:
                if failed is None:
                    raise
                del runs[contestant.name]
                failed(error)
            else:
                runs[contestant.name].append(run)
                progress(contestant.name, run)
    return {name: Measurement(name, tuple(done)) for name, done in runs.items()}


def _goes_on(runs: Sequence[Run] | None, once: float) -> bool:
    return runs is not None and all(run.wall <= once for run in runs)


def _set_scene(contestant: Contestant) -> None:
    try:
        contestant.before()
    except subprocess.CalledProcessError as error:
        said = (error.stderr or b"").decode(errors="replace").strip()[-2000:]
        raise CommandFailedError(contestant.name, error.returncode, said) from error


def run_once(contestant: Contestant, *, sampling: float = _SAMPLING, patience: float = inf) -> Run:
    """Run a command in a fresh process and return what it and all its descendants cost.

    `sampling` is the interval, in seconds, at which memory is added up over the tree; 0: never. After `patience`, in
    seconds, all is killed.

    Raises
    ------
    CommandFailedError
        If the command ends with another exit code than it may.
    """
    receiver, sender = os.pipe()
    with os.fdopen(receiver, encoding="ascii") as answer, tempfile.TemporaryFile() as said:
        try:
            launcher = [sys.executable, "-I", "-S", str(_LAUNCHER), str(sender), str(sampling), str(patience)]
            done = subprocess.run(
                [*launcher, *contestant.command],
                cwd=contestant.folder,
                env={**os.environ, **contestant.environment},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                pass_fds=(sender,),
                check=False,
            )
        finally:
            os.close(sender)
        told = answer.read()
        said.seek(0)
        words = said.read().decode(errors="replace").strip()[-2000:]
    if not told:
        raise CommandFailedError(contestant.name, done.returncode, words)
    values = json.loads(told)
    exit_code = values.pop("exit_code")
    if exit_code not in contestant.allowed and not values["stopped"]:
        raise CommandFailedError(contestant.name, exit_code, words)
    return Run(**values)
