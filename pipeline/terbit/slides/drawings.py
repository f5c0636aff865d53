"""Figures inside an HTML deck: SVG as mark-up, so that it uses the deck's fonts, other pictures as data."""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from terbit.assets import FontFile
from terbit.figures import embed_fonts
from terbit.image_safety import check_image
from terbit.slides.metrics import face_file
from terbit.slides.pictures import is_svg
from terbit.svg import SVG, parse_svg, text_runs

__all__ = ["figure_html", "svg_faces"]

_MEDIA = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp"}
_WEIGHTS = {"normal": 400, "bold": 700}
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
_IDS = ("aria-labelledby", "aria-describedby")


def figure_html(path: str, data: bytes, alt: str, prefix: str) -> str:
    """Return a picture with its text alternative; `prefix` keeps an SVG's identifiers apart from others."""
    if not is_svg(path):
        return _image(_MEDIA.get(PurePosixPath(path).suffix.lower(), "image/png"), data, alt)
    root = parse_svg(data)
    if check_image(data) is not None or root.find(f".//{SVG}style") is not None:
        # Rules in an SVG would style the whole deck; as an image it keeps to itself.
        return _image("image/svg+xml", embed_fonts(data), alt)
    return _inline(root, alt, prefix)


def _image(kind: str, data: bytes, alt: str) -> str:
    return f'<img alt="{escape(alt)}" src="data:{kind};base64,{base64.b64encode(data).decode("ascii")}">'


def _inline(root: Any, alt: str, prefix: str) -> str:
    for child in [c for c in root if c.tag in (f"{SVG}title", f"{SVG}desc", f"{SVG}metadata")]:
        root.remove(child)
    if not root.get("viewBox"):
        root.set("viewBox", f"0 0 {_number(root.get('width'))} {_number(root.get('height'))}")
    for name in ("width", "height", "version", *_IDS):
        root.attrib.pop(name, None)
    for element in root.iter(etree.Element):
        _rename(element, prefix)
    root.set("role", "img")
    root.set("aria-label", alt)
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode", with_tail=False))


def _number(length: str | None) -> str:
    match = re.match(r"[\d.]+", length or "")
    return match.group() if match else "100"


def _rename(element: Any, prefix: str) -> None:
    for name, value in element.attrib.items():
        if name == "id":
            element.set(name, f"{prefix}-{value}")
        elif name in _IDS:
            del element.attrib[name]
        elif name.endswith("href") and value.startswith("#"):
            element.set(name, f"#{prefix}-{value[1:]}")
        elif "url(" in value:
            element.set(name, _REFERENCE.sub(rf"url(#{prefix}-\1)", value))


def svg_faces(drawings: Iterable[bytes]) -> Mapping[FontFile, frozenset[str]]:
    """Return the faces that drawings set text in, each with its characters."""
    found: dict[FontFile, set[str]] = defaultdict(set)
    for data in drawings:
        for style, text in text_runs(parse_svg(data)):
            family = style["font-family"].split(",")[0].strip().strip("\"'")
            weight = _WEIGHTS.get(style["font-weight"]) or int(style["font-weight"])
            found[face_file(family, weight, style["font-style"])].update(text)
    return {face: frozenset(characters) for face, characters in found.items()}
