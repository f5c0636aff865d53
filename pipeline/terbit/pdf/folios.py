"""Folios: the number that each page bears, roman before the first chapter and arabic from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

__all__ = ["Numbering", "folio", "front_pages", "is_front", "numbering", "position", "roman"]

_FAR = 100_000
"""More pages than there are in front of any book."""
_FRONT = {"front", "matter", ""}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LETTERS = {letters: value for value, letters in _ROMAN if len(letters) == 1}


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
    return roman(index + 1) if index < front else str(index - front + 1)


def roman(number: int) -> str:
    """Return a number above 0 in lower-case roman numerals."""
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def position(shown: str) -> int:
    """Return where the page with a printed number comes; those in roman before 0, out of all reach of the others.

    It is 0 for a number that no page has.
    """
    if shown.isdecimal():
        return int(shown)
    values = [_LETTERS[letter] for letter in shown]
    number = sum(-value if value < following else value for value, following in pairwise([*values, 0]))
    return number - _FAR


def front_pages(names: Iterable[str]) -> int:
    """Count the pages before the first that belongs to a chapter; all of them where there is none."""
    count = 0
    for count, name in enumerate(names):
        if not is_front(name):
            return count
    return count + 1


def is_front(name: str) -> bool:
    """Say whether a page of that name comes before the pages numbered from 1."""
    return name in _FRONT
