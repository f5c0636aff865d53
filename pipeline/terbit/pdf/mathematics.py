"""Formulas: MathML drawn as SVG, since the engine has no layout for it, with the TeX as alternative text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from terbit.digest import digest_bytes
from terbit.formulas import unread
from terbit.labels import Labels
from terbit.pdf.formulas import Drawing, UndrawableError, draw
from terbit.pdf.markup import FORMULA, has_class, make, replace_element

__all__ = ["Drawn", "draw_formulas"]

_NUMBER = 7.0
"""Ems that `.equation` of `book.css` keeps clear for its number, on both sides."""


@dataclass(frozen=True)
class Drawn:
    """The images of formulas by path, why others, by their TeX, have none, and how wide a line each asks for, in em."""

    images: dict[str, bytes] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    widths: dict[str, float] = field(default_factory=dict)

    def add(self, other: Drawn) -> None:
        """Take up those of another part."""
        self.images.update(other.images)
        self.failed.update(other.failed)
        self.widths.update(other.widths)

    def shrunk(self, line: float) -> dict[str, float]:
        """Return, by the TeX, of what share of its size a formula is set that is wider than a line of so many ems."""
        return {tex: line / width for tex, width in self.widths.items() if width > line}


def draw_formulas(section: Any, labels: Labels) -> Drawn:
    """Replace each formula of a section by an image."""
    drawn = Drawn()
    for formula in list(section.iter("{*}math")):
        tex = formula.get("alttext") or ""
        try:
            drawing = draw(formula)
        except UndrawableError as error:
            drawn.failed[tex] = str(error)
            continue
        path = f"formula/{digest_bytes(drawing.svg)[:24]}.svg"
        drawn.images[path] = drawing.svg
        drawn.widths[tex] = drawing.width + _NUMBER * any(has_class(e, "equation") for e in formula.iterancestors())
        alt = FORMULA + labels("formula", tex=tex)
        kind = "formula display" if formula.get("display") == "block" else "formula"
        replace_element(formula, make("img", src=path, alt=alt, class_=kind, style=_style(drawing)))
    drawn.failed.update(unread(section))
    return drawn


def _style(drawing: Drawing) -> str:
    return f"height:{drawing.height:.4f}em;vertical-align:{-drawing.depth:.4f}em"
