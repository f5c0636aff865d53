"""Each kind of MathML element, made ready for ziamath 0.13: what it would add of its own is taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from terbit.pdf.formulas.marks import ACCENT, DISPLAYED, FUNCTION, ORDINARY, STRETCHED, WHOLE

__all__ = ["KINDS"]

_ACCENTS = {"→": "\u20d7", "‾": "\u0304", "¯": "\u0304", "ˇ": "\u030c", "´": "\u0301", "`": "\u0300", "˘": "\u0306"}
_RULES = {"¯": "―", "‾": "―", "_": "―"}  # ziamath 0.13 draws U+2015 as a rule of the base's width
_ARROWS = frozenset("→←↔⇒⇐⇔↦⇀⇁↼↽⇌↠↞")
_ITALIC = {"∂": "\U0001d715"}  # MathML Core, section 4.2, math-auto
_NO_SPACE = {"lspace": "0", "rspace": "0"}
_STRUT = {"height": "0.84em", "depth": "0.36em"}  # seven and three tenths of a distance of 1.2 em, as in TeX


def _operator(element: Any) -> None:
    """Give an operator no space and no height but those that are written: ziamath 0.13 has a table of its own."""
    usual = {"form": "infix", "stretchy": "false"}
    element.attrib.update(usual | dict(element.attrib) | _NO_SPACE)
    for name in ("minsize", "maxsize"):
        if (size := element.get(name, "")).endswith("%"):
            element.set(name, f"{float(size[:-1]) / 100:g}em")
    beside = element.getprevious()
    if element.text in ("|", "‖", "∣", "∥") and element.get("form") == "prefix" and _opened(element, beside):
        element.set("form", "postfix")  # pandoc 3.9 calls both bars of |x| opening


def _opened(bar: Any, beside: Any) -> bool:
    """Tell whether a bar like this one has been opened before it in its row."""
    before: Iterator[Any] = bar.itersiblings("mo", preceding=True)
    return beside is not None and sum(1 for other in before if other.text == bar.text) % 2 == 1


def _fraction(element: Any) -> None:
    """Let the brackets of a binomial coefficient enclose it."""
    if element.get("linethickness") == "0":
        for bracket in element.getparent().iterchildren("mo"):
            bracket.set(WHOLE, "true")


def _identifier(element: Any) -> None:
    """Make a name of more letters text, and a sign an operator: ziamath 0.13 would put space around both."""
    text = element.text or ""
    if len(text) > 1:
        _name(element, text)
    elif not text.isalpha():
        element.tag, element.text = "mo", _ITALIC.get(text, text)
        element.attrib.update({"form": ORDINARY, "stretchy": "false"} | _NO_SPACE)


def _function(element: Any) -> None:
    """Let a row that holds a name alone be the name."""
    if len(element) == 1 and element[0].tag == "mi" and len(element[0].text or "") > 1:
        name = element[0]
        element.attrib.update(name.attrib)
        _name(element, name.text)
        element.remove(name)


def _name(element: Any, text: str) -> None:
    element.tag, element.text = "mtext", text
    if text != "mod":  # pandoc 3.9 writes the spaces beside it out
        element.set(FUNCTION, "true")


def _over(element: Any) -> None:
    """Tell accents from rules and braces, and give arrows the length of what stands on them."""
    base, mark = element[0], element[1]
    single = len(base) == 0 and len(base.text or "") == 1
    sign = _ACCENTS.get(mark.text or "", mark.text or "")
    if mark.get("accent") == "true" and (single or mark.text == "‾") and "\u0300" <= sign <= "\u20ff":
        element.set(ACCENT, "true")
        element.set("accent", "true")
        mark.tag, mark.text = "mtext", sign
        mark.attrib.clear()
        mark.set("mathvariant", "normal")
    elif mark.get("accent") == "true":
        mark.text = _RULES.get(mark.text, mark.text)
    elif base.tag == "mo" and base.text in _ARROWS:
        element.set(STRETCHED, "true")


def _table(element: Any) -> None:
    """Write out the distances of plain TeX and AMS-LaTeX: an em between columns, none at the signs of an equation."""
    aligned = element[0][0].get("columnalign") == "right"
    cases = element.getprevious() is not None and element.getnext() is None
    element.set("columnspacing", "0em 2em" if aligned else "1em")
    element.set("rowspacing", "0.1em")
    if aligned or (element.getparent().tag == "math" and not cases):
        element.set(DISPLAYED, "true")
    for cell in element.iter("mtd"):
        tall = {"height": "1.1em"} if "".join(cell.itertext()) in ("⋮", "⋱") else {}
        cell.insert(0, etree.Element("mspace", {"width": "0em"} | _STRUT | tall))
        if aligned and cell.get("columnalign") == "left":
            cell.insert(0, etree.Element("mrow"))  # the space of a relation after it, as of the part before the sign


KINDS: dict[str, Callable[[Any], None]] = {
    "mfrac": _fraction,
    "mo": _operator,
    "mi": _identifier,
    "mrow": _function,
    "mover": _over,
    "munder": _over,
    "mtable": _table,
}
