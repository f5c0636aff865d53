"""What a unit is once it has its spot in the book: a stretch of the PDF, and what the book's own objects refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from terbit.diagnostics import Diagnostic
from terbit.pdf.linked.model import FontUse, Media
from terbit.pdf.linked.writer import Stretch

__all__ = ["Found", "Placed"]


@dataclass(frozen=True)
class Found:
    """What was found in a unit: what the engine said, targets of its links, the pages on which text is cut off."""

    said: tuple[Diagnostic, ...]
    targets: tuple[str, ...]
    cut: tuple[int, ...]


@dataclass(frozen=True)
class Placed:
    """A unit in the book: its objects, and what of them the book's own objects refer to.

    `node` is the number of its page tree node, `leaf` that of its leaf of the parent tree (0: none), and `last` the
    last key in that, `keys` the next unit's first. `marks` are its bookmarks (level, title, destination, closed),
    `goals` its identifiers as strings of PDF with their destinations, `tops` references to the topmost elements of
    its structure, `notes` identifiers and numbers of those that have one. `images` are those that it wrote, `page` is
    its first one.
    """

    stretch: Stretch
    node: int
    leaf: int
    last: int
    keys: int
    media: Media
    images: Mapping[str, int]
    fonts: tuple[FontUse, ...]
    marks: tuple[tuple[int, str, bytes, bool], ...]
    goals: tuple[tuple[bytes, bytes], ...]
    tops: bytes
    notes: tuple[tuple[bytes, int], ...]
    found: Found
    page: int

    def lighter(self) -> Placed:
        """Return it without the bytes of its objects, once they are in the file."""
        return replace(self, stretch=replace(self.stretch, rows=b"", streams=(), data=b""))
