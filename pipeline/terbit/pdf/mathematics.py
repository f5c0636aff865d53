"""Formulas: MathML drawn as SVG, since the engine has no layout for it, with the TeX as alternative text."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from lxml import etree

from terbit.ast import elements, where
from terbit.diagnostics import Diagnostic, Location
from terbit.digest import digest_bytes
from terbit.labels import Labels
from terbit.model import Document
from terbit.pdf.markup import FORMULA, by_class, make, replace_element

__all__ = ["draw_formulas", "places_of_formulas"]

_SIZE = 48.0
_HINT = "write it with the macros of plain LaTeX and AMS mathematics"


def draw_formulas(
    section: Any, labels: Labels, places: dict[str, Location | None]
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Replace each formula of a section by an image; return the images by path, and what could not be drawn.

    `places` maps a formula's TeX to its place in the manuscript.
    """
    images: dict[str, bytes] = {}
    findings: list[Diagnostic] = []
    for formula in list(section.iter("{*}math")):
        tex = formula.get("alttext") or ""
        try:
            svg, style = _drawn(formula)
        except Exception as error:  # noqa: BLE001 - ziamath raises whatever its parser meets
            findings.append(_unsupported(tex, places.get(tex), str(error)))
            continue
        path = f"formula/{digest_bytes(svg)[:24]}.svg"
        images[path] = svg
        alt = FORMULA + labels("formula", tex=tex)
        kind = "formula display" if formula.get("display") == "block" else "formula"
        replace_element(formula, make("img", src=path, alt=alt, class_=kind, style=style))
    # Pandoc leaves a formula as text where it does not know a macro.
    for span in by_class(section, "math", "span"):
        tex = "".join(span.itertext()).strip("$").strip()
        findings.append(_unsupported(tex, places.get(tex), "a macro in it is unknown"))
    return images, tuple(findings)


def places_of_formulas(document: Document) -> dict[str, Location | None]:
    """Return where each formula stands, by its TeX."""
    return dict(_formulas(document))


def _formulas(document: Document) -> Iterator[tuple[str, Location | None]]:
    for chapter in document.chapters:
        place: Location | None = Location(chapter.file) if chapter.file else None
        for element in elements(chapter.blocks):
            place = where(element) or place
            if element["t"] == "Math":
                yield str(element["c"][1]).strip(), place


def _drawn(formula: Any) -> tuple[bytes, str]:
    """Return a formula's SVG, and its height and depth in em of the text around it."""
    from ziamath.zmath import Math  # noqa: PLC0415 - slow to load, and many books have no formula

    logging.getLogger().setLevel(logging.ERROR)
    drawn = Math(_presentation(formula), size=_SIZE)
    svg = drawn.svgxml()
    _, top, _, height = (float(number) for number in svg.get("viewBox", "").split())
    for name in ("width", "height"):
        svg.attrib.pop(name, None)
    depth = top + height
    data = etree.tostring(etree.fromstring(drawn.svg()))
    return data, f"height:{height / _SIZE:.4f}em;vertical-align:{-depth / _SIZE:.4f}em"


def _presentation(formula: Any) -> str:
    """Return the MathML without the TeX that annotates it, which ziamath 0.13 would draw too."""
    copy = etree.fromstring(etree.tostring(formula, with_tail=False))
    for annotation in list(copy.iter("{*}annotation")):
        annotation.getparent().remove(annotation)
    for wrapper in list(copy.iter("{*}semantics")):
        parent = wrapper.getparent()
        parent[parent.index(wrapper) : parent.index(wrapper) + 1] = list(wrapper)
    etree.cleanup_namespaces(copy)
    return str(etree.tostring(copy, encoding="unicode"))


def _unsupported(tex: str, place: Location | None, reason: str) -> Diagnostic:
    return Diagnostic("error", "math-unsupported", f"the formula '{tex}' cannot be drawn: {reason}", place, _HINT)
