"""What a unit is once it has its spot in the book: a stretch of the PDF, and what the book's own objects refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from terbit.diagnostics import Diagnostic
from terbit.pdf.linked.gaps import EMPTY, Gaps
from terbit.pdf.linked.model import FontUse, Media, ObjectFile
from terbit.pdf.linked.writer import Stretch

__all__ = ["Found", "Made", "Placed"]


@dataclass(frozen=True)
class Found:
    """What was found in a unit: what the engine said, targets of its links, the pages on which text is cut off."""

    said: tuple[Diagnostic, ...]
    targets: tuple[str, ...]
    cut: tuple[int, ...]


@dataclass(frozen=True)
class Placed:
    """A unit in the book: its objects, and what of them the book's own objects refer to.

    `gaps` are those for page numbers in it: nothing else is open. `node` is the number of its page tree node, `leaf`
    that of its leaf of the parent tree (0: none), `last` the last key in that, `media` the box of its last page.
    `marks` are its bookmarks (level, title, destination, closed), `goals` its identifiers with their destinations,
    titles and identifiers as strings of PDF; `tops` are references to the topmost elements of its structure, `notes`
    identifiers and numbers of those that have one.
    """

    stretch: Stretch
    length: int
    gaps: Gaps
    node: int
    leaf: int
    last: int
    media: Media
    fonts: tuple[FontUse, ...]
    marks: tuple[tuple[int, bytes, bytes, bool], ...]
    goals: tuple[tuple[bytes, bytes], ...]
    tops: bytes
    notes: tuple[tuple[bytes, int], ...]
    found: Found

    def lighter(self) -> Placed:
        """Return it without the bytes of its objects, once they are in the file."""
        return replace(self, stretch=replace(self.stretch, rows=b"", streams=(), data=b""), gaps=EMPTY)


class Made(NamedTuple):
    """What comes of an order: an object file, the font files that are new by digest, and the unit at its spot."""

    file: ObjectFile
    fonts: Mapping[str, bytes]
    placed: Placed
