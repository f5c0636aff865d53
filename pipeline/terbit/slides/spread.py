"""A sequence divided into as few groups as have room for it, as evenly as its order allows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise

__all__ = ["spread"]

_Measure = Callable[[int, int], float]
_EQUAL = 1 + 1e-9
_MOST = 400
"""Members up to which every division is weighed; the time grows with members and groups."""


def spread(count: int, fits: Callable[[int, int], bool], size: _Measure) -> list[range]:
    """Return the members of each group, one at least; `fits` and `size` are asked of members from one up to another.

    Of the divisions into the fewest groups, the one is taken whose sizes differ least, by the sum of their squares.
    One member is a group even where it does not fit.
    """
    together = cache(lambda start, end: end - start == 1 or fits(start, end))
    filled = _filled(count, together)
    if len(filled) < 2 or count > _MOST:
        return filled
    return _evened(count, len(filled), together, size)


def _filled(count: int, fits: Callable[[int, int], bool]) -> list[range]:
    groups: list[range] = []
    start = 0
    for end in range(1, count + 1):
        if not fits(start, end):
            groups.append(range(start, end - 1))
            start = end - 1
    return [*groups, range(start, count)] if count else []


def _evened(count: int, groups: int, fits: Callable[[int, int], bool], size: _Measure) -> list[range]:
    """Find for each number of groups the best division of the first members, out of those with a group less."""
    costs = {0: 0.0}
    ways: dict[int, tuple[int, ...]] = {0: (0,)}
    for _ in range(groups):
        better: dict[int, float] = {}
        longer: dict[int, tuple[int, ...]] = {}
        for start, cost in costs.items():
            for end in range(start + 1, count + 1):
                if not fits(start, end):
                    break
                total = cost + size(start, end) ** 2
                # Of equals the one with more in front; sums of floats are equal but for their last digits.
                if total <= better.get(end, float("inf")) * _EQUAL:
                    better[end], longer[end] = total, (*ways[start], end)
        costs, ways = better, longer
    return [range(start, end) for start, end in pairwise(ways[count])]
