"""Style sheets in their order, for press and screen, and what the finished PDF must keep to."""

from __future__ import annotations

import re

from terbit.config import Config
from terbit.fonts import book_families
from terbit.model import Document
from terbit.pdf.geometry import TYPE, geometry, page_css
from terbit.pdf.marks import Edges
from terbit.pdf.model import Sheet
from terbit.pdf.preflight import Expected
from terbit.theme import read_tokens

__all__ = ["edges_of", "expected", "press_sheet", "scaled", "screen_sheet"]


_POINTS = re.compile(r"(?<![\w.#-])(\d*\.?\d+)pt\b")


def press_sheet(document: Document, gutter: float | None = None) -> Sheet:
    """Return how the book is set for the press; `gutter` is what the number of pages asks for, in mm."""
    return _sheet(document, "print.css", document.config.bleed, "", gutter)


def screen_sheet(document: Document, gutter: float | None = None) -> Sheet:
    """Return how the book is set for the screen: the same pages, cut to their trim."""
    return _sheet(document, "screen.css", 0.0, "pdf/ua-1", gutter)


def edges_of(config: Config) -> Edges:
    """Return what is around the pages of a book for the press."""
    return Edges(config.bleed, config.press.marks, config.press.bleed_sides == 4)


def expected(document: Document, *, press: bool) -> Expected:
    """Return what the finished PDF is checked against."""
    config = document.config
    families = book_families(read_tokens(document.styles["theme.css"].data.decode()))
    return Expected(config.trim, config.bleed, families, press, config.press.bleed_sides == 4)


def scaled(css: str, factor: float) -> str:
    """Return a style sheet with all lengths in pt multiplied: type, leading and what is measured by them."""
    return css if factor == 1 else _POINTS.sub(lambda found: f"{float(found[1]) * factor:.4g}pt", css)


def _sheet(document: Document, own: str, bleed: float, variant: str, gutter: float | None) -> Sheet:
    press = document.config.press
    page = page_css(geometry(document.config.trim, press, gutter), bleed)
    names = ("theme.css", "book.css", own)
    theme, book, last = (document.styles[name].data.decode() if name in document.styles else "" for name in names)
    factor = press.type_size / TYPE
    return Sheet((theme, page, scaled(book, factor), scaled(last, factor)), variant)
