"""Linking: units, in the order of the book, become one PDF with its numbers filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from terbit.pdf.linked.catalog import catalog, write_structure
from terbit.pdf.linked.extent import Extent
from terbit.pdf.linked.fonts import Face, faces, write_fonts
from terbit.pdf.linked.metadata import information
from terbit.pdf.linked.model import FontUse
from terbit.pdf.linked.placed import Placed
from terbit.pdf.linked.places import Book, Common, PageMap, Spot, Worn
from terbit.pdf.linked.subset import FontFile
from terbit.pdf.linked.writer import Writer
from terbit.pdf.marks import Edges, dress

__all__ = ["Linked", "Part", "link"]

_TAGGED = b"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot %d 0 R"


@dataclass(frozen=True)
class Part:
    """A unit of the book: its extent, and what gives it at its spot."""

    extent: Extent
    at: Callable[[Spot], Placed]


@dataclass(frozen=True)
class Linked:
    """A PDF, the count of its pages, and its units."""

    pdf: bytes
    pages: int
    units: tuple[Placed, ...]


def link(parts: Sequence[Part], pages: PageMap, book: Book, cut: Callable[[FontUse], FontFile]) -> Linked:
    """Link the units of a book; `cut` gives the file of a font with the glyphs that are used.

    Units are taken one by one, and what they were made of is let go.
    """
    writer = Writer()
    root, tree, document, fonts = (writer.reserve() for _ in range(4))
    dresses = tuple(_dresses([part.extent for part in parts], book.edges, writer))
    common = Common(root, fonts, document, book.edges, book.tagged, pages.front, dresses)
    placed = _placed(parts, pages, common, writer)
    joined: tuple[Face, ...] = ()
    for one in placed:
        joined = faces(one.fonts, joined)
    write_fonts(joined, cut, writer, fonts)
    total = _write_pages(placed, pages.total, common, writer)
    entries = b"".join(catalog(placed, pages, book, writer))
    entries = b"/Type/Catalog/Pages %d 0 R%b" % (root, entries)
    if book.tagged:
        write_structure(placed, writer, tree, document)
        entries += _TAGGED % tree
    pdf = writer.finish(writer.add(b"<<%b>>" % entries), writer.add(information(book.about)))
    return Linked(pdf, total, tuple(placed))


def _placed(parts: Sequence[Part], pages: PageMap, common: Common, writer: Writer) -> list[Placed]:
    """Put the units into the file, each once its spot is known; return them."""
    placed: list[Placed] = []
    images: dict[str, int] = {}
    page, key = 0, 0
    for part in parts:
        known = tuple((digest, images[digest]) for digest in part.extent.images if digest in images)
        one = part.at(Spot(common, writer.next, page, key, pages.numbers(part.extent.shows), known))
        writer.put(one.stretch)
        placed.append(one.lighter())
        images.update(one.images)
        page, key = page + len(part.extent.names), one.keys
    return placed


def _dresses(extents: Sequence[Extent], edges: Edges | None, writer: Writer) -> Iterator[Worn]:
    """Write what pages wear for the press, each once; both sides wear the same if they bleed alike."""
    if edges is None:
        return
    for media in dict.fromkeys(media for extent in extents for media in extent.media):
        for recto in dict.fromkeys(map(edges.is_recto, (0, 1))):
            worn = dress(media, edges, recto=recto)
            before, after = (writer.stream(b"<<", text.encode()) for text in (worn.before, worn.after))
            yield Worn(media, recto, worn.boxes(), before, after)


def _write_pages(placed: Sequence[Placed], total: int, common: Common, writer: Writer) -> int:
    """Write the root of the page tree; a book for the press fills whole leaves."""
    kids = [one.node for one in placed]
    worn = common.worn(placed[-1].media, total) if total % 2 else None
    if worn is not None:
        page = b"<</Type/Page/Parent %d 0 R%b/Resources<<>>/Contents[%d 0 R %d 0 R]>>"
        kids.append(writer.add(page % (common.root, worn.boxes, worn.before, worn.after)))
        total += 1
    listed = b" ".join([b"%d 0 R" % kid for kid in kids])
    writer.add(b"<</Type/Pages/Count %d/Kids[%b]>>" % (total, listed), common.root)
    return total
