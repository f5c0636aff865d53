"""Spaces that must not break a line."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

__all__ = ["bind_spaces"]

_BEFORE_ELLIPSIS = re.compile(r" (?=…|\.\.\.)")
_VERBATIM = {"code", "pre"}


def bind_spaces(section: Any) -> None:
    """Keep an ellipsis with the word before it, as in the questions of an exercise."""
    for element in section.iter(etree.Element):
        if element.text and element.tag not in _VERBATIM:
            element.text = _BEFORE_ELLIPSIS.sub("\u00a0", element.text)
        if element.tail:
            element.tail = _BEFORE_ELLIPSIS.sub("\u00a0", element.tail)
