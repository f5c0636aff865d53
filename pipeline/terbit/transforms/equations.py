"""Displayed formulas that bear an identifier, set in paragraphs of their own."""

from __future__ import annotations

import re

from terbit.ast import Element, Elements, span, with_contents
from terbit.diagnostics import Diagnostic
from terbit.model import Document
from terbit.transforms._chapters import map_document

__all__ = ["mark_equations"]

_TAG = re.compile(r"^\{#(eq[-:][\w:.-]+)\}([.,;:]?)$")
_GAPS = ("Space", "SoftBreak")


def mark_equations(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Make ``$$…$$ {#eq-x}`` a ``Span(#eq-x .equation)``, and part the paragraph around it."""
    return map_document(document, _parted, lambda held: held.has_kind("Math")), ()


def _parted(element: Element) -> Elements | None:
    if element["t"] not in ("Para", "Plain"):
        return None
    out: list[Elements] = [[]]
    rest: Elements = element["c"]
    while rest:
        taken, equation = _equation(rest)
        if equation:
            out += [[equation], []]
        else:
            out[-1].append(rest[0])
        rest = rest[taken:]
    if len(out) == 1:
        return None
    return [with_contents(element, part) for part in map(_trimmed, out) if part]


def _equation(inlines: Elements) -> tuple[int, Element | None]:
    """Return how many inlines a formula with its identifier takes up, and what to set for them."""
    at = next((n for n, inline in enumerate(inlines[1:], 1) if inline["t"] not in _GAPS), 0)
    formula, tag = inlines[0], inlines[at] if at else None
    shown = formula["t"] == "Math" and formula["c"][0]["t"] == "DisplayMath"
    found = _TAG.match(tag["c"]) if shown and tag and tag["t"] == "Str" else None
    if not found:
        return 1, None
    place = {"p": formula["p"]} if "p" in formula else {}
    return at + 1, {**span([formula], found[1], ["equation"]), **place}


def _trimmed(inlines: Elements) -> Elements:
    """Return inlines without the spaces around them."""
    kept = [n for n, inline in enumerate(inlines) if inline["t"] not in _GAPS]
    return inlines[kept[0] : kept[-1] + 1] if kept else []
