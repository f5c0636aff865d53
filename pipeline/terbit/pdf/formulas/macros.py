r"""Macros that pandoc 3.9 reads as if they were simpler ones: \iff, \implies, \pmod and their kin, mended by their TeX.

The spaces are those of amsmath 2.17 (`amsopn.sty`, `amsmath.sty`) and of LaTeX's `\bmod`, in eighteenths of an em.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

__all__ = ["mend_macros"]

_ARROWS = {
    "⇔": ("iff", "Longleftrightarrow", "Leftrightarrow"),
    "⇒": ("Longrightarrow", "Rightarrow"),
    "⇐": ("Longleftarrow", "Leftarrow"),
    "→": ("longrightarrow", "rightarrow", "to"),
    "←": ("longleftarrow", "leftarrow", "gets"),
    "↔": ("longleftrightarrow", "leftrightarrow"),
    "↦": ("longmapsto", "mapsto"),
    "⟹": ("implies",),
    "⟸": ("impliedby",),
}
"""The signs that pandoc writes, each with the macros that it writes it for."""
_LONG = {"iff": "⟺", "Longleftrightarrow": "⟺", "Longrightarrow": "⟹", "Longleftarrow": "⟸", "longrightarrow": "⟶",
         "longleftarrow": "⟵", "longleftrightarrow": "⟷", "longmapsto": "⟼"}  # fmt: skip
_SPACED = ("iff", "implies", "impliedby")
_STACKED = ("mover", "munder", "munderover")
_THICK = 5
_PARENTHESIS = re.compile(r"\\p(?:m)?od(?![A-Za-z])")
_MEDIUM, _TWICE = "0.222em", "0.444em"
"""How wide pandoc 3.9 makes the space before \\pmod and \\bmod, and before \\mod."""


def mend_macros(math: Any, tex: str, *, display: bool) -> None:
    """Give the arrows of logic their length and their space, and remainders theirs."""
    _mend_arrows(math, tex)
    for row in math.iter("mrow"):
        if len(row) > 1 and row[0].tag == "mspace":
            _mend_remainder(row, tex, display=display)


def _mend_arrows(math: Any, tex: str) -> None:
    """Tell arrows of one sign by their macros, if there are as many of these; what is above letters is none."""
    plain = [(operator, operator.text) for operator in math.iter("mo") if operator.getparent().tag not in _STACKED]
    for sign, macros in _ARROWS.items():
        written = re.findall(rf"\\({'|'.join(macros)})(?![A-Za-z])|{sign}", tex)
        arrows = [operator for operator, text in plain if text == sign]
        if len(written) == len(arrows):
            for arrow, macro in zip(arrows, written, strict=True):
                _mend_arrow(arrow, macro)


def _mend_arrow(arrow: Any, macro: str) -> None:
    arrow.text = _LONG.get(macro, arrow.text)
    if macro in _SPACED:
        arrow.addprevious(_space(_THICK))
        arrow.addnext(_space(_THICK))


def _mend_remainder(row: Any, tex: str, *, display: bool) -> None:
    r"""Set the spaces of a row that pandoc made of \bmod, \mod, \pmod or \pod."""
    before, first = row[0].get("width"), row[1]
    if before == _MEDIUM and first.text == "(" and _PARENTHESIS.search(tex):
        row[0].set("width", _em(18 if display else 8))
        if len(row) > 3 and _is_mod(row[2]) and row[3].tag == "mspace":
            row[3].set("width", _em(6))
    elif before == _TWICE and _is_mod(first) and row[2].tag == "mspace":
        row[0].set("width", _em(18 if display else 12))
        row[2].set("width", _em(6))
    elif before == _MEDIUM and _is_mod(first) and row[2].tag == "mspace":
        row[0].set("width", _em(5))
        row[2].set("width", _em(5))


def _is_mod(element: Any) -> bool:
    return len(element.getparent()) > element.getparent().index(element) + 1 and "".join(element.itertext()) == "mod"


def _space(width: float) -> Any:
    return etree.Element("mspace", width=_em(width))


def _em(eighteenths: float) -> str:
    return f"{eighteenths / 18:.4f}em"
