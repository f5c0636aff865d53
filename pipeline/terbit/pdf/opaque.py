"""Drawings for PDF/X-1a, which has no transparency: where something shows through, pixels on white take their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from lxml import etree
from lxml import html as lenient

from terbit.ast import elements, where
from terbit.cache import Cache
from terbit.diagnostics import Diagnostic
from terbit.digest import digest
from terbit.model import Document
from terbit.pdf.model import Composition
from terbit.press.drawings import remedy
from terbit.press.standard import STANDARDS
from terbit.svg import width_of
from terbit.versions import own_tools

__all__ = ["with_opaque_drawings"]

_PPI = 600
_MM = 25.4
_SIGNS = re.compile(rb"opacity|rgb|hsl|mask|#[0-9a-fA-F]{8}|#[0-9a-fA-F]{4}\b|transparent")
"""What is in every SVG in which something shows through; whether something does is seen when it is drawn."""


def with_opaque_drawings(composition: Composition, document: Document, cache: Cache) -> Composition:
    """Return a composition whose drawings have no transparency if its standard has none, and tell of each.

    Only what is below says which colours come of it, and pictures that show through are laid on white too. Pixels are
    as many as the widest figure needs for 600 to the inch.
    """
    standard = STANDARDS.get(document.config.press.standard)
    if standard is None or standard.transparency:
        return composition
    pixels = _pixels(document, cache)
    if not pixels:
        return composition
    root = lenient.document_fromstring(composition.html)
    for image in root.iter("img"):
        path = unquote(image.get("src") or "")
        if path in pixels:
            _replace(image, document.resources[path].data, _width(document))
    markup = "<!DOCTYPE html>\n" + etree.tostring(root, encoding="unicode", method="html")
    resources = {**composition.resources, **{f"{path}.png": png for path, png in pixels.items()}}
    findings = (*composition.findings, *_told(document, pixels))
    return replace(composition, html=markup, resources=resources, findings=findings)


def _width(document: Document) -> int:
    """Return how many pixels a figure as wide as the page has."""
    return round(document.config.trim.width / _MM * _PPI)


def _pixels(document: Document, cache: Cache) -> Mapping[str, bytes]:
    """Return PNGs of the drawings in which something shows through, by their paths; each is drawn once."""
    found = {path: one for path, one in sorted(document.resources.items()) if path.lower().endswith(".svg")}
    found = {path: one for path, one in found.items() if _SIGNS.search(one.data)}
    keys = {path: digest("opaque", own_tools(), one.digest, _width(document)) for path, one in found.items()}
    kept = {path: cache.get("opaque", key) for path, key in keys.items()}
    fresh = [path for path, png in kept.items() if png is None]
    for path, png in zip(fresh, _drawn([found[path].data for path in fresh], _width(document)), strict=True):
        cache.put("opaque", keys[path], png)
        kept[path] = png
    return {path: png for path, png in kept.items() if png}


def _drawn(drawings: Sequence[bytes], width: int) -> Sequence[bytes]:
    if not drawings:
        return ()
    from terbit.pdf.raster import draw_opaque  # noqa: PLC0415 - only books with such drawings pay for it

    return draw_opaque(drawings, width)


def _replace(image: Any, svg: bytes, width: int) -> None:
    """Have an image show the pixels in the size that the drawing has by itself."""
    image.set("src", f"{image.get('src')}.png")
    own = width_of(svg)
    if own:
        image.set("style", f"{image.get('style') or ''}; image-resolution: {width / own:.4f}dppx".lstrip("; "))


def _told(document: Document, pixels: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    for chapter in document.chapters:
        for element in elements(chapter.blocks):
            if element["t"] == "Image" and element["c"][2][0] in pixels:
                path = element["c"][2][0]
                message = (
                    f"something shows through in {path}, and PDF/X-1a forbids it: it is printed as pixels on white"
                )
                hint = remedy(path, document.resources[path].data)
                yield Diagnostic("warning", "press-flattened", message, where(element), hint)
