"""Style sheets in their order, for press and screen, and what the finished PDF must keep to."""

from __future__ import annotations

from terbit.fonts import book_families
from terbit.model import Document
from terbit.pdf.geometry import geometry, page_css
from terbit.pdf.model import Sheet
from terbit.pdf.preflight import Expected
from terbit.theme import read_tokens

__all__ = ["expected", "press_sheet", "screen_sheet"]


def press_sheet(document: Document) -> Sheet:
    """Return how the book is set for the press."""
    return _sheet(document, "print.css", document.config.bleed, "")


def screen_sheet(document: Document) -> Sheet:
    """Return how the book is set for the screen: the same pages, cut to their trim."""
    return _sheet(document, "screen.css", 0.0, "pdf/ua-1")


def expected(document: Document, *, press: bool) -> Expected:
    """Return what the finished PDF is checked against."""
    families = book_families(read_tokens(document.styles["theme.css"].data.decode()))
    return Expected(document.config.trim, document.config.bleed, families, press)


def _sheet(document: Document, own: str, bleed: float, variant: str) -> Sheet:
    page = page_css(geometry(document.config.trim), bleed)
    names = ("theme.css", "book.css", own)
    theme, book, last = (document.styles[name].data.decode() if name in document.styles else "" for name in names)
    return Sheet((theme, page, book, last), variant)
