"""Guessing where things will be in a book that was never laid out, so that its numbers have as many digits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from terbit.pdf.folios import folio, is_front
from terbit.pdf.linked.extent import Extent
from terbit.pdf.linked.units import Unit

__all__ = ["Guess"]

_LETTERS_A_PAGE = 2000
_ENTRIES_A_PAGE = 34
_BLOCKS = frozenset(
    ("p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "caption", "pre", "blockquote")
)
_LETTERS_A_BLOCK = 17
"""What the end of a paragraph leaves empty, on the average."""
_LETTERS_OF = {"img": 800, "{http://www.w3.org/2000/svg}svg": 60, "h1": 430}
"""The room that pictures, formulas and the opening of a chapter take."""
_ERROR, _ERROR_AT_FIRST = 0.03, 0.15
"""How far off the length of a unit may be, where others of the book are known and where none is."""


@dataclass(frozen=True)
class _Draft:
    """A unit before it is laid out: its length in letters, identifiers and the letters before them, least pages."""

    letters: int
    places: Mapping[str, int]
    least: int
    front: bool

    def pages(self, letters_a_page: float) -> int:
        return max(self.least, int(self.letters / letters_a_page) + 1)


class Guess:
    """What is known of where things are in a book: guessed from the text, and learned from units laid out."""

    def __init__(self, units: Sequence[Unit]) -> None:
        """Measure the text of all units."""
        self._units = units
        self._drafts = [_draft(unit) for unit in units]
        self.extents: dict[int, Extent] = {}
        self._homes = {name: n for n in reversed(range(len(units))) for name in self._drafts[n].places}

    def learn(self, n: int, extent: Extent) -> None:
        """Take the pages of a unit from how it was laid out."""
        self.extents[n] = extent

    def lengths(self) -> list[int]:
        """Return the pages of each unit, a blank one before the next among them."""
        rate, total = self._letters_a_page(), 0
        out: list[int] = []
        for n, (unit, draft) in enumerate(zip(self._units, self._drafts, strict=True)):
            pages = len(self.extents[n].names) if n in self.extents else draft.pages(rate)
            pages += unit.then == "right" and (total + pages) % 2
            out.append(pages)
            total += pages
        return out

    def folios(self) -> dict[str, str]:
        """Return the page number of each identifier."""
        firsts = list(accumulate(self.lengths(), initial=0))
        rate, front = self._letters_a_page(), firsts[self._numbered()]
        return {name: folio(firsts[n] + int(self._page(n, name, rate)), front) for name, n in self._homes.items()}

    def doubts(self) -> list[int]:
        """Count the page numbers in each unit that may come to have another number of digits."""
        lengths, rate, begin = self.lengths(), self._letters_a_page(), self._numbered()
        error = _ERROR if self.extents else _ERROR_AT_FIRST
        firsts = list(accumulate(lengths, initial=0))
        unknown = list(accumulate((0 if n in self.extents else pages for n, pages in enumerate(lengths)), initial=0))

        def is_doubtful(name: str) -> bool:
            n = self._homes.get(name, -1)
            if n < begin:
                return False
            page = firsts[n] - firsts[begin] + self._page(n, name, rate) + 1
            far = error * (unknown[n] - unknown[begin]) + self._spread(n, error * lengths[n])
            return len(str(int(max(page - far, 1)))) != len(str(int(page + far)))

        return [sum(map(is_doubtful, unit.targets)) for unit in self._units]

    def _numbered(self) -> int:
        """Return the first unit whose pages are numbered from 1; the count of units if there is none."""
        return next((n for n in range(len(self._units)) if not self._is_front(n)), len(self._units))

    def _is_front(self, n: int) -> bool:
        known = self.extents.get(n)
        return self._drafts[n].front if known is None else all(map(is_front, known.names))

    def _spread(self, n: int, error: float) -> float:
        """Return by how many pages an identifier may be elsewhere in its unit: pictures and notes move what follows."""
        return 0.0 if n in self.extents else error / 2 + 0.75

    def _page(self, n: int, name: str, rate: float) -> float:
        """Return the page of its unit that an identifier is on, and how far down on it where that is not known."""
        if n in self.extents:
            return self.extents[n].anchors.get(name, 0)
        return self._drafts[n].places[name] / rate

    def _letters_a_page(self) -> float:
        """Return how many letters a page has in the units that are known."""
        known = [(n, *extent.last) for n, extent in self.extents.items() if not self._units[n].lists]
        letters = sum(self._drafts[n].places.get(name, 0) for n, name, _ in known)
        pages = sum(pages for _, _, pages in known)
        return letters / pages if pages > 1 and letters else _LETTERS_A_PAGE


def _draft(unit: Unit) -> _Draft:
    sections = list(unit.root.find("body"))
    names = {name for section in sections for name in (section.get("class") or "").split()}
    places: dict[str, int] = {}
    letters = 0
    for element, length in (pair for section in sections for pair in _elements(section)):
        if element.get("id"):
            places.setdefault(element.get("id"), letters)
        letters += length
    entries = sum(1 for section in sections for _ in section.iter("li")) if unit.lists else 0
    least = max(len(sections) if unit.lists else 1, -(-entries // _ENTRIES_A_PAGE))
    return _Draft(0 if unit.lists else letters, places, least, bool(names & {"front", "matter"}))


def _elements(section: Any) -> Iterator[tuple[Any, int]]:
    for element in section.iter():
        own = _LETTERS_A_BLOCK * (element.tag in _BLOCKS) + _LETTERS_OF.get(element.tag, 0)
        yield element, own + len(element.text or "") + len(element.tail or "")
