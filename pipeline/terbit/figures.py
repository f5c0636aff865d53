"""Figures as every target needs them: an SVG with its fonts embedded, or as pixels."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from terbit.assets import FontFile, font_files
from terbit.subsets import subset_face
from terbit.svg import SVG, parse_svg, text_runs

__all__ = ["embed_fonts", "rasterize"]

# What a browser does to a figure's text unasked; small capitals and other figures would treble the files.
_FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk")
_WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 400}


def embed_fonts(svg: bytes) -> bytes:
    """Put the faces that an SVG's text is set in into it, reduced to its characters, as WOFF2 data addresses.

    An SVG without text, or in faces that the table of fonts lacks, comes back as it was.
    """
    root = parse_svg(svg)
    wanted = _characters(root, font_files())
    return _with_faces(root, wanted) if wanted else svg


def _characters(root: Any, fonts: Sequence[FontFile]) -> dict[FontFile, set[str]]:
    characters: dict[FontFile, set[str]] = defaultdict(set)
    for style, text in text_runs(root):
        font = _nearest_face(style, fonts)
        if font and text.strip():
            characters[font].update(text)
    return characters


def _with_faces(root: Any, characters: Mapping[FontFile, set[str]]) -> bytes:
    faces = sorted(characters)
    data = [subset_face(face, characters[face], _FEATURES, "woff2") for face in faces]
    element = etree.Element(f"{SVG}style")
    element.text = "".join(map(_rule, faces, data))
    root.insert(_after_titles(root), element)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def rasterize(svg: bytes, width: int) -> bytes:
    """Draw an SVG in the configured faces as a PNG, `width` pixels wide, on transparent ground.

    Raises
    ------
    ValueError
        If it cannot be drawn.
    """
    from terbit.pdf.raster import draw  # noqa: PLC0415 - only those who need pixels pay for the engine

    return draw([(svg, width)])[0]


def _nearest_face(style: Mapping[str, str], fonts: Sequence[FontFile]) -> FontFile | None:
    """Choose the face by CSS's matching: family first, then style, then the nearest weight."""
    families = [name.strip().strip("\"'") for name in style["font-family"].split(",")]
    slant = "normal" if style["font-style"] == "normal" else "italic"
    raw = style["font-weight"]
    weight = _WEIGHTS.get(raw) or (int(raw) if raw.isdigit() else 400)
    for family in families:
        faces = [font for font in fonts if font.family == family]
        if faces:
            return min(faces, key=lambda font: (font.style != slant, abs(font.weight - weight), font.weight))
    return None


def _rule(font: FontFile, data: bytes) -> str:
    address = "data:font/woff2;base64," + base64.b64encode(data).decode("ascii")
    return (
        f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};font-style:{font.style};'
        f'src:url({address}) format("woff2")}}'
    )


def _after_titles(root: Any) -> int:
    """Return the place after `title` and `desc`, which SVG wants first."""
    names = (f"{SVG}title", f"{SVG}desc")
    return sum(1 for child in root if child.tag in names)
