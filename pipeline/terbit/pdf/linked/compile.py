"""Compiling: a unit of the book is laid out and painted, and becomes an object file; runs where the engine is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from terbit.pdf.linked.internals import Painted, children, is_margin, paint
from terbit.pdf.linked.links import Link, annotation, hang, page_links
from terbit.pdf.linked.model import Bookmark, Deflated, Hole, ObjectFile, Page
from terbit.pdf.linked.numbers import Tables, open_numbers
from terbit.pdf.linked.objects import Objects, font_uses
from terbit.pdf.linked.streams import Fate, content_parts, marked_anew
from terbit.pdf.linked.structure import write_tree
from terbit.pdf.linked.tree import Content, Tree

__all__ = ["compiled"]

_CELLS = ("td", "th")
_PT = 0.75
"""Points in a CSS pixel."""


@dataclass(frozen=True)
class _Places:
    """Where a document's anchors and bookmarks are, taken off its pages so that the engine does not write them."""

    anchors: tuple[tuple[str, int, float, float], ...]
    bookmarks: tuple[Bookmark, ...]
    links: tuple[tuple[Link, ...], ...]


def compiled(document: Any, html: Any, *, tagged: bool) -> tuple[ObjectFile, Mapping[str, bytes]]:
    """Return the object file of a laid-out document, and its font files by digest.

    Raises
    ------
    Unlinkable
        If it shows page numbers in a way that cannot be left open.
    """
    boxes = [page._page_box for page in document.pages]  # noqa: SLF001 - WeasyPrint 70 tells a page's name nowhere else
    places = _taken(document.pages, tagged=tagged)
    links = [link for page in places.links for link in page]
    painted = paint(document)
    objects, tables = Objects(painted), Tables()
    tree = Tree(html, html.get("lang") or "")
    for link in links:
        tree.expect_link(link.box.element)
    contents = [_content(painted, index, box, tree if tagged else None, tables) for index, box in enumerate(boxes)]
    hung = hang(links, tree, objects)
    nodes, owners = write_tree(tree.root, objects)
    fonts, font_files = font_uses(document.fonts)
    kept, images = objects.kept()
    file = ObjectFile(
        pages=tuple(
            Page(
                number=objects.page(index),
                pieces=objects.page_pieces(index),
                media=objects.media(index),
                content=content.parts,
                parents=tuple(owners[index, mcid] for mcid in range(content.marked)),
                name=box.page_type.name,
            )
            for index, (box, content) in enumerate(zip(boxes, contents, strict=True))
        ),
        objects=kept,
        annotations=tuple(annotation(*one) for one in hung),
        bookmarks=places.bookmarks,
        anchors=places.anchors,
        targets=tuple(sorted({link.target for link in links if link.inside})),
        fonts=fonts,
        images=images,
        tables=tuple(tables.made),
        tops=tuple(node.number for node in nodes if node.above is tree.root),
        notes=tuple(node.number for node in nodes if node.kind == "Note"),
        closed=not all(content.is_even for content in contents),
    )
    return file, font_files


@dataclass(frozen=True)
class _Content:
    """A page's content, the count of its marked content, and whether the figures in its text are equally wide."""

    parts: tuple[Deflated | Hole, ...]
    marked: int
    is_even: bool


def _content(painted: Painted, index: int, box: Any, tree: Tree | None, tables: Tables) -> _Content:
    walk = _Walk(painted.marks(index), index, box.margin_height(), tree)
    walk.through(box)
    holes, is_even = _holes(painted, index, box, tables)
    operators = marked_anew(painted.streams[index], walk.fate, tagged=tree is not None)
    return _Content(content_parts(operators, holes), walk.kept, is_even)


def _taken(pages: Sequence[Any], *, tagged: bool) -> _Places:
    anchors, bookmarks, links = [], [], []
    seen: set[str] = set()
    for index, page in enumerate(pages):
        for name, (x, y, *_) in page.anchors.items():
            if name not in seen:
                seen.add(name)
                anchors.append((name, index, x * _PT, (page.height - y) * _PT))
        for level, title, (x, y), state in page.bookmarks:
            place = (index, x * _PT, (page.height - y) * _PT)
            bookmarks.append(Bookmark(level, title, *place, closed=state == "closed"))
        links.append(tuple(page_links(page, index)) if tagged else ())
        page.anchors, page.bookmarks, page.links = {}, [], []
    return _Places(tuple(anchors), tuple(bookmarks), tuple(links))


def _holes(painted: Painted, index: int, box: Any, tables: Tables) -> tuple[dict[int, Hole], bool]:
    """Return the holes of a page by marked content, and whether all its figures in the text are equally wide."""
    marks = painted.marks(index)
    holes, is_even = {}, True
    for number in open_numbers(box):
        if number.box in marks:
            table = tables.place(painted.streams[index], number)
            is_even = is_even and (not number.target or tables.is_even(table))
            width = float(number.box.width)
            holes[marks[number.box]] = Hole(number.target, number.roman, table, width, number.shift)
    return holes, is_even


class _Walk:
    """The way through a page's boxes, in which each piece of marked content finds its fate."""

    def __init__(self, marks: Mapping[Any, int], page: int, height: float, tree: Tree | None) -> None:
        self._marks, self._page, self._height, self._tree = marks, page, height, tree
        self._fates: dict[int, Fate] = {}
        self.kept = 0

    def fate(self, mcid: int) -> Fate:
        """Return what becomes of marked content; what no box of the page owns is decoration."""
        return self._fates.get(mcid, "artifact")

    def through(self, box: Any, *, repeated: bool = False) -> None:
        """Go through a box and all in it; what is `repeated` from an earlier page is an artifact."""
        repeated = repeated or is_margin(box) or self._is_repeated(box)
        if self._tree is not None and not repeated and box.element_tag in _CELLS:
            self._tree.node(box.element, box.style)  # a cell has its place in the row, though it be empty
        if box in self._marks:
            self._meet(box, repeated=repeated)
        for child in children(box):
            self.through(child, repeated=repeated)

    def _meet(self, box: Any, *, repeated: bool) -> None:
        mcid, text = self._marks[box], getattr(box, "text", None)
        if text is not None and not text.strip():
            self._fates[mcid] = "drop"
        elif repeated or self._tree is None or (text is None and not _alternative(box.element)):
            self._fates[mcid] = "artifact"
        else:
            content = Content(self._page, self.kept)
            self._fates[mcid] = self.kept
            self.kept += 1
            if text is None:
                self._tree.add_image(box, content, self._height)
            else:
                self._tree.add(box, content)

    def _is_repeated(self, box: Any) -> bool:
        """Say whether a box is a table's head or foot that stood on an earlier page already."""
        if self._tree is None or not (getattr(box, "is_header", False) or getattr(box, "is_footer", False)):
            return False
        return self._tree.is_repeated(box.element, self._page)


def _alternative(element: Any) -> str:
    return element.get("alt") or element.findtext("{http://www.w3.org/2000/svg}title") or ""
