"""What the decks of the module cost: all of them afresh, and those of one chapter that was edited."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from benchmarks.decks.books import write_module
from benchmarks.decks.figures import build, differing

__all__ = ["speed"]

_EDITED = "source/02-bentuk.md"
_EDIT = "\n## Bagian yang baru\n\nKerja sama adalah usaha bersama yang baru saja ditulis di sini.\n"


def speed(home: Path) -> dict[str, Any]:
    """Publish the module's decks of both editions, without a print PDF; edit a chapter; publish again.

    Cold is a project that has never been built: nothing is in Terbit's cache. What is published is what
    `terbit build slides` gives by default: PPTX and HTML at 16:9, a deck a chapter and one of the whole.
    A deck waits for the print PDF only to name its pages; that PDF's own time is `make bench`'s.
    """
    folder = home / "speed"
    for stale in (folder, home / "speed-before"):
        shutil.rmtree(stale, ignore_errors=True)
    folder.mkdir(parents=True)
    write_module(folder, "[slides]")
    cold = build(folder)
    shutil.copytree(folder / "output", home / "speed-before")
    with (folder / _EDITED).open("a", encoding="utf-8") as chapter:
        chapter.write(_EDIT)
    edited = build(folder)
    made = differing(home / "speed-before", folder / "output")
    return {
        "cold": {"wall_s": round(cold.wall, 1), "cpu_s": round(cold.cpu, 1)},
        "edited": {"wall_s": round(edited.wall, 1), "cpu_s": round(edited.cpu, 1)},
        "edited chapter": Path(_EDITED).stem,
        "made again": made,
    }
