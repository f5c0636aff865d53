"""The four books whose decks are measured, each written out as a project."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.book import write_book

__all__ = ["BOOKS", "RAW", "write", "write_module"]

_ROOT = Path(__file__).resolve().parents[2]
RAW = os.environ.get("MANUSCRIPT", "")
"""The manuscript that nobody has edited: a file of Markdown, not part of the project."""
_SHAPES = "slides: {ratio: [16:9, 4:3]}\nhandout: [6]\n"
_SETTINGS = """title: Kerja Sama
language: id
authors: [Penulis]
date: 2026-01-01
chapters: [source/bab.md]
targets: [slides, handout, package]
"""
_CHAPTERS = 12


def write(name: str, folder: Path) -> None:
    """Write a book as a project whose decks are of both shapes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    BOOKS[name](folder)
    with (folder / "terbit.yaml").open("a", encoding="utf-8") as settings:
        settings.write(_SHAPES)


def _module(folder: Path) -> None:
    """Copy the module; a print PDF is made, for its pages stand at the foot of the slides."""
    write_module(folder, "[print, slides, handout, package]")


def write_module(folder: Path, targets: str) -> None:
    """Copy the module's own project, with other targets."""
    shutil.copytree(_ROOT / "source", folder / "source")
    _with_targets(_ROOT / "terbit.yaml", folder, targets)


def _raw(folder: Path) -> None:
    """Put the manuscript, as it is, below a title."""
    (folder / "source").mkdir()
    shutil.copy(RAW, folder / "source" / "naskah.md")
    (folder / "source" / "bab.md").write_text("# Kerja Sama\n\n{{< include naskah.md >}}\n", "utf-8")
    (folder / "terbit.yaml").write_text(_SETTINGS, "utf-8")


def _hard(folder: Path) -> None:
    shutil.copytree(_ROOT / "tests" / "books" / "ragam", folder, dirs_exist_ok=True)


def _generated(folder: Path) -> None:
    """Write twelve chapters, about 300 pages in print, which is left out: pages are not what is measured."""
    write_book(folder, _CHAPTERS)
    shutil.rmtree(folder / "peers")
    _with_targets(folder / "terbit.yaml", folder, "[slides, handout, package]")


def _with_targets(settings: Path, folder: Path, targets: str) -> None:
    text, changed = re.subn(r"^targets: .*$", f"targets: {targets}", settings.read_text("utf-8"), flags=re.MULTILINE)
    if not changed:
        raise ValueError(f"{settings.name} has no line of targets to put others in")
    (folder / "terbit.yaml").write_text(text, "utf-8")


BOOKS: Mapping[str, Callable[[Path], None]] = {
    "module": _module,
    "raw": _raw,
    "hard": _hard,
    "generated": _generated,
}
