"""Compiling: pages of a unit are painted as they are laid out, and become an object file; runs where the engine is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from terbit.pdf.linked.bind import bound
from terbit.pdf.linked.internals import marks, paint
from terbit.pdf.linked.leaf import Leaf
from terbit.pdf.linked.links import page_links
from terbit.pdf.linked.model import Bookmark, Hole, NumberTable, ObjectFile
from terbit.pdf.linked.numbers import Tables, open_numbers
from terbit.pdf.linked.objects import Objects, font_uses
from terbit.pdf.linked.streams import content_parts, drawn, marked_anew
from terbit.pdf.linked.walk import Elements, Walk

__all__ = ["compiled"]

_PT = 0.75
"""Points in a CSS pixel."""


def compiled(document: Any, pages: Iterable[Any], html: Any, *, tagged: bool) -> tuple[ObjectFile, Mapping[str, bytes]]:
    """Return the object file of a document whose pages are laid out one by one, and its font files by digest.

    Raises
    ------
    Unlinkable
        If it shows page numbers in a way that cannot be left open.
    """
    elements = Elements(html)
    leaves = _Leaves(elements, tagged=tagged)
    objects = Objects(paint(document, pages, leaves.add))
    made = [replace(leaf, **objects.page_boxes(index)) for index, leaf in enumerate(leaves.made)]
    fonts, files = font_uses(document.fonts)
    return bound(made, elements.all, objects, fonts), files


class _Leaves:
    """The pages that are painted so far."""

    def __init__(self, elements: Elements, *, tagged: bool) -> None:
        self._elements, self._tagged = elements, tagged
        self._tables = Tables()
        self.made: list[Leaf] = []

    def add(self, page: Any, stream: Any) -> None:
        """Keep what is needed of a page that was just painted on a stream."""
        box, index = page._page_box, len(self.made)  # noqa: SLF001 - WeasyPrint 70 tells a page's name nowhere else
        walk = Walk(marks(stream), index, box.margin_height(), self._elements if self._tagged else None)
        walk.through(box)
        holes, tables, is_even = self._holes(stream, box)
        operators = list(marked_anew(stream, walk.fate, tagged=self._tagged))
        uses, names = drawn(operators)
        self.made.append(
            Leaf(
                name=box.page_type.name,
                content=content_parts(iter(operators), holes),
                tables=tables,
                marked=walk.kept,
                is_even=is_even,
                events=tuple(walk.events),
                links=tuple(page_links(page, self._elements)) if self._tagged else (),
                anchors=tuple((name, x * _PT, (page.height - y) * _PT) for name, (x, y, *_) in page.anchors.items()),
                bookmarks=tuple(_bookmarks(page, index)),
                uses=uses,
                drawn=names,
            )
        )

    def _holes(self, stream: Any, box: Any) -> tuple[dict[int, Hole], tuple[NumberTable, ...], bool]:
        """Return the holes of a page by marked content, their tables, and whether all figures are equally wide."""
        marked = marks(stream)
        holes, tables, is_even = {}, list[NumberTable](), True
        for number in open_numbers(box):
            if number.box in marked:
                table = self._tables.table(stream, number)
                if table not in tables:
                    tables.append(table)
                is_even = is_even and (not number.target or table.is_even)
                width = float(number.box.width)
                hole = Hole(number.target, number.roman, tables.index(table), width, number.shift)
                holes[marked[number.box]] = hole
        return holes, tuple(tables), is_even


def _bookmarks(page: Any, index: int) -> Iterable[Bookmark]:
    for level, title, (x, y), state in page.bookmarks:
        yield Bookmark(level, title, index, x * _PT, (page.height - y) * _PT, closed=state == "closed")
