"""Formulas spelled in one line of letters, for slides, where a line holds no drawing: fractions with a stroke, say."""

from __future__ import annotations

from typing import Any

from terbit import ast
from terbit.pdf.formulas.marks import ACCENT
from terbit.pdf.formulas.prepare import prepared

__all__ = ["spelled"]

_RULE = "―"  # what `prepared` makes of the rule over letters
_OVERLINE, _STRIKE = "\u0305", "\u0338"
_BRACES = frozenset("⏞⏟⎴⎵⏜⏝")
_THIN = "\u2009"
_ABOVE = frozenset({"msup", "mover"})
_UNSEEN = frozenset({"mphantom", "none", "annotation"})


def spelled(math: Any) -> ast.Elements:
    """Return a formula of pandoc's MathML as inlines, on one line: rows of a matrix stand behind each other."""
    return _spell(prepared(math))


def _spell(element: Any) -> ast.Elements:
    tag = element.tag
    if tag in ("mi", "mn", "mo", "mtext"):
        return _letters(element)
    if tag == "mspace":
        width = element.get("width", "0em")
        return [ast.string(_THIN)] if not width.startswith("-") and float(width.removesuffix("em") or 0) > 0 else []
    if tag in _SPELLERS:
        return _SPELLERS[tag](element)
    if tag == "mrow" and _is_choice(element):
        above, below = (_spell(part) for part in element[1])
        return [ast.string("C("), *above, ast.string(", "), *below, ast.string(")")]
    return [] if tag in _UNSEEN else [inline for child in element for inline in _spell(child)]


def _is_choice(row: Any) -> bool:
    """Tell whether a row is a binomial coefficient, which is spelled as a function."""
    return [child.tag for child in row] == ["mo", "mfrac", "mo"] and row[1].get("linethickness") == "0"


def _letters(element: Any) -> ast.Elements:
    text = element.text or ""
    italic = element.tag == "mi" and len(text) == 1 and element.get("mathvariant") != "normal"
    word = [ast.string(text)] if text else []
    return [{"t": "Emph", "c": word}] if italic and word else word


def _group(element: Any) -> ast.Elements:
    """Spell a part that something refers to as a whole: in parentheses if it has parts."""
    inner = _spell(element)
    parts = [child for child in element if child.tag != "mspace"]
    return [ast.string("("), *inner, ast.string(")")] if len(parts) > 1 and element.tag in ("mrow", "msqrt") else inner


def _fraction(element: Any) -> ast.Elements:
    if element.get("linethickness") == "0":  # as of a column
        return [*_spell(element[0]), ast.string("; "), *_spell(element[1])]
    return [*_group(element[0]), ast.string("/"), *_group(element[1])]


def _table(element: Any) -> ast.Elements:
    """Part cells of equations by nothing, others by commas, and rows by semicolons."""
    comma = "" if element.get("columnspacing", "").startswith("0em") else ", "
    rows = [_joined([_spell(cell) for cell in row], comma) for row in element]
    return _joined(rows, "; ")


def _joined(parts: list[ast.Elements], sign: str) -> ast.Elements:
    found = [inline for part in parts for inline in (ast.string(sign), *part)]
    return found[1:] if sign else [inline for part in parts for inline in part]


def _enclosed(element: Any) -> ast.Elements:
    """Strike letters out; what is in a box stands without it."""
    inner = _row(element)
    return [_marked(inline, _STRIKE) for inline in inner] if "strike" in element.get("notation", "") else inner


def _root(element: Any) -> ast.Elements:
    degree = [_script("Superscript", element[1])] if element.tag == "mroot" else []
    inner = element[0] if element.tag == "mroot" or len(element) == 1 else element
    whole = _group(inner) if inner is not element else [ast.string("("), *_row(element), ast.string(")")]
    return [*degree, ast.string("√"), *whole]


def _row(element: Any) -> ast.Elements:
    return [inline for child in element for inline in _spell(child)]


def _script(kind: str, element: Any) -> ast.Element:
    return {"t": kind, "c": _spell(element)}


def _scripts(element: Any) -> ast.Elements:
    kinds = ("Subscript", "Superscript")[element.tag in _ABOVE :][: len(element) - 1]
    return [*_spell(element[0]), *(_script(kind, child) for kind, child in zip(kinds, element[1:], strict=True))]


def _over(element: Any) -> ast.Elements:
    """Put an accent on its letter, a rule over each of several; what stands above otherwise is a script."""
    mark = element[1].text or ""
    if element.get(ACCENT) or mark == _RULE:
        sign = _OVERLINE if mark == _RULE else mark
        return [_marked(inline, sign) for inline in _spell(element[0])]
    return _spell(element[0]) if mark in _BRACES else _scripts(element)


def _marked(inline: ast.Element, sign: str) -> ast.Element:
    """Put a sign on each letter."""
    if inline["t"] == "Str":
        return ast.string("".join(letter + sign for letter in inline["c"]))
    return {**inline, "c": [_marked(inner, sign) for inner in inline["c"]]}


_SPELLERS = {
    "menclose": _enclosed,
    "mfrac": _fraction,
    "mtable": _table,
    "msqrt": _root,
    "mroot": _root,
    "msub": _scripts,
    "msup": _scripts,
    "msubsup": _scripts,
    "munderover": _scripts,
    "munder": _over,
    "mover": _over,
}
