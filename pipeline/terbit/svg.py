"""What an SVG says: parsed safely, and its text with the fonts that it is set in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

__all__ = ["SVG", "parse_svg", "svg_text", "text_runs", "width_of"]

SVG = "{http://www.w3.org/2000/svg}"
_LENGTH = re.compile(r"(\d*\.?\d+)(px|pt|pc|mm|cm|in|)")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_DEFAULT = {"font-family": "Source Sans 3", "font-weight": "400", "font-style": "normal"}


def parse_svg(svg: bytes) -> Any:
    """Parse an SVG without entities, DTDs or the network.

    Raises
    ------
    lxml.etree.XMLSyntaxError
        If it is not well-formed XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(svg, parser)


def svg_text(svg: bytes) -> str:
    """Return the characters that an SVG sets as text; nothing where it cannot be parsed."""
    try:
        root = parse_svg(svg)
    except etree.XMLSyntaxError:
        return ""
    return "".join(text for _, text in text_runs(root))


def width_of(svg: bytes) -> float | None:
    """Return the width that an SVG has by itself, in px; None where it has none and takes the room there is."""
    root = parse_svg(svg)
    width, height = _length(root.get("width")), _length(root.get("height"))
    box = (root.get("viewBox") or "").replace(",", " ").split()
    if width is None and height is not None and len(box) == 4:
        return height * float(box[2]) / float(box[3])
    return width


def _length(value: str | None) -> float | None:
    found = _LENGTH.fullmatch((value or "").strip())
    return float(found[1]) * _PIXELS[found[2]] if found else None


def text_runs(root: Any) -> Iterator[tuple[Mapping[str, str], str]]:
    """Yield each piece of text with its font-family, font-weight and font-style."""
    return _runs(root, _DEFAULT)


def _runs(element: Any, inherited: Mapping[str, str]) -> Iterator[tuple[Mapping[str, str], str]]:
    """Yield each piece of text under `text` elements with the font properties that apply to it."""
    if not isinstance(element.tag, str):
        return
    style = {**inherited, **_font_properties(element)}
    in_text = element.tag == f"{SVG}text" or "in text" in style
    if element.tag == f"{SVG}text":
        style["in text"] = ""
    if in_text and element.text:
        yield style, element.text
    for child in element:
        yield from _runs(child, style)
        if in_text and child.tail:
            yield style, child.tail


def _font_properties(element: Any) -> dict[str, str]:
    found = {name: element.get(name) for name in _DEFAULT if element.get(name)}
    for declaration in (element.get("style") or "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() in _DEFAULT and value.strip():
            found[name.strip()] = value.strip()
    return found
