"""Which pages stand side by side, on which side of which sheet: booklets, signatures, two up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["SCHEMES", "Scheme", "Spread", "spreads"]

Scheme: TypeAlias = Literal["saddle", "perfect", "2-up"]
SCHEMES: tuple[Scheme, ...] = ("saddle", "perfect", "2-up")
"""Sheets inside each other, stapled in the fold; signatures, one behind the other; the same page twice, to be cut."""


@dataclass(frozen=True)
class Spread:
    """One side of a sheet: the pages on its left and right, from 0, None for blank ones.

    `depth` counts sheets from the outside of their gathering, `gathering` the gatherings of the book, both from 0;
    `is_folded` says whether there is a fold between the two, or a cut.
    """

    left: int | None
    right: int | None
    depth: int
    gathering: int
    is_front: bool
    is_folded: bool = True


def spreads(scheme: Scheme, pages: int, signature: int = 16) -> Iterator[Spread]:
    """Yield the sides of all sheets in the order of printing: front and back of each, the outermost sheet first.

    A booklet is one gathering of all pages; `signature` is the number of pages of each gathering of the others. Blank
    pages fill the last one.
    """
    if scheme == "2-up":
        yield from _two_up(pages)
        return
    gathering = -(-pages // 4) * 4 if scheme == "saddle" else signature
    for number, first in enumerate(range(0, pages, gathering)):
        for depth in range(gathering // 4):
            yield from _sheet(first, gathering, depth, number, pages)


def _sheet(first: int, gathering: int, depth: int, number: int, pages: int) -> Iterator[Spread]:
    """Yield both sides of a sheet: outside, last page beside first; inside, second beside last but one."""
    low, high = first + 2 * depth, first + gathering - 1 - 2 * depth

    def there(page: int) -> int | None:
        return page if page < pages else None

    yield Spread(there(high), there(low), depth, number, is_front=True)
    yield Spread(there(low + 1), there(high - 1), depth, number, is_front=False)


def _two_up(pages: int) -> Iterator[Spread]:
    """Yield each page twice on a side, its verso behind it: the stack is cut into two books."""
    for page in range(0, pages, 2):
        back = page + 1 if page + 1 < pages else None
        yield Spread(page, page, 0, page // 2, is_front=True, is_folded=False)
        yield Spread(back, back, 0, page // 2, is_front=False, is_folded=False)
