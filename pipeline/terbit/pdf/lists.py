"""Ordered lists: the number that they begin with and the kind of their numbers, which the engine does not read."""

from __future__ import annotations

from typing import Any

__all__ = ["number_lists"]

_STYLES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}


def number_lists(section: Any) -> None:
    """Write `start` and `type` of ordered lists as CSS (HTML, 15.3.8): an answer "b." must not become "a."."""
    for ordered in section.iter("ol"):
        declarations = [ordered.get("style", "").rstrip("; ")]
        kind = _STYLES.get(ordered.get("type", ""))
        if kind:
            declarations.append(f"list-style-type: {kind}")
        start = ordered.get("start", "")
        if start.lstrip("-").isdigit():
            declarations.append(f"counter-reset: list-item {int(start) - 1}")
        if any(declarations):
            ordered.set("style", "; ".join(text for text in declarations if text))
