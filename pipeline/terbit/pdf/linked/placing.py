"""Placing: an object file becomes a stretch of the book's PDF, at its spot, with nothing but page numbers left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from terbit.pdf.linked.dressing import Wardrobe
from terbit.pdf.linked.gaps import Opening
from terbit.pdf.linked.model import ObjectFile, Page, Piece, Pieces
from terbit.pdf.linked.placed import Found, Placed
from terbit.pdf.linked.sheaves import untied
from terbit.pdf.linked.spot import DOCUMENT, FONTS, ROOT, Spot
from terbit.pdf.linked.strings import pdf_string
from terbit.pdf.linked.writer import Writer

__all__ = ["place"]


def place(file: ObjectFile, spot: Spot) -> Placed:
    """Return a unit at its spot."""
    return _Placing(file, spot).placed()


class _Placing:
    """One unit on its way into the book."""

    def __init__(self, file: ObjectFile, spot: Spot) -> None:
        self._file, self._spot, self._writer = file, spot, Writer(spot.first)
        # Images come first, and those that are in the book already have numbers too: so what others have is the same.
        images = {digest: self._writer.reserve() for digest in file.images}
        self._images = {digest: number for digest, number in images.items() if digest not in spot.images}
        bound = {number for sheaf in file.sheaves for number in sheaf.numbers}
        own = sorted({*file.streams, *bound, *(a.number for a in file.annotations), *(p.number for p in file.pages)})
        base = self._writer.reserve(len(own) + 1 + len(file.pages))
        self._node = base + len(own)
        self._numbers = {number: base + at for at, number in enumerate(own)}
        self._opening = Opening(file.tables, self._writer)
        self._wardrobe = Wardrobe(spot.edges, self._writer) if spot.edges else None
        self._named: dict[Piece, bytes] = {
            "fonts": _reference(FONTS),
            "document": _reference(DOCUMENT),
            **{digest: _reference(number) for digest, number in {**images, **spot.images}.items()},
            **{f"id:{note}": b"(note-%d)" % self._numbers[note] for note in file.notes},
        }

    def placed(self) -> Placed:
        file, spot = self._file, self._spot
        self._write_objects()
        self._write_pages()
        keys = dict(self._parents())
        leaf = self._writer.add(_leaf(keys)) if spot.tagged else 0
        is_screen = spot.edges is None  # the press has no use for ways to navigate
        bookmarks = file.bookmarks if is_screen else ()
        marks = [(m.level, pdf_string(m.title), self._goal(m.page, m.x, m.y), m.closed) for m in bookmarks]
        goals = [(pdf_string(name), self._goal(page, x, y)) for name, page, x, y in file.anchors if is_screen]
        return Placed(
            stretch=self._writer.stretch(),
            length=len(file.pages),
            gaps=self._opening.gaps(),
            node=self._node,
            leaf=leaf,
            last=max(keys),
            media=file.pages[-1].media,
            fonts=file.fonts,
            marks=tuple(marks),
            goals=tuple(goals),
            tops=self._references(file.tops),
            notes=tuple((self._named[f"id:{note}"], self._numbers[note]) for note in file.notes),
            found=Found(file.findings, file.targets, file.cut),
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
        for note in self._file.annotations:
            own = numbers[note.number]
            writer.add(b"%b/StructParent %d>>" % (note.data, own), own)
            annotated.setdefault(note.page, []).append(note.number)
        for index, page in enumerate(pages):
            self._opening.write(index, page.content, self._content(index))
            writer.add(b"".join(self._page(index, page, annotated.get(index, []))), numbers[page.number])
        kids = self._references([page.number for page in pages])
        writer.add(b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (ROOT, len(pages), kids), self._node)

    def _page(self, index: int, page: Page, annotations: Sequence[int]) -> Iterator[bytes]:
        yield b"<</Type/Page/Parent %d 0 R" % self._node
        yield self._boxes(index, page)
        if annotations:
            yield b"/Annots[%b]" % self._references(annotations)
        if self._spot.tagged:
            yield b"/Tabs/S/StructParents %d" % self._numbers[page.number]
        yield b">>"

    def _content(self, index: int) -> int:
        """Return the number of a page's content."""
        return self._node + 1 + index

    def _boxes(self, index: int, page: Page) -> bytes:
        """Return a page's boxes, contents and resources; for the press it is dressed in slug and marks."""
        own, content = self._written(page.pieces), self._content(index)
        if self._wardrobe is None:
            return b"%b/Contents %d 0 R" % (own, content)
        worn = self._wardrobe.dress(page.media, index + (self._spot.side == "left"))
        resources = own[own.index(b"/Resources") :]
        return b"%b%b/Contents[%d 0 R %d 0 R %d 0 R]" % (worn.boxes, resources, worn.before, content, worn.after)

    def _parents(self) -> Iterator[tuple[int, bytes]]:
        """Yield the values of the parent tree by their keys: pages and annotations have their own numbers for keys."""
        for page in self._file.pages:
            yield self._numbers[page.number], b"[%b]" % self._references(page.parents)
        for note in self._file.annotations:
            yield self._numbers[note.number], _reference(self._numbers[note.owner])

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


def _leaf(values: dict[int, bytes]) -> bytes:
    """Return a leaf of a number tree (ISO 32000-1, 7.9.7)."""
    keys = sorted(values)
    listed = b" ".join([b"%d %b" % (key, values[key]) for key in keys])
    return b"<</Limits[%d %d]/Nums[%b]>>" % (keys[0], keys[-1], listed)


def _reference(number: int) -> bytes:
    return b"%d 0 R" % number
