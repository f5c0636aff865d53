"""Small helpers to read and build HTML with lxml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree

__all__ = [
    "ASIDES",
    "CROWDED",
    "FLOAT",
    "FORMULA",
    "HELD",
    "MARGIN_NOTE",
    "beginning",
    "by_class",
    "has_class",
    "make",
    "replace_element",
]

FORMULA = "\u2061"
"""Begins the alternative text of every formula, so that it is known among the figures of a finished PDF."""
CROWDED = "notes-crowded"
"""The code of the finding that the notes in a page's margin are higher than it."""
FLOAT = "float"
"""The class of a figure or table that may stand after text that follows it; `keeps` gives it, `floats` moves it."""
HELD = "noteref-held"
"""The class of a span that binds a note's mark to the letter before it."""
MARGIN_NOTE = "margin-note"
"""The class of a note that stands in the margin; `side_notes` gives it, `margin_notes` moves what has it."""
ASIDES = ("noteref", "noteref-comma", "footnote", MARGIN_NOTE)
"""The classes of what stands in a paragraph and is none of its text."""
_SHOWN = 40
"""Letters of a note by which it is known."""


def make(tag: str, *children: Any, **attributes: str) -> Any:
    """Make an element; strings become text, None is left out, `class_` stands for class and `_` for a hyphen."""
    element = etree.Element(tag, {name.rstrip("_").replace("_", "-"): text for name, text in attributes.items()})
    for child in children:
        if isinstance(child, str):
            _append_text(element, child)
        elif child is not None:
            element.append(child)
    return element


def beginning(text: str) -> str:
    """Return the first letters of a note, by which it is known."""
    return "".join(text.split())[:_SHOWN]


def has_class(element: Any, name: str) -> bool:
    """Say whether an element has a class."""
    classes = element.get("class") or ""
    return name in classes and name in classes.split()


def by_class(root: Any, name: str, tag: str = "*") -> Iterator[Any]:
    """Yield the elements below a root that have a class, in a list of their own, so that they may be moved."""
    yield from [element for element in _classed(tag)(root, name=name) if has_class(element, name)]


@cache
def _classed(tag: str) -> Any:
    """Return an XPath to elements whose classes hold a name, or one with that name in it."""
    return etree.XPath(f"descendant-or-self::{tag}[contains(@class, $name)]")


def replace_element(old: Any, new: Any) -> None:
    """Put an element in another's place, keeping the text that follows."""
    new.tail = old.tail
    old.tail = None
    old.getparent().replace(old, new)


def _append_text(element: Any, text: str) -> None:
    _insert_text(element, len(element), text)


def _insert_text(parent: Any, at: int, text: str) -> None:
    if at == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text
