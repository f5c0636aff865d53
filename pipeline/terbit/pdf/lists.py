"""Ordered lists: the number that they begin with and the kind of their numbers, which the engine does not read."""

from __future__ import annotations

from typing import Any

from terbit.numerals import marked
from terbit.pdf.markup import has_class

__all__ = ["number_lists"]

_STYLES = {
    "1": ("decimal", "Decimal"),
    "a": ("lower-alpha", "LowerAlpha"),
    "A": ("upper-alpha", "UpperAlpha"),
    "i": ("lower-roman", "LowerRoman"),
    "I": ("upper-roman", "UpperRoman"),
}
"""What CSS and pandoc call each `type`."""
_AROUND = {"one-paren": "OneParen", "two-parens": "TwoParens"}
"""The classes of lists that are numbered 1) or (1), and what pandoc calls that."""


def number_lists(section: Any) -> None:
    """Write `start` and `type` of ordered lists as CSS (HTML, 15.3.8): an answer "b." must not become "a."."""
    for ordered in section.iter("ol"):
        name, style = _STYLES.get(ordered.get("type", ""), ("", "Decimal"))
        start = ordered.get("start", "")
        begins = int(start) if start.lstrip("-").isdigit() else 1
        _declare(ordered, f"list-style-type: {name}" if name else "")
        _declare(ordered, f"counter-reset: list-item {begins - 1}" if start else "")
        around = next((_AROUND[name] for name in _AROUND if has_class(ordered, name)), "")
        if around:
            # WeasyPrint 70 sees `@counter-style` in no style sheet but the page's own, and cannot lay out `::marker`.
            for number, item in enumerate(ordered.iterchildren("li"), begins):
                _declare(item, f'list-style-type: "{marked(number, style, around)}\\2002"')


def _declare(element: Any, declaration: str) -> None:
    if declaration:
        before = element.get("style", "").rstrip("; ")
        element.set("style", f"{before}; {declaration}" if before else declaration)
