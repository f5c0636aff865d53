"""Compiling: pages of a unit are painted as they are laid out, and become an object file; runs where the engine is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from terbit.pdf.linked.bind import bound
from terbit.pdf.linked.gaps import room
from terbit.pdf.linked.groups import operators_in
from terbit.pdf.linked.leaf import Leaf
from terbit.pdf.linked.links import page_links
from terbit.pdf.linked.model import Bookmark, Deflated, FontUse, Hole, NumberTable, ObjectFile
from terbit.pdf.linked.numbers import Tables, open_numbers
from terbit.pdf.linked.objects import Objects, font_uses
from terbit.pdf.linked.painting import Blank, marks, paint
from terbit.pdf.linked.resume import Resumption
from terbit.pdf.linked.shared import group_of
from terbit.pdf.linked.streams import content_parts, drawn, glyphs_in, marked_anew
from terbit.pdf.linked.walk import Elements, Walk

__all__ = ["Leaves"]

_PT = 0.75
"""Points in a CSS pixel."""


class Leaves:
    """The pages of a document that are painted so far."""

    def __init__(self, elements: Elements, *, tagged: bool) -> None:
        """Begin with none; `tagged` says whether a structure tree is wanted."""
        self.elements, self._tagged = elements, tagged
        self._tables = Tables()
        self.made: list[Leaf] = []
        self.stream: Any = None
        self.fonts: tuple[FontUse, ...] = ()
        self.files: dict[str, bytes] = {}

    def compiled(
        self, document: Any, pages: Iterable[Any], resumption: Resumption | None
    ) -> tuple[ObjectFile, Mapping[str, bytes]]:
        """Return the object file of a document whose pages are laid out one by one, and its font files by digest.

        When no more come, the rest is that of the resumption.

        Raises
        ------
        Unlinkable
            If a page shows its number in a way that cannot be left open.
        """
        objects = Objects(paint(document, chain(pages, _rest(resumption)), self.add))
        if resumption is not None:
            resumption.end()
        self.made = [
            leaf if leaf.boxes else replace(leaf, **objects.page_boxes(index)) for index, leaf in enumerate(self.made)
        ]
        fonts, files = font_uses(document.fonts)
        more = (*(resumption.fonts if resumption else ()), *document.fonts.uses_elsewhere())
        self.fonts = tuple(sorted((*fonts, *more), key=lambda use: use.key))
        return bound(self.made, self.elements.all, objects, self.fonts), {**self.files, **files}

    def put(self, blank: Blank, leaf: Leaf) -> None:
        """Take the leaf of a page that was painted elsewhere, which may have its place already."""
        blank.leaf = leaf
        if blank.place >= 0:
            self.made[blank.place] = leaf

    def add(self, page: Any, stream: Any) -> None:
        """Keep what is needed of a page that was just painted on a stream."""
        self.stream = stream
        if isinstance(page, Blank):
            page.place = len(self.made)
            self.made.append(page.leaf)
            return
        box, index = page._page_box, len(self.made)  # noqa: SLF001 - WeasyPrint 70 tells a page's name nowhere else
        walk = Walk(marks(stream), index, box.margin_height(), self.elements if self._tagged else None)
        walk.through(box)
        holes, tables, is_even = self._holes(stream, box)
        operators = list(marked_anew(stream, walk.fate, tagged=self._tagged))
        content = content_parts(iter(operators), holes)
        uses, names = drawn(operators)
        groups = {name: group for name in names if (group := group_of(stream, name)) is not None}
        inner, _ = drawn((operator, -1) for group in groups.values() for operator in operators_in(group))
        self.made.append(
            Leaf(
                name=box.page_type.name,
                content=content,
                tables=tables,
                marked=walk.kept,
                is_even=is_even,
                events=tuple(walk.events),
                links=tuple(page_links(page, self.elements)) if self._tagged else (),
                anchors=tuple((name, x * _PT, (page.height - y) * _PT) for name, (x, y, *_) in page.anchors.items()),
                bookmarks=tuple(_bookmarks(page, index)),
                uses=_with_figures(_joined(uses, inner), content, tables),
                drawn=names,
                groups=groups,
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
                width, size = float(number.box.width), room(table, number.shift, roman=number.roman)
                holes[marked[number.box]] = Hole(
                    number.target, number.roman, tables.index(table), width, number.shift, size
                )
        return holes, tuple(tables), is_even


def _rest(resumption: Resumption | None) -> Iterator[Blank]:
    yield from map(Blank, resumption.rest if resumption else ())


def _joined(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {font: one.get(font, frozenset()) | other.get(font, frozenset()) for font in {**one, **other}}


def _with_figures(
    uses: Mapping[str, frozenset[str]], content: Iterable[Deflated | Hole], tables: Sequence[NumberTable]
) -> dict[str, frozenset[str]]:
    """Return the glyphs of each font, those of all figures among them where a number is open."""
    out = dict(uses)
    for hole in (part for part in content if isinstance(part, Hole)):
        out[hole.font] = out.get(hole.font, frozenset()) | glyphs_in(b"".join(tables[hole.table].shown.values()))
    return out


def _bookmarks(page: Any, index: int) -> Iterable[Bookmark]:
    for level, title, (x, y), state in page.bookmarks:
        yield Bookmark(level, title, index, x * _PT, (page.height - y) * _PT, closed=state == "closed")
