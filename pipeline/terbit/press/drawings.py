"""Drawings in which something shows through: where in their files that is, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tinycss2
from lxml import etree
from tinycss2 import color4

from terbit.diagnostics import Location
from terbit.svg import parse_svg

__all__ = ["remedy"]

_SHARES = {"opacity": ("fill", "stroke", "stop-color"), "fill-opacity": ("fill",), "stroke-opacity": ("stroke",),
           "stop-opacity": ("stop-color",)}  # fmt: skip
"""What says how much of something shows, and the colours that it is said of."""
_COLOURS = ("fill", "stroke", "stop-color")


def remedy(path: str, svg: bytes) -> str:
    """Say how the first element of an SVG that lets something show through can do without, with its line.

    Mixing a colour with the white of the paper is right where nothing else lies below it, which whoever drew it knows.
    """
    for element in parse_svg(svg).iter(etree.Element):
        said = _properties(element)
        causes = {name: share for name in _SHARES if (share := _share(said.get(name, ""))) < 1}
        alphas = {name: colour.alpha for name in _COLOURS if (colour := _colour(said.get(name))) and colour.alpha < 1}
        if causes or alphas or "mask" in said:
            return f"{Location(path, element.sourceline)}: {_instead(said, causes)}, and it stays in lines"
    return "draw it in colours that cover what lies below, and it stays in lines"


def _properties(element: Any) -> dict[str, str]:
    """Return what an element says of itself; what is in `style` counts more than attributes (SVG 2, 6.6)."""
    said = {name: value for name, value in element.attrib.items() if value.strip() not in ("", "none")}
    for one in tinycss2.parse_blocks_contents(element.get("style") or "", skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            said[one.lower_name] = tinycss2.serialize(one.value).strip()
    return said


def _share(value: str) -> float:
    """Return the number that an opacity is, from 0 to 1; 1 for what is none."""
    number = value.strip()
    try:
        return float(number[:-1]) / 100 if number.endswith("%") else float(number)
    except ValueError:
        return 1.0


def _colour(value: str | None) -> Any:
    """Return a colour of tinycss2; None for what has no components of its own."""
    colour = color4.parse_color(value) if value else None
    return None if colour is None or isinstance(colour, str) else colour


def _instead(said: Mapping[str, str], causes: Mapping[str, float]) -> str:
    """Say which colours do without: each as it looks on white."""
    on_white = {}
    for name in _COLOURS:
        colour = _colour(said.get(name))
        if colour is None:
            continue
        share = colour.alpha
        for cause, part in causes.items():
            share *= part if name in _SHARES[cause] else 1
        if share < 1:
            parts = (round(255 * (1 - share * (1 - part))) for part in colour.to("srgb").coordinates)
            on_white[name] = "#" + "".join(f"{part:02x}" for part in parts)
    written = ", ".join(f'{name}="{colour}"' for name, colour in on_white.items())
    return f"write {written}, as it looks on white" if written else "draw it in colours that cover what lies below"
