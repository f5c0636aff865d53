"""The catalog of a linked book: outline, destinations, page labels, metadata, and the root of its structure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from terbit.pdf.linked.metadata import xmp
from terbit.pdf.linked.outline import Entry, write_outline
from terbit.pdf.linked.placed import Placed
from terbit.pdf.linked.places import Book, PageMap
from terbit.pdf.linked.spot import DOCUMENT, TREE
from terbit.pdf.linked.strings import pdf_string
from terbit.pdf.linked.writer import Writer

__all__ = ["catalog", "write_structure"]


def catalog(placed: Sequence[Placed], pages: PageMap, book: Book, writer: Writer) -> Iterator[bytes]:
    """Yield the entries of the catalog but for pages and structure; the press has no use for ways to navigate."""
    metadata = writer.stream(b"<</Type/Metadata/Subtype/XML", xmp(book.about, accessible=book.tagged))
    yield b"/Metadata %d 0 R/Lang%b" % (metadata, pdf_string(book.about.language))
    if book.edges is not None:
        return
    outline = write_outline((Entry(*mark) for one in placed for mark in one.marks), writer)
    if outline:
        yield b"/Outlines %d 0 R" % outline
    yield b"/Names<</Dests %d 0 R>>" % writer.add(b"<</Names[%b]>>" % b"".join(_destinations(placed)))
    yield b"/PageLabels<</Nums[%b]>>" % b"".join(_labels(pages))


def _destinations(placed: Sequence[Placed]) -> Iterator[bytes]:
    found: dict[bytes, bytes] = {}
    for one in reversed(placed):  # where two have the same name, the first counts
        found.update(reversed(one.goals))
    for key in sorted(found):
        yield key + found[key]


def _labels(pages: PageMap) -> Iterator[bytes]:
    """Number the pages as they are printed: i, ii, … and from the first chapter 1, 2, … (12.4.2)."""
    front = pages.front
    yield b"0<</S/%b>>" % (b"r" if front else b"D")
    if 0 < front < pages.total:
        yield b"%d<</S/D>>" % front


def write_structure(placed: Sequence[Placed], writer: Writer) -> None:
    """Write the root of the structure tree and its document."""
    tops = b" ".join([one.tops for one in placed])
    writer.add(b"<</Type/StructElem/S/Document/P %d 0 R/K[%b]>>" % (TREE, tops), DOCUMENT)
    root = writer.add(b"<</Kids[%b]>>" % b" ".join([b"%d 0 R" % one.leaf for one in placed]))
    notes = sorted(note for one in placed for note in one.notes)
    named = b"/IDTree<</Names[%b]>>" % b"".join([b"%b %d 0 R" % pair for pair in notes]) if notes else b""
    head = b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R" % (DOCUMENT, root)
    writer.add(b"%b/ParentTreeNextKey %d%b>>" % (head, placed[-1].last + 1, named), TREE)
