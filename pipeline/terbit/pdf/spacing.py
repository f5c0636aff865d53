"""Spaces that must not break a line."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from terbit.pdf.markup import by_class

__all__ = ["bind_spaces", "bind_ways_back"]

_BEFORE_ELLIPSIS = re.compile(r" (?=…|\.\.\.)")
_VERBATIM = {"code", "pre"}
_SPACES = " \u00a0"


def bind_spaces(section: Any) -> None:
    """Keep an ellipsis with the word before it, as in the questions of an exercise."""
    for element in section.iter(etree.Element):
        if element.text and element.tag not in _VERBATIM:
            element.text = _BEFORE_ELLIPSIS.sub("\u00a0", element.text)
        if element.tail:
            element.tail = _BEFORE_ELLIPSIS.sub("\u00a0", element.tail)


def bind_ways_back(section: Any) -> None:
    """Move the space before a way back from an entry into it: print shows neither, and no line is made for a space."""
    for link in by_class(section, "backlink", "a"):
        before = link.getprevious()
        text = (link.getparent().text if before is None else before.tail) or ""
        kept = text.rstrip(_SPACES)
        if before is None:
            link.getparent().text = kept
        else:
            before.tail = kept
        link.text = text[len(kept) :] + (link.text or "")
