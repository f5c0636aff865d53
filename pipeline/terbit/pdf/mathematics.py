"""Formulas: MathML drawn as SVG, since the engine has no layout for it, with the TeX as alternative text."""

from __future__ import annotations

from typing import Any

from terbit.digest import digest_bytes
from terbit.formulas import unread
from terbit.labels import Labels
from terbit.pdf.formulas import Drawing, UndrawableError, draw
from terbit.pdf.markup import FORMULA, make, replace_element

__all__ = ["draw_formulas"]


def draw_formulas(section: Any, labels: Labels) -> tuple[dict[str, bytes], dict[str, str]]:
    """Replace each formula of a section by an image; return the images by path, and why others, by TeX, have none."""
    images: dict[str, bytes] = {}
    failed: dict[str, str] = {}
    for formula in list(section.iter("{*}math")):
        tex = formula.get("alttext") or ""
        try:
            drawing = draw(formula)
        except UndrawableError as error:
            failed[tex] = str(error)
            continue
        path = f"formula/{digest_bytes(drawing.svg)[:24]}.svg"
        images[path] = drawing.svg
        alt = FORMULA + labels("formula", tex=tex)
        kind = "formula display" if formula.get("display") == "block" else "formula"
        replace_element(formula, make("img", src=path, alt=alt, class_=kind, style=_style(drawing)))
    return images, failed | unread(section)


def _style(drawing: Drawing) -> str:
    return f"height:{drawing.height:.4f}em;vertical-align:{-drawing.depth:.4f}em"
