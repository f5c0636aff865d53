"""Pandoc's MathML, made ready for ziamath: what a browser would infer is written down, the TeX beside it left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from terbit.pdf.formulas.classes import LARGE, space_out
from terbit.pdf.formulas.kinds import KINDS
from terbit.pdf.formulas.macros import mend_macros
from terbit.pdf.formulas.marks import CRAMPED, DISPLAYED

__all__ = ["prepared"]

_ROWS = frozenset({"math", "mrow", "mtd", "mphantom", "mpadded", "menclose", "msqrt"})
_LIMITS = {"munder": "msub", "mover": "msup", "munderover": "msubsup"}
_SCRIPTED = frozenset({*_LIMITS, *_LIMITS.values()})
_APPLY = "\u2061"
_COMMA = re.compile(r"\\,|(\{,\})|,")


def prepared(formula: Any) -> Any:
    """Return a formula with its styles, spaces, accents and tables written out, in no namespace."""
    math = _presentation(formula)
    tex, display = formula.get("alttext") or "", math.get("display") == "block"
    _mark_decimals(math, tex)
    mend_macros(math, tex, display=display)
    _settle(math, _Style(display=display))
    return math


def _presentation(formula: Any) -> Any:
    """Copy a formula without namespace and without the TeX that annotates it: ziamath 0.13 does not know that."""
    copy = etree.fromstring(etree.tostring(formula, with_tail=False))
    for element in copy.iter(etree.Element):
        element.tag = etree.QName(element).localname
        element.attrib.pop("style", None)  # of browsers, and read as colours by ziamath 0.13
    for annotation in [*copy.iter("annotation"), *(mo for mo in copy.iter("mo") if mo.text == _APPLY)]:
        annotation.getparent().remove(annotation)
    for wrapper in list(copy.iter("semantics")):
        parent = wrapper.getparent()
        parent[parent.index(wrapper) : parent.index(wrapper) + 1] = list(wrapper)
    etree.cleanup_namespaces(copy)
    return copy


def _mark_decimals(math: Any, tex: str) -> None:
    """Mark the commas that the TeX puts into braces: `3{,}14` is one number."""
    braced = [bool(match[1]) for match in _COMMA.finditer(tex) if match[0] != "\\,"]
    commas = [operator for operator in math.iter("mo") if operator.text == ","]
    if len(braced) == len(commas):
        for comma, decimal in zip(commas, braced, strict=True):
            if decimal:
                comma.set("decimal", "true")


@dataclass(frozen=True)
class _Style:
    """TeX's style of a part of a formula."""

    display: bool
    script: bool = False
    cramped: bool = False

    def of(self, parent: Any, number: int) -> _Style:
        """Return the style of a child."""
        script = number > 0 and (parent.tag in _SCRIPTED or parent.tag == "mmultiscripts")
        whole = bool(parent.get(DISPLAYED)) if parent.tag == "mtable" else parent.tag not in ("mfrac", "mroot")
        rule = parent.tag in ("msqrt", "mroot") or (parent.tag == "mfrac" and number == 1)
        below = script and number == 1 and parent.tag in ("msub", "msubsup", "munder", "munderover")
        return _Style(self.display and whole and not script, self.script or script, self.cramped or rule or below)


def _settle(element: Any, style: _Style) -> None:
    """Settle an element and all within it, for the style that it is set in."""
    if element.get("displaystyle"):
        style = replace(style, display=element.get("displaystyle") == "true")
    if element.tag in KINDS:
        KINDS[element.tag](element)
    if element.tag in _LIMITS and not style.display and _moves(element[0]):
        element.tag = _LIMITS[element.tag]
    element.set("displaystyle", str(style.display).lower())
    if style.cramped:
        element.set(CRAMPED, "true")
    for number, child in enumerate(list(element)):
        _settle(child, style.of(element, number))
    if element.tag in _ROWS:
        space_out(element, script=style.script)


def _moves(base: Any) -> bool:
    """Tell whether limits of an operator, a sum or a name, stand beside it in text."""
    text = "".join(base.itertext())
    return text in LARGE if base.tag == "mo" else base.tag in ("mi", "mrow") and len(text) > 1 and len(base) <= 1
