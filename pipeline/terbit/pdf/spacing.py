"""Spaces that must not break a line."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

__all__ = ["bind_spaces"]

_BEFORE_ELLIPSIS = re.compile(r" (?=…|\.\.\.)")
_VERBATIM = {"code", "pre"}
# The last word of a paragraph, if it is so short that it would look lost on a line of its own.
_LAST_SHORT = re.compile(r"(?<=\S) (?=\w{1,4}[^\w\s]*\s*$)")
# What is no longer than this is set on one line or two, and loses nothing.
_LONG = 60


def bind_spaces(section: Any) -> None:
    """Keep an ellipsis with the word before it, as in the questions of an exercise, and a short last word likewise."""
    for element in section.iter(etree.Element):
        if element.text and element.tag not in _VERBATIM:
            element.text = _BEFORE_ELLIPSIS.sub("\u00a0", element.text)
        if element.tail:
            element.tail = _BEFORE_ELLIPSIS.sub("\u00a0", element.tail)
    for paragraph in section.iter("p"):
        if len("".join(paragraph.itertext())) > _LONG:
            _bind_last_word(paragraph)


def _bind_last_word(element: Any) -> None:
    """Bind the last word of an element to the one before it, where both are in one piece of its text."""
    while len(element) and not (element[-1].tail or "").strip():
        element = element[-1]
        if element.tag in _VERBATIM:
            return
    if len(element):
        element[-1].tail = _LAST_SHORT.sub("\u00a0", element[-1].tail)
    else:
        element.text = _LAST_SHORT.sub("\u00a0", element.text or "")
