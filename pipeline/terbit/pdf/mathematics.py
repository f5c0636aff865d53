"""Formulas: MathML drawn as SVG, since the engine has no layout for it, with the TeX as alternative text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from terbit.ast import elements, where
from terbit.diagnostics import Diagnostic, Location
from terbit.digest import digest_bytes
from terbit.labels import Labels
from terbit.model import Document
from terbit.pdf.formulas import Drawing, UndrawableError, draw
from terbit.pdf.markup import FORMULA, by_class, make, replace_element

__all__ = ["draw_formulas", "places_of_formulas"]

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
            drawing = draw(formula)
        except UndrawableError as error:
            findings.append(_unsupported(tex, places.get(tex), str(error)))
            continue
        path = f"formula/{digest_bytes(drawing.svg)[:24]}.svg"
        images[path] = drawing.svg
        alt = FORMULA + labels("formula", tex=tex)
        kind = "formula display" if formula.get("display") == "block" else "formula"
        replace_element(formula, make("img", src=path, alt=alt, class_=kind, style=_style(drawing)))
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


def _style(drawing: Drawing) -> str:
    return f"height:{drawing.height:.4f}em;vertical-align:{-drawing.depth:.4f}em"


def _unsupported(tex: str, place: Location | None, reason: str) -> Diagnostic:
    return Diagnostic("error", "math-unsupported", f"the formula '{tex}' cannot be drawn: {reason}", place, _HINT)
