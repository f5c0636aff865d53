"""What each rule of a profile looks like: its value read, checked and turned into mm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from terbit.config.vocabulary import TRIMS

__all__ = ["RULES", "UNITS"]

UNITS = {"mm": 1.0, "in": 25.4, "pt": 25.4 / 72}
Shape = Callable[[Any, float], Any]
"""Takes a value as written and its unit in mm; raises ValueError with what it should be."""


def _number(value: Any, unit: float = 1.0) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError("should be a number, not below 0")
    return value * unit


def _count(value: Any, _: float = 1.0) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("should be a whole number, not below 0")
    return value


def _plain(value: Any, _: float) -> float:
    return _number(value)


def _flag(value: Any, _: float) -> bool:
    if not isinstance(value, bool):
        raise ValueError("should be true or false")  # noqa: TRY004 - it is a finding, not an error of the program
    return value


def _choice(*choices: Any) -> Shape:
    def shape(value: Any, _: float) -> Any:
        if value not in choices:
            raise ValueError(f"should be one of {', '.join(map(str, choices))}")
        return value

    return shape


def _range(value: Any, unit: float) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("should be the least and the most: [24, 828]")
    low, high = (_number(bound, unit) for bound in value)
    if low > high:
        raise ValueError("should be the least and the most, in this order")
    return low, high


def _pages(value: Any, _: float) -> tuple[float, float]:
    return _range(value, 1.0)


def _ranges(value: Any, unit: float) -> tuple[tuple[float, float], ...]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("should be the ranges of width and height: [[101.6, 215.9], [152.4, 296.9]]")
    return tuple(_range(one, unit) for one in value)


def _size(value: Any, unit: float) -> tuple[float, float]:
    if isinstance(value, str) and value in TRIMS:
        return TRIMS[value].width, TRIMS[value].height
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("should be names of sizes, or widths with heights: ['A4', [152.4, 228.6]]")
    return _number(value[0], unit), _number(value[1], unit)


def _sizes(value: Any, unit: float) -> tuple[tuple[float, float], ...]:
    if not isinstance(value, list):
        raise ValueError("should be a list of sizes")  # noqa: TRY004 - as above
    return tuple(_size(one, unit) for one in value)


def _steps(value: Any, unit: float) -> tuple[tuple[int, float], ...]:
    wanted = "should be pages with widths, both growing: [[150, 9.5], [300, 12.7]]"
    if not isinstance(value, list) or not value or any(not isinstance(one, list) or len(one) != 2 for one in value):
        raise ValueError(wanted)
    steps = tuple((_count(most), _number(width, unit)) for most, width in value)
    if any(a[0] >= b[0] or a[1] > b[1] for a, b in pairwise(steps)):
        raise ValueError(wanted)
    return steps


def _lengths(value: Any, unit: float) -> dict[str, float]:
    if not isinstance(value, dict) or not value:
        raise ValueError("should be names with lengths: {white = 0.05}")
    return {str(name): _number(length, unit) for name, length in value.items()}


def _words(value: Any, _: float) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError("should be a list of words")
    return tuple(value)


def _name(value: Any, _: float) -> str:
    if not isinstance(value, str):
        raise ValueError("should be a name")  # noqa: TRY004 - as above
    return value


RULES: Mapping[str, Shape] = {
    # The inside.
    "trim": _choice(*TRIMS),
    "trims": _sizes,
    "trim-range": _ranges,
    "pages": _pages,
    "signature": _choice(2, 4, 8, 12, 16, 24, 32),
    "last-blank": _flag,
    "gutter": _steps,
    "margin": _number,
    "margin-bleed": _number,
    "bleed": _number,
    "bleed-sides": _choice(3, 4),
    "marks": _choice("crop", "none"),
    "standard": _choice("x-4", "x-1a", "none"),
    "colours": _choice(1, 4),
    "ink-limit": _plain,
    "type-size": _pages,
    "numbering": _choice("decimal", "outline"),
    "number-depth": _count,
    "front-order": _words,
    "back-order": _words,
    # The cover.
    "papers": _lengths,
    "paper": _name,
    "spine-extra": _number,
    "spine-text-pages": _count,
    "spine-safety": _number,
    "cover-bleed": _number,
    "cover-safety": _number,
    "cover-authors": _count,
    "cover-colours": _choice(1, 4),
}
"""The rules that a profile may have, each with the shape of its value."""
