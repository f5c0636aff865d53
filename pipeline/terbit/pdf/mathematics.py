"""Formulas: MathML drawn as SVG, since the engine has no layout for it, with the TeX as alternative text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from terbit.digest import digest_bytes
from terbit.formulas import unread
from terbit.labels import Labels
from terbit.pdf.formulas import Drawing, UndrawableError, draw
from terbit.pdf.markup import FORMULA, make, replace_element

__all__ = ["Drawn", "draw_formulas"]

_TAKEN = {"li": 1.6, "dd": 1.4, "blockquote": 2.8, "equation": 7.0, "box": 2.4, "line-block": 1.4}
"""What elements and classes of `book.css` take of a line within them, in ems: `.equation` for its number, twice."""


@dataclass(frozen=True)
class Drawn:
    """The images of formulas by path, why others, by their TeX, have none, and widths in em.

    A width is that of a formula itself, and what is taken of its line by what it stands in.
    """

    images: dict[str, bytes] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    widths: dict[str, tuple[float, float]] = field(default_factory=dict)

    def add(self, other: Drawn) -> None:
        """Take up those of another part."""
        self.images.update(other.images)
        self.failed.update(other.failed)
        for tex, width in other.widths.items():
            self.measure(tex, width)

    def measure(self, tex: str, width: tuple[float, float]) -> None:
        """Keep the width of a formula where it has the least room."""
        self.widths[tex] = max(width, self.widths.get(tex, width), key=sum)

    def shrunk(self, line: float) -> dict[str, float]:
        """Return, by the TeX, of what share of its size a formula is set that is wider than a line of so many ems."""
        return {tex: (line - taken) / own for tex, (own, taken) in self.widths.items() if own + taken > line}


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
        drawn.measure(tex, (drawing.width, sum(map(_taken, formula.iterancestors()))))
        alt = FORMULA + labels("formula", tex=tex)
        kind = "formula display" if formula.get("display") == "block" else "formula"
        replace_element(formula, make("img", src=path, alt=alt, class_=kind, style=_style(drawing)))
    drawn.failed.update(unread(section))
    return drawn


def _taken(element: Any) -> float:
    return _TAKEN.get(element.tag, 0.0) + sum(_TAKEN.get(name, 0.0) for name in (element.get("class") or "").split())


def _style(drawing: Drawing) -> str:
    return f"height:{drawing.height:.4f}em;vertical-align:{-drawing.depth:.4f}em"
