"""Places in a book: where each unit's pages and objects come to be in the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from terbit.pdf.folios import folio, front_pages
from terbit.pdf.linked.extent import Extent
from terbit.pdf.linked.metadata import About
from terbit.pdf.linked.model import ObjectFile, Piece, Pieces
from terbit.pdf.linked.writer import Writer
from terbit.pdf.marks import Edges

__all__ = ["Book", "PageMap", "Place", "page_map"]


@dataclass(frozen=True)
class PageMap:
    """Where everything is in the book: the pages before that numbered 1, and the page of each identifier, from 0."""

    front: int
    total: int
    anchors: Mapping[str, int]

    def folios(self) -> dict[str, str]:
        """Return the printed number of the page of each identifier."""
        return {name: folio(index, self.front) for name, index in self.anchors.items()}


@dataclass(frozen=True)
class Book:
    """How object files are to be linked: with its `edges` for the press, or None for the screen."""

    about: About
    edges: Edges | None
    tagged: bool


def page_map(extents: Sequence[Extent]) -> PageMap:
    """Return the page map of the units in their order."""
    anchors: dict[str, int] = {}
    start = 0
    for extent in extents:
        for name, page in extent.anchors.items():
            anchors.setdefault(name, start + page)
        start += len(extent.names)
    return PageMap(front_pages(name for extent in extents for name in extent.names), start, anchors)


class Place:
    """An object file with its place in the book: the numbers of its objects, its first page and its first key.

    Keys are those of the parent tree: one for each page, then one for each annotation.
    """

    def __init__(
        self, file: ObjectFile, first_page: int, parents: int, writer: Writer, common: Mapping[Piece, bytes]
    ) -> None:
        self.file, self.first_page, self.parents = file, first_page, parents
        self.last_parent = parents + len(file.pages) + len(file.annotations) - 1
        bound = {number for sheaf in file.sheaves for number in sheaf.numbers}
        own = sorted({*file.streams, *bound, *(a.number for a in file.annotations), *(p.number for p in file.pages)})
        base = writer.reserve(len(own) + 1)
        self.node = base + len(own)
        self.numbers = {number: base + at for at, number in enumerate(own)}
        self.named = dict(common)
        self.named.update({f"id:{note}": b"(note-%d)" % self.numbers[note] for note in file.notes})

    def lighten(self) -> None:
        """Drop what has been written: a book of any length is linked in as little memory."""
        kept = {page.number for page in self.file.pages} | set(self.file.tops) | set(self.file.notes)
        pages = tuple(replace(page, pieces=(), content=(), parents=()) for page in self.file.pages)
        written: dict[str, Any] = {"streams": {}, "sheaves": (), "annotations": (), "fonts": (), "images": {}}
        self.file = replace(self.file, pages=pages, tables=(), **written)
        self.numbers = {local: number for local, number in self.numbers.items() if local in kept}
        self.named = {}

    def placed(self, pieces: Pieces) -> bytes:
        """Return an object with the references of the book."""
        return b"".join([piece if isinstance(piece, bytes) else self._reference(piece) for piece in pieces])

    def _reference(self, piece: int | str) -> bytes:
        return b"%d 0 R" % self.numbers[piece] if isinstance(piece, int) else self.named[piece]

    def goal(self, page: int, x: float, y: float) -> bytes:
        """Return the destination of a place on a page of the unit, in pt."""
        return b"[%d 0 R/XYZ %.3f %.3f 0]" % (self.numbers[self.file.pages[page].number], x, y)

    def references(self, numbers: Sequence[int]) -> bytes:
        """Return references to objects of the unit."""
        return b" ".join([b"%d 0 R" % self.numbers[number] for number in numbers])
