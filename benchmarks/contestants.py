"""Who is measured, and in which state of a project: cold, after an edit, with nothing changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks import engine
from benchmarks.book import SIZES, edit_chapter, write_book
from benchmarks.measure import Contestant
from benchmarks.peers import Peer

__all__ = ["STATES", "Place", "engines_of_build", "output_of", "peer_contestant", "terbit_contestants"]

STATES = ("cold-1", "cold-2", "edit", "same")
"""Cold with one worker and with two, after an edit of one chapter, and with nothing changed."""


@dataclass(frozen=True)
class Place:
    """Where the books of one size lie: pristine, and a copy for each contestant."""

    folder: Path
    size: int

    @property
    def book(self) -> Path:
        """Return the pristine book."""
        return self.folder / "book"

    def make(self) -> None:
        """Write the book afresh, and take away what an earlier run left."""
        shutil.rmtree(self.folder, ignore_errors=True)
        write_book(self.book, SIZES[self.size])

    def copy(self, name: str) -> Path:
        """Return a contestant's own copy of the project."""
        target = self.folder / name.replace(" ", "-")
        shutil.copytree(self.book, target, ignore=shutil.ignore_patterns("peers"))
        return target


def engines_of_build() -> tuple[str, ...]:
    """Return the engines that `terbit build --engine` offers."""
    from terbit.cli.build import command  # noqa: PLC0415 - slow to import

    option = next(parameter for parameter in command.params if parameter.name == "engine")
    return tuple(getattr(option.type, "choices", ()))


def peer_contestant(peer: Peer, place: Place) -> Contestant:
    """Return a peer that sets the same matter."""
    return Contestant(peer.name, peer.command, place.book / "peers", peer.environment)


def terbit_contestants(place: Place, subject: str) -> Iterator[Contestant]:
    """Yield Terbit in its states; a subject is "build-ENGINE", "engine-ENGINE" or "all-ENGINE" (every target)."""
    what, _, name = subject.partition("-")
    if what == "engine":
        yield from _engine_alone(place, name)
        return
    targets = () if what == "all" else ("screen",)
    command = [sys.executable, "-m", "terbit", "build", *targets, "--engine", name]
    for state in STATES if what == "build" else STATES[1:]:
        folder = place.copy(f"{subject} {state}")
        before = _scene(state, folder, place, command)
        yield Contestant(f"{subject} {state}", _on_cores(state, command), folder, before=before)


def output_of(place: Place, contestant: str) -> Path:
    """Return the screen PDF that a contestant left."""
    folder = place.folder / contestant.replace(" ", "-")
    return folder / "engine.pdf" if contestant.startswith("engine") else folder / "output" / "buku-buatan.pdf"


def _engine_alone(place: Place, name: str) -> Iterator[Contestant]:
    if name not in engine.ENGINES:
        return
    folder = place.copy(f"engine-{name} cold-1")
    script = [sys.executable, "-m", "benchmarks.engine"]
    subprocess.run([*script, "compose", str(folder), str(folder / "composition")], check=True)
    command = [*script, "write", name, str(folder / "composition"), str(folder / "engine.pdf")]
    yield Contestant(f"engine-{name} cold-1", _on_cores("cold-1", command))


def _on_cores(state: str, command: list[str]) -> list[str]:
    """Bind a command to one processor where one worker is meant: Terbit starts as many as it may use."""
    taskset = shutil.which("taskset")
    return [taskset, "--cpu-list", "0", *command] if taskset and state == "cold-1" else command


def _scene(state: str, folder: Path, place: Place, command: list[str]) -> Callable[[], None]:
    edits = count(1)

    def cold() -> None:
        for made in ("output", ".terbit"):
            shutil.rmtree(folder / made, ignore_errors=True)

    def built() -> None:
        if not (folder / "output").is_dir():
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
        if state == "edit":
            edit_chapter(folder, SIZES[place.size], next(edits))

    return cold if state.startswith("cold") else built
