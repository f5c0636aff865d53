"""Quicker ways to the styles of elements: computing a property, solving variables, resolving percentages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.css import tokens
from weasyprint.css.computed_values import COMPUTER_FUNCTIONS, PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

__all__ = ["missing_properties", "resolving", "solving"]

_PLAIN = (str, int, float, type(None))
_LOGICAL = ("block", "inline", "start", "end")


def missing_properties(slow: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """Return `ComputedStyle.__missing__` for properties that no rule of the element gives a value."""
    special = {"float", "display", "position", "page"}
    keys = [k for k in INITIAL_VALUES if k not in special and not k.startswith(("text_decoration_", "__"))]
    given = set(keys)
    inherited = {key for key in keys if key in INHERITED and key not in PHYSICAL_FUNCTIONS}
    initial = {key: INITIAL_VALUES[key] for key in keys if key not in INHERITED and not check_math(INITIAL_VALUES[key])}

    def missing(self: Any, key: str) -> Any:
        if key in self.cascaded:
            value = self.cascaded[key][0]
            if key not in given or (key in PHYSICAL_FUNCTIONS and _has_logical(self)) or _is_open(value):
                return slow(self, key)
            if key in COMPUTER_FUNCTIONS:
                value = COMPUTER_FUNCTIONS[key](self, key, value)
            self[key] = value
            return value
        if key in inherited and self.parent_style is not None:
            value = self.parent_style[key]
            if isinstance(value, _PLAIN) or not check_math(value):
                self[key] = value
                return value
        elif key in initial and (key not in PHYSICAL_FUNCTIONS or not _has_logical(self)):
            value = initial[key]
            if key in INITIAL_NOT_COMPUTED and key in COMPUTER_FUNCTIONS:
                value = COMPUTER_FUNCTIONS[key](self, key, value)
            self[key] = value
            return value
        return slow(self, key)

    return missing


def _is_open(value: Any) -> bool:
    """Say whether a value is not one yet: it is that of another style, or holds variables or sums."""
    if isinstance(value, str):
        return value in ("inherit", "initial")
    return isinstance(value, tokens.Pending) or (not isinstance(value, _PLAIN) and bool(check_math(value)))


def _has_logical(style: Any) -> bool:
    """Say whether a rule names a side by the direction of writing, so that physical sides depend on it."""
    found: bool | None = getattr(style, "has_logical", None)
    if found is None:
        found = style.has_logical = any(word in key for key in style.cascaded for word in _LOGICAL)
    return found


def solving(slow: Callable[..., Any]) -> Callable[..., Any]:
    """Return `Pending.solve`, which keeps what came of the same tokens before."""

    def solve(self: Any, solved: list[Any], wanted_key: str, base_url: str) -> Any:
        known = vars(self).setdefault("known", {})
        key = (wanted_key, base_url, *map(id, solved))
        if key not in known:
            known[key] = slow(self, solved, wanted_key, base_url), tuple(solved)  # they live on, so that ids do
        return known[key][0]

    return solve


def resolving(slow: Callable[[Any, str, Any], None]) -> Callable[[Any, str, Any], None]:
    """Return `resolve_one_percentage` for lengths and percentages."""

    def resolve(box: Any, property_name: str, refer_to: Any) -> None:
        value = box.style[property_name]
        unit = getattr(value, "unit", None)
        if unit == "px":
            setattr(box, property_name, value.value)
        elif value is None or (value == "auto" and property_name[:4] != "min_"):
            setattr(box, property_name, value)
        else:
            slow(box, property_name, refer_to)

    return resolve
