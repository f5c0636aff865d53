"""Linking: units, in the order of the book, become one PDF with its numbers filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from terbit.numerals import small_roman
from terbit.pdf.folios import count
from terbit.pdf.linked.catalog import catalog, write_structure
from terbit.pdf.linked.dressing import Wardrobe
from terbit.pdf.linked.fill import Filling
from terbit.pdf.linked.fonts import faces, write_fonts
from terbit.pdf.linked.metadata import information
from terbit.pdf.linked.model import FontUse
from terbit.pdf.linked.placed import Placed
from terbit.pdf.linked.places import Book, PageMap
from terbit.pdf.linked.spot import FIRST, ROOT, TREE
from terbit.pdf.linked.subset import FontFile
from terbit.pdf.linked.writer import Writer
from terbit.pdf.marks import Edges

__all__ = ["Linked", "link"]

_TAGGED = b"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot %d 0 R"


@dataclass(frozen=True)
class Linked:
    """A PDF, the count of its pages, and its units."""

    pdf: bytes
    pages: int
    units: tuple[Placed, ...]


def link(units: Iterable[Placed], pages: PageMap, book: Book, cut: Callable[[FontUse], FontFile]) -> Linked:
    """Link the units of a book, each at its spot; `cut` gives the file of a font with the glyphs that are used.

    Units are taken one by one, and what they were made of is let go.
    """
    writer = Writer()
    placed = _put(units, pages, book, writer)
    write_fonts(faces(use for one in placed for use in one.fonts), cut, writer)
    total = _write_pages(placed, pages.total, book.edges, writer)
    entries = b"".join(catalog(placed, pages, book, writer))
    entries = b"/Type/Catalog/Pages %d 0 R%b" % (ROOT, entries)
    if book.tagged:
        write_structure(placed, writer)
        entries += _TAGGED % TREE
    pdf = writer.finish(writer.add(b"<<%b>>" % entries), writer.add(information(book.about)))
    return Linked(pdf, total, tuple(placed))


def _put(units: Iterable[Placed], pages: PageMap, book: Book, writer: Writer) -> list[Placed]:
    """Put units into the file with their numbers; return them without what is there now."""
    writer.reserve(FIRST - writer.next)
    placed: list[Placed] = []
    filling = Filling({**pages.folios, **book.numbers}, partial(_folio, pages))
    page = 0
    for one in units:
        writer.reserve(one.stretch.first - writer.next)
        writer.put(one.stretch, partial(filling.fill, one.gaps, page))
        placed.append(one.lighter())
        page += one.length
    return placed


def _folio(pages: PageMap, page: int, is_roman: bool) -> str:
    """Return the printed number of a page, in the figures that the style sheet asks for there."""
    value = count(page, pages.front)
    return small_roman(value) if is_roman else str(value)


def _write_pages(placed: Sequence[Placed], total: int, edges: Edges | None, writer: Writer) -> int:
    """Write the root of the page tree; a book for the press fills whole leaves."""
    kids = [one.node for one in placed]
    if edges is not None and total % 2:
        worn = Wardrobe(edges, writer).dress(placed[-1].media, total)
        page = b"<</Type/Page/Parent %d 0 R%b/Resources<<>>/Contents[%d 0 R %d 0 R]>>"
        kids.append(writer.add(page % (ROOT, *worn)))
        total += 1
    listed = b" ".join([b"%d 0 R" % kid for kid in kids])
    writer.add(b"<</Type/Pages/Count %d/Kids[%b]>>" % (total, listed), ROOT)
    return total
