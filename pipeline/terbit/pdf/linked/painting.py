"""Painting: pages become content streams one after the other, their fonts left as they are before they are cut down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pydyf
import weasyprint.pdf

__all__ = ["Blank", "Painted", "marks", "paint", "painted_on"]

_MOST_PAGES = 100_000
"""More than a unit can have."""
_SCALE = 0.75
"""Points in a CSS pixel."""


@dataclass(frozen=True)
class Painted:
    """A painted document: pydyf's objects, and the number of the empty dictionary of fonts."""

    pdf: Any
    fonts: Any


class Blank:
    """A page of which nothing is painted: it has its place among the objects of a document, and a leaf."""

    def __init__(self, leaf: Any, page: Any = None) -> None:
        """Stand for a page that is kept as a leaf, or for one that is painted elsewhere, whose leaf is to come."""
        self.leaf = leaf
        self.place = -1
        self.width: float = page.width if page else 0.0
        self.height: float = page.height if page else 0.0
        self.bleed = page.bleed if page else dict.fromkeys(("top", "right", "bottom", "left"), 0.0)
        self.forms: Mapping[Any, Any] = {}

    def paint(self, stream: Any, scale: float) -> None:
        """Leave the page white."""


class _Sheet:
    """A page that is painted now, without its anchors, links and bookmarks."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.stream: Any = None
        self.bookmarks: tuple[()] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def paint(self, stream: Any, scale: float) -> None:
        self.stream = stream
        self._page.paint(stream, scale)


class _Sheets:
    """The pages of a document, each given out once and told when it is painted; then its boxes are let go."""

    def __init__(self, pages: Iterable[Any], painted: Callable[[Any, Any], None]) -> None:
        self._pages, self._painted = iter(pages), painted

    def __iter__(self) -> Iterator[_Sheet]:
        for page in self._pages:
            sheet = _Sheet(page)
            yield sheet
            self._painted(page, sheet.stream)
            sheet.stream.stream, sheet.stream._tags = [], {}  # noqa: SLF001 - it has no use any more


def marks(stream: Any) -> dict[Any, int]:
    """Return the marked content identifier of each box of text and each image of a painted page."""
    return {box: mark["mcid"] for box, mark in stream._tags.items()}  # noqa: SLF001


def painted_on(page: Any, like: Any) -> Any:
    """Paint a page by itself, and return its stream, which shares fonts and all else with another.

    After `generate_pdf` of WeasyPrint 70, in the same steps, so that figures are rounded alike.
    """
    bleed = page.bleed
    left, top = -_SCALE * bleed["left"], -_SCALE * bleed["top"]
    right = left + _SCALE * (page.width + bleed["left"] + bleed["right"])
    bottom = top + _SCALE * (page.height + bleed["top"] + bleed["bottom"])
    rectangle = (left / _SCALE, top / _SCALE, (right - left) / _SCALE, (bottom - top) / _SCALE)
    stream = like.clone(page_rectangle=rectangle, tags={})
    stream.transform(d=-1, f=(page.height * _SCALE))
    page.paint(stream, _SCALE)
    return stream


def paint(document: Any, pages: Iterable[Any], painted: Callable[[Any, Any], None]) -> Painted:
    """Paint pages as a document's, one after the other, its fonts left as they are and without a structure tree.

    `painted` is told each page with its stream when it is done.
    """
    caught: list[Painted] = []
    fonts = pydyf.Dictionary()
    names = ("build_fonts_dictionary", "add_tags", "resolve_links")
    own = {name: getattr(weasyprint.pdf, name) for name in names}

    def add_tags(pdf: Any, *_: Any) -> None:
        caught.append(Painted(pdf, fonts))

    document.pages = _Sheets(pages, painted)
    weasyprint.pdf.build_fonts_dictionary = lambda *_: fonts
    weasyprint.pdf.add_tags = add_tags
    weasyprint.pdf.resolve_links = lambda _: [([], [])] * _MOST_PAGES  # it would ask for all pages at once
    try:
        weasyprint.pdf.generate_pdf(document, None, 1, **{**weasyprint.DEFAULT_OPTIONS, "pdf_tags": True})
    finally:
        for name in names:
            setattr(weasyprint.pdf, name, own[name])
    return caught[0]
