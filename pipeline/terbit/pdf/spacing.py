"""Spaces that must not stand alone on a line."""

from __future__ import annotations

from typing import Any

from terbit.pdf.markup import by_class

__all__ = ["bind_ways_back"]

_SPACES = " \u00a0"


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
