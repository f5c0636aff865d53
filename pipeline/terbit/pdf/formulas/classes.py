"""The classes of atoms in formulas, and the space between them (D. Knuth, The TeXbook, chapter 18 and appendix G)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from lxml import etree

from terbit.pdf.formulas.marks import FUNCTION, ORDINARY

__all__ = ["LARGE", "space_out"]

LARGE = frozenset("∑∏∐⋀⋁⋂⋃⨀⨁⨂⨄⨆∫∬∭∮∯∰∱∲∳")
_BINARY = frozenset("+−-±∓×÷·⋅∗*∘∙•∩∪⊎⊓⊔∨∧⊕⊖⊗⊘⊙∖∔⊞⊟⊠⊡⋆⋄△▽◁▷†‡⨿≀⋉⋊⋋⋌⊻⊼")
_RELATIONS = (*range(0x2190, 0x2200), *range(0x223C, 0x228D), *range(0x228F, 0x2293), *range(0x22A2, 0x22B0))
_RELATION = frozenset("=<>:≔∈∉∋∌∣∤∥∦⟂∝∷∺⊥⊲⊳⊴⊵⋈⋍⋐⋑≀") | {
    chr(code) for code in (*_RELATIONS, *range(0x22D6, 0x22F0), *range(0x27F5, 0x2800), *range(0x2A7D, 0x2ADC))
}
_PUNCTUATION = frozenset(",;")
_SCRIPTED = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_UNSPACED = frozenset({"mspace", "none"})
_THIN, _MEDIUM, _THICK = 3 / 18, 4 / 18, 5 / 18  # em
# A row: the atom before; then the space before op, bin, rel, open, punct, inner and ord, an upper case for all styles.
_TABLE = {
    "ord": "Tmk--t-",
    "op": "T-k--tT",
    "bin": "m--m-mm",
    "rel": "k--k-kk",
    "open": "-------",
    "close": "Tmk--t-",
    "punct": "t-ttttt",
    "inner": "TmkT-TT",  # no space before a comma, where TeX has some
}
_AFTER = ("op", "bin", "rel", "open", "punct", "inner", "ord")
_WIDTHS = {"t": _THIN, "m": _MEDIUM, "k": _THICK}


def space_out(row: Any, *, script: bool) -> None:
    """Put spaces between the atoms of a row, of which those in scripts have fewer; the row's own operators add none."""
    atoms = [child for child in row if child.tag not in _UNSPACED]
    classes = _corrected([_class(atom) for atom in atoms])
    for (before, after), atom in zip(pairwise(classes), atoms[1:], strict=False):
        sign = "-" if after == "close" else _TABLE[before][_AFTER.index(after)]
        if sign != "-" and (sign.isupper() or not script):
            width = _WIDTHS[sign.lower()]
            atom.addprevious(etree.Element("mspace", width=f"{width:.4f}em"))


def _class(atom: Any) -> str:
    """Return the class of an element, which is that of its nucleus."""
    while atom.tag in _SCRIPTED and len(atom):
        atom = atom[0]
    if atom.get(FUNCTION):
        return "op"
    if atom.tag == "mrow":
        return "inner" if len(atom) and atom[0].get("stretchy") == "true" else "ord"
    if atom.tag == "mfrac":
        return "inner"
    return _sign(atom) if atom.tag == "mo" else "ord"


def _sign(operator: Any) -> str:
    text, form = operator.text or "", operator.get("form")
    if form == ORDINARY:
        return "ord"
    if text in LARGE:
        return "op"
    if text in _PUNCTUATION:
        return "ord" if operator.get("decimal") else "punct"
    if form in ("prefix", "postfix"):
        return "open" if form == "prefix" else "close"
    if text in _RELATION or operator.get("stretchy") == "true":
        return "rel"
    return "bin" if text in _BINARY else "inner" if text in "…⋯⋱" else "ord"


def _corrected(classes: Sequence[str]) -> list[str]:
    """Return the classes with signs that join nothing as ordinary ones: a minus at the beginning, say."""
    found: list[str] = []
    for number, own in enumerate(classes):
        before = found[-1] if found else "open"
        after = classes[number + 1] if number + 1 < len(classes) else "close"
        joins = before not in ("bin", "op", "rel", "open", "punct") and after not in ("rel", "close", "punct")
        found.append("ord" if own == "bin" and not joins else own)
    return found
