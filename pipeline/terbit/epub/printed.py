"""The pages of the finished print PDF: their folios as printed, and the lines of their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from terbit.epub.kept import Kept
from terbit.epub.leaves import Leaves
from terbit.numerals import small_roman

__all__ = ["PrintedPage", "printed_pages"]

_APART = 20.0
"""How far a running head stands above the text, in pt from baseline to baseline; lines of the text are closer."""


@dataclass(frozen=True)
class PrintedPage:
    """A numbered page that is not blank: its folio, and its lines without the folio and the running head."""

    label: str
    lines: tuple[str, ...]


def printed_pages(pdf: bytes, kept: Kept | None = None) -> list[PrintedPage]:
    """Return the numbered pages of a PDF in their order.

    The folio is read off the page. It is told from other numbers by the sequence: pages are counted through
    from one, in Roman numerals first where the front matter has its own. Only pages that are not kept are read.
    """
    kept = kept or Kept()
    with Leaves(pdf) as leaves:
        rows = [
            kept.compute(("rows", name), partial(_top_rows, leaves, number)) for number, name in enumerate(leaves.names)
        ]
        head = _head(rows)
        pages = [
            kept.compute(("text", name, str(head)), partial(_lines, leaves, number, head))
            for number, name in enumerate(leaves.names)
        ]
    folios = [*_sequence(pages, small_roman), *_sequence(pages, str)]
    by_number = dict(reversed(folios))
    return [PrintedPage(by_number[n], _without(pages[n], by_number[n])) for n in sorted(by_number)]


def _top_rows(leaves: Leaves, number: int) -> tuple[float, ...]:
    return tuple(islice(_rows(leaves.text(number)), 2))


def _head(rows: Sequence[tuple[float, ...]]) -> float | None:
    """Return the height that only running heads stand above, in pt from the foot of the page."""
    pairs = [pair for pair in rows if len(pair) == 2]
    top = max((first for first, _ in pairs), default=0.0)
    distances = [first - second for first, second in pairs if abs(first - top) < 1]
    return top if distances and min(distances) >= _APART else None


def _rows(text: Any) -> Iterator[float]:
    """Yield the heights of the rows of a page from the top, each by the foot of its first letters."""
    above = float("inf")
    boxes = [text.get_rect(number) for number in range(text.count_rects())]
    for left, bottom, _, top in sorted(boxes, key=lambda box: -box[3]):
        at = text.get_index(left + 1, (bottom + top) / 2, 5, 5)
        if top <= above and at is not None:
            above = bottom
            yield text.get_charbox(at, loose=True)[1]


def _lines(leaves: Leaves, number: int, head: float | None) -> list[str]:
    text = leaves.text(number).get_text_bounded(top=head)
    return [line.strip() for line in text.splitlines() if line.strip()]


def _sequence(pages: Sequence[Sequence[str]], written: Callable[[int], str]) -> list[tuple[int, str]]:
    """Return (page, folio) of the pages that bear the number which most others agree with."""
    numbers = {written(n): n for n in range(1, len(pages) + 1)}
    votes = Counter(at - numbers[line] for at, lines in enumerate(pages) for line in set(lines) if line in numbers)
    if not votes:
        return []
    first = min(votes, key=lambda offset: (-votes[offset], offset))
    expected = {at: written(at - first) for at in range(len(pages)) if at > first}
    return [(at, folio) for at, folio in expected.items() if folio in pages[at]]


def _without(lines: Sequence[str], folio: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line != folio)
