"""Who is measured, and in which state of a project: cold, after an edit, with nothing changed."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.book import SIZES, edit_chapter, write_book
from benchmarks.measure import Contestant
from benchmarks.peers import SAME, Peer
from terbit.pdf.process import engine_environment

__all__ = [
    "ENGINE",
    "ITSELF",
    "STATES",
    "Place",
    "compose",
    "engines_of_build",
    "environment_of",
    "output_of",
    "peer_contestant",
    "terbit_contestants",
]

ENGINE = Path(__file__).with_name("engine.py")
"""The command that is the PDF engine alone."""
STATES = ("cold-1", "cold-2", "edit", "same")
"""Cold with one worker and with two, after an edit of one chapter, and with nothing changed."""
ITSELF = "engine-weasyprint"
"""WeasyPrint by itself, with the HTML and the style sheets that the engine is given; it is always cold."""


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
    before = partial(_unfold, place) if peer.same else lambda: None
    return Contestant(peer.name, peer.command, place.book / "peers", peer.environment, before)


def terbit_contestants(place: Place, subject: str) -> Iterator[Contestant]:
    """Yield Terbit in its states; a subject is "build-ENGINE", "engine-ENGINE" or "all-ENGINE" (every target)."""
    what, _, name = subject.partition("-")
    states = STATES[:1] if subject == ITSELF else STATES[1:] if what == "all" else STATES
    for state in states:
        folder = place.copy(f"{subject} {state}")
        environment: dict[str, str] = {}
        if what == "engine":
            command = _engine(name)
            before = _engine_scene(state, folder, place, command, environment)
        else:
            targets = () if what == "all" else ("screen",)
            command = [sys.executable, "-m", "terbit", "build", *targets, "--engine", name]
            before = _build_scene(state, folder, place, command)
        yield Contestant(f"{subject} {state}", _on_cores(state, command), folder, environment, before)


def output_of(place: Place, contestant: str) -> Path:
    """Return the screen PDF that a contestant left."""
    return place.folder / contestant.replace(" ", "-") / "output" / "buku-buatan.pdf"


def _engine(name: str) -> list[str]:
    return [sys.executable, "-P", str(ENGINE), "write", name, "composition", "output/buku-buatan.pdf", "kept"]


def _on_cores(state: str, command: list[str]) -> list[str]:
    """Bind a command to one processor where one worker is meant: Terbit starts as many as it may use."""
    taskset = shutil.which("taskset")
    return [taskset, "--cpu-list", "0", *command] if taskset and state == "cold-1" else command


def _build_scene(state: str, folder: Path, place: Place, command: list[str]) -> Callable[[], None]:
    """Return what makes a project ready for a build: nothing made yet, or all made, with or without an edit."""
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


def compose(project: Path) -> Path:
    """Write what the engine is given for a project into it."""
    file = project / "composition"
    subprocess.run([sys.executable, str(ENGINE), "compose", str(project), str(file)], check=True, capture_output=True)
    return file


def _unfold(place: Place) -> None:
    """Write the same for a browser, once."""
    target = place.book / "peers" / f"{SAME}.html"
    if not target.is_file():
        command = [sys.executable, "-m", "benchmarks.engine", "unfold", str(compose(place.copy(SAME))), str(target)]
        subprocess.run(command, check=True, capture_output=True)


def _engine_scene(
    state: str, folder: Path, place: Place, command: list[str], environment: dict[str, str]
) -> Callable[[], None]:
    """Return the same for the engine alone, which is given its HTML ready made, and a fresh environment each time."""
    edits, setting = count(1), ExitStack()

    def ready() -> None:
        if not (folder / "composition").is_file():
            (folder / "output").mkdir()
            compose(folder)
            if not state.startswith("cold"):
                with environment_of(folder) as own:
                    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=own)
        if state.startswith("cold"):
            shutil.rmtree(folder / "kept", ignore_errors=True)
        if state == "edit":
            edit_chapter(folder, SIZES[place.size], next(edits))
            compose(folder)
        setting.close()
        environment.update(setting.enter_context(environment_of(folder)))

    return ready


def environment_of(folder: Path) -> AbstractContextManager[dict[str, str]]:
    """Return what makes the environment that a build would start the engine of a composed project in."""
    with (folder / "composition").open("rb") as given:
        tokens, epoch = pickle.load(given)  # noqa: S301 - written by the engine's own `compose`
    return engine_environment(tokens, epoch)
