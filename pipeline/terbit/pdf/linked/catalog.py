"""The catalog of a linked book: outline, destinations, page labels, metadata, and the root of its structure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from terbit.pdf.linked.metadata import xmp
from terbit.pdf.linked.outline import Entry, write_outline
from terbit.pdf.linked.places import Book, PageMap, Place
from terbit.pdf.linked.strings import pdf_string
from terbit.pdf.linked.writer import Writer

__all__ = ["catalog", "parents", "write_structure"]


def catalog(places: Sequence[Place], pages: PageMap, book: Book, writer: Writer) -> Iterator[bytes]:
    """Yield the entries of the catalog but for pages and structure; the press has no use for ways to navigate."""
    metadata = writer.stream(b"<</Type/Metadata/Subtype/XML", xmp(book.about, accessible=book.tagged))
    yield b"/Metadata %d 0 R/Lang%b" % (metadata, pdf_string(book.about.language))
    if book.edges is not None:
        return
    outline = write_outline(_entries(places), writer)
    if outline:
        yield b"/Outlines %d 0 R" % outline
    yield b"/Names<</Dests %d 0 R>>" % writer.add(b"<</Names[%b]>>" % b"".join(_destinations(places)))
    yield b"/PageLabels<</Nums[%b]>>" % b"".join(_labels(pages))


def _entries(places: Sequence[Place]) -> Iterator[Entry]:
    for place in places:
        for mark in place.file.bookmarks:
            yield Entry(mark.level, mark.title, place.goal(mark.page, mark.x, mark.y), mark.closed)


def _destinations(places: Sequence[Place]) -> Iterator[bytes]:
    found: dict[bytes, bytes] = {}
    for place in places:
        for name, page, x, y in place.file.anchors:
            found.setdefault(pdf_string(name), place.goal(page, x, y))
    for key in sorted(found):
        yield key + found[key]


def _labels(pages: PageMap) -> Iterator[bytes]:
    """Number the pages as they are printed: i, ii, … and from the first chapter 1, 2, … (12.4.2)."""
    front = pages.front
    yield b"0<</S/%b>>" % (b"r" if front else b"D")
    if 0 < front < pages.total:
        yield b"%d<</S/D>>" % front


def write_structure(places: Sequence[Place], leaves: Sequence[int], writer: Writer, tree: int, document: int) -> None:
    """Write the root of the structure tree and its document under their numbers; `leaves` are of the parent tree."""
    tops = b" ".join([place.references(place.file.tops) for place in places])
    writer.add(b"<</Type/StructElem/S/Document/P %d 0 R/K[%b]>>" % (tree, tops), document)
    root = writer.add(b"<</Kids[%b]>>" % b" ".join([b"%d 0 R" % leaf for leaf in leaves]))
    notes = sorted((b"(note-%d)" % place.numbers[n], place.numbers[n]) for place in places for n in place.file.notes)
    named = b"/IDTree<</Names[%b]>>" % b"".join([b"%b %d 0 R" % pair for pair in notes]) if notes else b""
    head = b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R" % (document, root)
    writer.add(b"%b/ParentTreeNextKey %d%b>>" % (head, places[-1].last_parent + 1, named), tree)


def parents(place: Place) -> bytes:
    """Return the leaf of the parent tree that has a unit's pages and annotations (14.7.4.4)."""
    first, pages = place.parents, place.file.pages
    out = [b"%d[%b]" % (first + index, place.references(page.parents)) for index, page in enumerate(pages)]
    notes = enumerate(place.file.annotations, start=first + len(pages))
    out += [b"%d %d 0 R" % (at, place.numbers[note.owner]) for at, note in notes]
    return b"<</Limits[%d %d]/Nums[%b]>>" % (first, place.last_parent, b" ".join(out))
