"""Folios: the number that each page bears, roman before the first chapter and arabic from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from terbit.numerals import from_roman, small_roman

__all__ = ["Numbering", "count", "folio", "front_pages", "is_front", "numbering", "position"]

_FAR = 100_000
"""More pages than there are in front of any book."""
_FRONT = {"front", "turned-front", "matter", ""}


@dataclass(frozen=True)
class Numbering:
    """The count of front-matter pages, and the folio of the page where each identifier begins."""

    front: int
    folios: Mapping[str, str]


def numbering(pages: Sequence[Any]) -> Numbering:
    """Read the numbering off laid-out pages, as WeasyPrint gives them."""
    front = front_pages(page._page_box.page_type.name for page in pages)  # noqa: SLF001 - the page's name is given nowhere else
    found: dict[str, str] = {}
    for index, page in enumerate(pages):
        for ident in page.anchors:
            found.setdefault(ident, folio(index, front))
    return Numbering(front, found)


def folio(index: int, front: int) -> str:
    """Return the printed number of the page with an index counted from 0."""
    return small_roman(count(index, front)) if index < front else str(count(index, front))


def count(index: int, front: int) -> int:
    """Return the number of a page as it is counted: in front of the book from 1, and from 1 again in it."""
    return index + 1 if index < front else index - front + 1


def position(shown: str) -> int:
    """Return where the page with a printed number comes; those in roman before 0, out of all reach of the others.

    It is 0 for a number that no page has.
    """
    if shown.isdecimal():
        return int(shown)
    return from_roman(shown) - _FAR


def front_pages(names: Iterable[str]) -> int:
    """Count the pages before the first that belongs to a chapter; all of them where there is none."""
    index = 0
    for index, name in enumerate(names):
        if not is_front(name):
            return index
    return index + 1


def is_front(name: str) -> bool:
    """Say whether a page of that name comes before the pages numbered from 1."""
    return name in _FRONT
