"""Formulas that a phone cannot hold in a line: they can be scrolled, bear a name, and say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from terbit.epub.xhtml import MATHML, E, Tree, add_class, by_class, has_class, local
from terbit.labels import Labels

__all__ = ["let_scroll", "width"]

_PHONE = 16.5
"""The ems of a line at 320 px, with something to spare, for the widths below are estimates."""
_NUMBER = 3.5  # ems that the number of an equation takes of it
_NEST = 2.0  # ems that a list, a quotation or a box takes
_NESTS = frozenset({"li", "blockquote", "dd", "aside", "td"})
_LETTER, _SIGN, _BRACKET, _SCRIPT = 0.55, 1.25, 0.4, 0.7  # ems; signs have room beside them, scripts are smaller
_NARROW = frozenset("()[]{}|,.;:!′‖⌊⌋⌈⌉⟨⟩")
_TEXTS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_SCRIPTED = frozenset({"msub", "msup", "msubsup", "mmultiscripts"})
_STACKED = frozenset({"munder", "mover", "munderover", "mfrac"})
_UNSEEN = frozenset("\u2061\u2062\u2063\u2064")
_SPACE = re.compile(r"(-?\d*\.?\d+)em")


def let_scroll(tree: Tree, labels: Labels) -> None:
    """Put each formula that is too long into a part that the keyboard can scroll, with a line above that says so."""
    for math in list(tree.iter(f"{{{MATHML}}}math")):
        own = math.getparent()
        equation = own if has_class(own, "equation") else None
        if width(math) <= _room(math, numbered=equation is not None):
            continue
        part = _wrapped(math) if equation is None else equation
        add_class(part, "scrolls")
        for name, value in (("role", "group"), ("tabindex", "0"), ("aria-label", _name(part, labels))):
            part.set(name, value)
        hint = {"class": "scroll-hint", "aria-hidden": "true"}
        above = next((e for e in part.iterancestors() if local(e) == "p"), None)
        if math.get("display") == "block" or above is None:
            part.addprevious(E("span", hint, labels("epub.scroll-formula")))
        else:
            above.addprevious(E("p", hint, labels("epub.scroll-formula")))


def width(element: Tree) -> float:
    """Estimate how wide a formula, or a part of one, is drawn, in ems of its text."""
    name, inner = local(element), [width(child) for child in element if isinstance(child.tag, str)]
    if name in _TEXTS:
        return sum(_glyph(character, sign=name == "mo") for character in element.text or "")
    if name in _SCRIPTED:
        return inner[0] + _SCRIPT * max(inner[1:])
    if name in _STACKED:
        return max(inner[0], *(size * (_SCRIPT if name != "mfrac" else 1) for size in inner[1:]))
    if name == "mtable":
        return _table(element)
    return inner[0] if name == "semantics" else sum(inner) + _own_width(element, name)


def _own_width(element: Tree, name: str) -> float:
    """Return what an element adds to the widths of what is in it."""
    if name in ("msqrt", "mroot"):
        return _SIGN / 2
    found = _SPACE.fullmatch(element.get("width", "")) if name == "mspace" else None
    return float(found[1]) if found else 0


def _glyph(character: str, *, sign: bool) -> float:
    if character in _UNSEEN:
        return 0
    if character in _NARROW:
        return _BRACKET
    return _SIGN if sign else _LETTER


def _table(table: Tree) -> float:
    """Return the widths of the columns with the gaps between them."""
    rows: Sequence[list[float]] = [[width(cell) for cell in row] for row in table]
    columns = max((len(row) for row in rows), default=0)
    widest = [max((row[n] for row in rows if n < len(row)), default=0) for n in range(columns)]
    return sum(widest) + 0.8 * columns


def _room(math: Tree, *, numbered: bool) -> float:
    nests = sum(local(above) in _NESTS or has_class(above, "box") for above in math.iterancestors())
    return _PHONE - _NEST * nests - _NUMBER * numbered


def _wrapped(math: Tree) -> Tree:
    """Put a formula into an element of its own, and return that."""
    part = E("span", {"class": "equation" if math.get("display") == "block" else "formula"})
    math.getparent().replace(math, part)
    part.tail, math.tail = math.tail, None
    part.append(math)
    return part


def _name(part: Tree, labels: Labels) -> str:
    number = "".join(text for e in by_class(part, "equation-number") for text in e.itertext()).strip("()")
    return labels("equation", number=number) if number else labels("epub.formula")
