"""Placing: an object file becomes a stretch of the book's PDF, at its spot; one whose spot stays, stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from terbit.numerals import small_roman
from terbit.pdf.linked.fill import filled
from terbit.pdf.linked.model import FOLIO, Hole, ObjectFile, Page, Piece, Pieces
from terbit.pdf.linked.placed import Found, Placed
from terbit.pdf.linked.places import Spot
from terbit.pdf.linked.sheaves import untied
from terbit.pdf.linked.strings import pdf_string
from terbit.pdf.linked.writer import Writer

__all__ = ["place"]

_NUMBERS, _KEYS = 256, 64
"""Object numbers and keys of the parent tree are given out in so many: those of later units stay after most edits."""


def place(file: ObjectFile, spot: Spot) -> Placed:
    """Return a unit at its spot."""
    return _Placing(file, spot).placed()


class _Placing:
    """One unit on its way into the book."""

    def __init__(self, file: ObjectFile, spot: Spot) -> None:
        self._file, self._spot, self._writer = file, spot, Writer(spot.first)
        bound = {number for sheaf in file.sheaves for number in sheaf.numbers}
        own = sorted({*file.streams, *bound, *(a.number for a in file.annotations), *(p.number for p in file.pages)})
        base = self._writer.reserve(len(own) + 1)
        self._node = base + len(own)
        self._numbers = {number: base + at for at, number in enumerate(own)}
        self._shown = dict(spot.numbers)
        known = dict(spot.images)
        self._images = {digest: self._writer.reserve() for digest in file.images if digest not in known}
        self._named: dict[Piece, bytes] = {
            "fonts": _reference(spot.common.fonts),
            "document": _reference(spot.common.document),
            **{digest: _reference(number) for digest, number in {**known, **self._images}.items()},
            **{f"id:{note}": b"(note-%d)" % self._numbers[note] for note in file.notes},
        }

    def placed(self) -> Placed:
        file, common = self._file, self._spot.common
        self._write_objects()
        self._write_pages()
        last = self._spot.parent + len(file.pages) + len(file.annotations) - 1
        leaf = self._writer.add(self._parents(last)) if common.tagged else 0
        is_screen = common.edges is None  # the press has no use for ways to navigate
        marks = [(m.level, m.title, self._goal(m.page, m.x, m.y), m.closed) for m in file.bookmarks if is_screen]
        goals = [(pdf_string(name), self._goal(page, x, y)) for name, page, x, y in file.anchors if is_screen]
        return Placed(
            stretch=self._writer.stretch(_NUMBERS),
            node=self._node,
            leaf=leaf,
            last=last,
            keys=last + 1 + -(last + 1) % _KEYS,
            media=file.pages[-1].media,
            images=self._images,
            fonts=file.fonts,
            marks=tuple(marks),
            goals=tuple(goals),
            tops=self._references(file.tops),
            notes=tuple((self._named[f"id:{note}"], self._numbers[note]) for note in file.notes),
            found=Found(file.findings, file.targets, file.cut),
            page=self._spot.page,
        )

    def _write_objects(self) -> None:
        writer, numbers, file = self._writer, self._numbers, self._file
        for digest, number in self._images.items():
            image = file.images[digest]
            writer.stream(self._written(image.pieces), image.data, number)
        for local, (pieces, data) in sorted(file.streams.items()):
            writer.stream(self._written(pieces), data, numbers[local])
        for sheaf in file.sheaves:
            writer.together([numbers[local] for local in sheaf.numbers], untied(sheaf, numbers, self._named))

    def _write_pages(self) -> None:
        writer, numbers, pages = self._writer, self._numbers, self._file.pages
        annotated: dict[int, list[int]] = {}
        for at, note in enumerate(self._file.annotations, start=self._spot.parent + len(pages)):
            writer.add(b"%b/StructParent %d>>" % (note.data, at), numbers[note.number])
            annotated.setdefault(note.page, []).append(note.number)
        for index, page in enumerate(pages):
            writer.add(b"".join(self._page(index, page, annotated.get(index, []))), numbers[page.number])
        kids = self._references([page.number for page in pages])
        node = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (self._spot.common.root, len(pages), kids)
        writer.add(node, self._node)

    def _page(self, index: int, page: Page, annotations: Sequence[int]) -> Iterator[bytes]:
        def number(hole: Hole) -> str:
            return self._number(hole, self._spot.page + index)

        content = self._writer.stream(b"<</Filter/FlateDecode", filled(page.content, number, self._file.tables))
        yield b"<</Type/Page/Parent %d 0 R" % self._node
        yield self._boxes(index, page, content)
        if annotations:
            yield b"/Annots[%b]" % self._references(annotations)
        if self._spot.common.tagged:
            yield b"/Tabs/S/StructParents %d" % (self._spot.parent + index)
        yield b">>"

    def _number(self, hole: Hole, index: int) -> str:
        if hole.target != FOLIO:
            return self._shown.get(hole.target, "0")
        front = self._spot.common.front
        value = index + 1 if index < front else index - front + 1
        return small_roman(value) if hole.roman else str(value)

    def _boxes(self, index: int, page: Page, content: int) -> bytes:
        """Return a page's boxes, contents and resources; for the press it is dressed in slug and marks."""
        own, worn = self._written(page.pieces), self._spot.common.worn(page.media, self._spot.page + index)
        if worn is None:
            return b"%b/Contents %d 0 R" % (own, content)
        resources = own[own.index(b"/Resources") :]
        return b"%b%b/Contents[%d 0 R %d 0 R %d 0 R]" % (worn.boxes, resources, worn.before, content, worn.after)

    def _parents(self, last: int) -> bytes:
        """Return the leaf of the parent tree that has a unit's pages and annotations (14.7.4.4)."""
        first, pages = self._spot.parent, self._file.pages
        out = [b"%d[%b]" % (first + index, self._references(page.parents)) for index, page in enumerate(pages)]
        notes = enumerate(self._file.annotations, start=first + len(pages))
        out += [b"%d %d 0 R" % (at, self._numbers[note.owner]) for at, note in notes]
        return b"<</Limits[%d %d]/Nums[%b]>>" % (first, last, b" ".join(out))

    def _written(self, pieces: Pieces) -> bytes:
        """Return an object with the references of the book."""
        return b"".join([piece if isinstance(piece, bytes) else self._name(piece) for piece in pieces])

    def _name(self, piece: int | str) -> bytes:
        return _reference(self._numbers[piece]) if isinstance(piece, int) else self._named[piece]

    def _goal(self, page: int, x: float, y: float) -> bytes:
        """Return the destination of a place on a page of the unit, in pt."""
        return b"[%d 0 R/XYZ %.3f %.3f 0]" % (self._numbers[self._file.pages[page].number], x, y)

    def _references(self, numbers: Sequence[int]) -> bytes:
        """Return references to objects of the unit."""
        return b" ".join([b"%d 0 R" % self._numbers[number] for number in numbers])


def _reference(number: int) -> bytes:
    return b"%d 0 R" % number
