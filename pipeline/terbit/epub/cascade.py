"""Which face each character of the pages is set in, by the style sheet's own cascade."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import cssselect2
import tinycss2

from terbit.epub.mathematics import drawn
from terbit.epub.xhtml import Tree

__all__ = ["Face", "characters_by_face"]

# What reading systems set bold, italic and in a fixed width by themselves (HTML, section 15.3).
_DEFAULTS = """
b, strong, h1, h2, h3, h4, h5, h6, th { font-weight: 700 }
i, em, cite, dfn, var, address { font-style: italic }
code, pre, kbd, samp { font-family: monospace }
"""
_PROPERTIES = frozenset({"font-family", "font-weight", "font-style", "text-transform"})
_WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 400}


@dataclass(frozen=True, order=True)
class Face:
    """A face as CSS asks for it: families in order of preference, weight, style, and whether in capitals."""

    families: tuple[str, ...]
    weight: int = 400
    style: Literal["normal", "italic"] = "normal"
    capitals: bool = False


def characters_by_face(bodies: Iterable[Tree], css: str) -> Mapping[Face, frozenset[str]]:
    """Return the characters that each face must hold; generated content counts for every face."""
    matcher, generated = _matcher(_DEFAULTS + css)
    found: defaultdict[Face, set[str]] = defaultdict(set)
    for body in bodies:
        _collect(cssselect2.ElementWrapper.from_xml_root(body), Face(()), matcher, found)
    return {face: frozenset(_shown(face, chars) | generated) for face, chars in found.items()}


def _shown(face: Face, characters: set[str]) -> set[str]:
    return {shown for c in characters for shown in (c.upper() if face.capitals else c)}


def _collect(element: Any, inherited: Face, matcher: Any, found: defaultdict[Face, set[str]]) -> None:
    face = _face(element, inherited, matcher)
    found[face].update(drawn(element.etree_element))
    for child in element.iter_children():
        _collect(child, face, matcher, found)
        found[face].update(child.etree_element.tail or "")


def _face(element: Any, inherited: Face, matcher: Any) -> Face:
    """Apply the declarations that match, the most specific last (CSS Cascading 4, section 6)."""
    face = inherited
    matches = sorted(matcher.match(element), key=lambda match: match[:2])
    for _, _, pseudo, (name, value) in matches:
        if pseudo is None and value != "inherit":
            face = _applied(face, name, value)
    return face


def _applied(face: Face, name: str, value: str) -> Face:
    if name == "font-family":
        return replace(face, families=tuple(part.strip().strip("\"'") for part in value.split(",")))
    if name == "text-transform":
        return replace(face, capitals=value == "uppercase")
    if name == "font-weight":
        return replace(face, weight=_WEIGHTS.get(value) or int(value if value.isdigit() else 400))
    return replace(face, style="normal" if value == "normal" else "italic")


@lru_cache(maxsize=1)
def _matcher(css: str) -> tuple[Any, frozenset[str]]:
    """Return a matcher of font declarations, and the characters of all generated content."""
    matcher, generated = cssselect2.Matcher(), set("0123456789.•– ")
    for rule in _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)):
        for item in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            if item.type != "declaration":
                continue
            if item.lower_name == "content":
                generated.update("".join(token.value for token in item.value if token.type == "string"))
            elif item.lower_name in _PROPERTIES:
                value = tinycss2.serialize(item.value).strip()
                for selector in _selectors(rule):
                    matcher.add_selector(selector, (item.lower_name, value))
    return matcher, frozenset(generated)


def _rules(rules: Iterable[Any]) -> Iterator[Any]:
    """Yield style rules, those of @media and @supports among them: any of them may come to apply."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports") and rule.content:
            yield from _rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def _selectors(rule: Any) -> list[Any]:
    try:
        return list(cssselect2.compile_selector_list(rule.prelude))
    except cssselect2.SelectorError:
        return []
