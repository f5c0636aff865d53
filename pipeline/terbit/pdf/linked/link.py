"""Linking: object files, in the order of the book, become one PDF with its numbers filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from terbit.numerals import small_roman
from terbit.pdf.linked.catalog import catalog, parents, write_structure
from terbit.pdf.linked.fill import filled
from terbit.pdf.linked.fonts import Face, faces, write_fonts
from terbit.pdf.linked.metadata import information
from terbit.pdf.linked.model import FOLIO, FontUse, Hole, Image, ObjectFile, Page, Piece
from terbit.pdf.linked.places import Book, PageMap, Place
from terbit.pdf.linked.sheaves import untied
from terbit.pdf.linked.subset import FontFile
from terbit.pdf.linked.writer import Writer
from terbit.pdf.marks import Dress, Edges, dress

__all__ = ["link"]

_TAGGED = b"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot %d 0 R"


def link(
    files: Iterable[ObjectFile], pages: PageMap, book: Book, cut: Callable[[FontUse], FontFile]
) -> tuple[bytes, int]:
    """Return the PDF and the count of its pages; `cut` gives the file of a font with the glyphs that are used.

    Object files are taken one by one, and let go when they are written.
    """
    return _Linker(pages, book).linked(files, cut)


class _Linker:
    def __init__(self, pages: PageMap, book: Book) -> None:
        self._pages, self._book, self._folios = pages, book, pages.folios()
        self._writer = Writer()
        self._root, self._tree, self._document, self._fonts = (self._writer.reserve() for _ in range(4))
        self._common: dict[Piece, bytes] = {
            "fonts": b"%d 0 R" % self._fonts,
            "document": b"%d 0 R" % self._document,
        }
        self._places: list[Place] = []
        self._leaves: list[int] = []
        self._dresses: dict[tuple[float, ...], tuple[Dress, int, int]] = {}

    def linked(self, files: Iterable[ObjectFile], cut: Callable[[FontUse], FontFile]) -> tuple[bytes, int]:
        writer = self._writer
        joined: tuple[Face, ...] = ()
        first_page, first_parent = 0, 0
        for file in files:
            self._write_images(file.images)
            place = Place(file, first_page, first_parent, writer, self._common)
            self._write_unit(place)
            joined = faces(file.fonts, joined)
            first_page, first_parent = first_page + len(file.pages), place.last_parent + 1
        write_fonts(joined, cut, writer, self._fonts)
        total = self._write_pages()
        entries = b"".join(catalog(self._places, self._pages, self._book, writer))
        entries = b"/Type/Catalog/Pages %d 0 R%b" % (self._root, entries)
        if self._book.tagged:
            write_structure(self._places, self._leaves, writer, self._tree, self._document)
            entries += _TAGGED % self._tree
        return writer.finish(writer.add(b"<<%b>>" % entries), writer.add(information(self._book.about))), total

    def _write_images(self, images: Mapping[str, Image]) -> None:
        """Write the images of a unit that no unit before it has; one may name another as its mask."""
        new = {digest: image for digest, image in images.items() if digest not in self._common}
        numbers = {digest: self._writer.reserve() for digest in new}
        self._common.update({digest: b"%d 0 R" % number for digest, number in numbers.items()})
        for digest, image in new.items():
            head = b"".join([piece if type(piece) is bytes else self._common[piece] for piece in image.pieces])
            self._writer.stream(head, image.data, numbers[digest])

    def _write_unit(self, place: Place) -> None:
        writer, numbers = self._writer, place.numbers
        for local, (pieces, data) in sorted(place.file.streams.items()):
            writer.stream(place.placed(pieces), data, numbers[local])
        for sheaf in place.file.sheaves:
            writer.together([numbers[local] for local in sheaf.numbers], untied(sheaf, numbers, place.named))
        annotated: dict[int, list[int]] = {}
        for at, note in enumerate(place.file.annotations, start=place.parents + len(place.file.pages)):
            writer.add(b"%b/StructParent %d>>" % (note.data, at), numbers[note.number])
            annotated.setdefault(note.page, []).append(numbers[note.number])
        for index, page in enumerate(place.file.pages):
            writer.add(self._page(place, index, page, annotated.get(index, [])), numbers[page.number])
        kids = b" ".join([b"%d 0 R" % numbers[page.number] for page in place.file.pages])
        node = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (self._root, len(place.file.pages), kids)
        writer.add(node, place.node)
        if self._book.tagged:
            self._leaves.append(writer.add(parents(place)))
        place.lighten()
        self._places.append(place)

    def _page(self, place: Place, index: int, page: Page, annotations: list[int]) -> bytes:
        def number(hole: Hole) -> str:
            return self._number(hole, place.first_page + index)

        content = self._writer.stream(b"<</Filter/FlateDecode", filled(page.content, number, place.file.tables))
        parts = [b"<</Type/Page/Parent %d 0 R" % place.node, self._boxes(place, index, page, content)]
        if annotations:
            parts.append(b"/Annots[%b]" % b" ".join([b"%d 0 R" % number for number in annotations]))
        if self._book.tagged:
            parts.append(b"/Tabs/S/StructParents %d" % (place.parents + index))
        return b"".join((*parts, b">>"))

    def _number(self, hole: Hole, index: int) -> str:
        if hole.target != FOLIO:
            return self._folios.get(hole.target, "0")
        value = index + 1 if index < self._pages.front else index - self._pages.front + 1
        return small_roman(value) if hole.roman else str(value)

    def _boxes(self, place: Place, index: int, page: Page, content: int) -> bytes:
        """Return a page's boxes, contents and resources; for the press it is dressed in slug and marks."""
        own = place.placed(page.pieces)
        if self._book.edges is None:
            return b"%b/Contents %d 0 R" % (own, content)
        worn, before, after = self._dress(self._book.edges, page.media, place.first_page + index)
        resources = own[own.index(b"/Resources") :]
        return b"%b%b/Contents[%d 0 R %d 0 R %d 0 R]" % (worn.boxes(), resources, before, content, after)

    def _dress(self, edges: Edges, media: tuple[float, float, float, float], index: int) -> tuple[Dress, int, int]:
        """Return what a page wears, and the numbers of the streams before and after its content."""
        recto = edges.into_spine or index % 2 == 0  # both sides wear the same if they bleed alike
        key = (*media, recto)
        if key not in self._dresses:
            worn = dress(media, edges, recto=recto)
            streams = (self._writer.stream(b"<<", text.encode()) for text in (worn.before, worn.after))
            self._dresses[key] = (worn, *streams)  # type: ignore[assignment]
        return self._dresses[key]

    def _write_pages(self) -> int:
        """Write the root of the page tree; a book for the press fills whole leaves."""
        kids, total = [place.node for place in self._places], self._pages.total
        if self._book.edges is not None and total % 2:
            media = self._places[-1].file.pages[-1].media
            worn, before, after = self._dress(self._book.edges, media, total)
            kids.append(
                self._writer.add(
                    b"<</Type/Page/Parent %d 0 R%b/Resources<<>>/Contents[%d 0 R %d 0 R]>>"
                    % (self._root, worn.boxes(), before, after)
                )
            )
            total += 1
        listed = b" ".join([b"%d 0 R" % kid for kid in kids])
        self._writer.add(b"<</Type/Pages/Count %d/Kids[%b]>>" % (total, listed), self._root)
        return total
