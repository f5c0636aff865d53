"""Numerals in the ways that books count: figures, letters and Roman numerals, with what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

__all__ = ["LADDER", "from_roman", "letters", "marked", "roman", "small_roman"]

LADDER = (
    ("UpperAlpha", "Period"),
    ("Decimal", "Period"),
    ("LowerAlpha", "Period"),
    ("Decimal", "OneParen"),
    ("LowerAlpha", "OneParen"),
    ("Decimal", "TwoParens"),
    ("LowerAlpha", "TwoParens"),
)
"""How Indonesian books number from the outside in, as pandoc calls it: A. 1. a. 1) a) (1) (a)."""

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_VALUES = {sign: value for value, sign in _ROMAN}


def roman(number: int) -> str:
    """Return a number in capital Roman numerals."""
    out = ""
    for value, sign in _ROMAN:
        out += sign * (number // value)
        number %= value
    return out


def small_roman(number: int) -> str:
    """Return a number in small Roman numerals."""
    return roman(number).lower()


def from_roman(numeral: str) -> int:
    """Return the number that a Roman numeral is, in capitals or not.

    Raises
    ------
    KeyError
        If it has another letter in it.
    """
    values = [_VALUES[sign] for sign in numeral.upper()]
    return sum(-value if value < following else value for value, following in pairwise([*values, 0]))


def letters(number: int) -> str:
    """Return a number in small letters: a to z, then aa, ab and so on."""
    out = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out


_STYLES: Mapping[str, Callable[[int], str]] = {
    "LowerAlpha": letters,
    "UpperAlpha": lambda number: letters(number).upper(),
    "LowerRoman": small_roman,
    "UpperRoman": roman,
}


def marked(number: int, style: str, delimiter: str) -> str:
    """Return a number as it stands before an item, by pandoc's names for its style and for what is around it."""
    bare = _STYLES.get(style, str)(number)
    return {"OneParen": f"{bare})", "TwoParens": f"({bare})"}.get(delimiter, f"{bare}.")
