"""The formulas that are compared, defects of them, and how Terbit draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from terbit import ast
from terbit.html import blocks_html
from terbit.pdf.formulas import Drawing, draw

__all__ = ["DEFECTS", "EM", "Formula", "drawn", "formulas"]

EM = 60
"""Pixels of an em in the pictures, so that hairlines are whole."""
DEFECTS = {
    "a glyph is missing": ("binomial square", r"(a + b)^2 = a^2 + 2a + b^2"),
    "a superscript is dropped": ("binomial square", r"(a + b)2 = a^2 + 2ab + b^2"),
    "a fraction is upside down": ("z score", r"z = \frac{\sigma}{x - \mu}"),
    "a fraction is written out": ("z score", r"z = (x - \mu) / \sigma"),
    "a macro is text": ("identity", r"\sin^2\text{\textbackslash alpha} + \cos^2\alpha = 1"),
    "a brace does not stretch": ("system", r"\{ \begin{matrix} 2x + y = 5 \\ x - 3y = -1 \end{matrix}"),
    "an accent is missing": ("regression", r"\hat{y} = \hat{\beta}_0 + \beta_1 x"),
    "a rule is too short": ("line over", r"\bar{A}B \cong \overline{CD}"),
    "a limit is dropped": ("double sum", r"\sum_{i=1} \sum_{j=1}^{n} a_{ij}"),
    "a minus is spaced as a sign": ("system", r"\begin{cases} 2x + y = 5 \\ x - 3y = {} - 1 \end{cases}"),
    "an equivalence has no space of its own": ("equivalence", r"p \Longleftrightarrow \lnot\lnot p"),
    "an arrow is short": ("equivalence", r"p \;\Leftrightarrow\; \lnot\lnot p"),
    "a remainder stands too near": ("congruence", r"17 \equiv 2 \: (\operatorname{mod} 5)"),
    "a letter is upright": ("Slovin", r"\mathrm{n} = \frac{N}{1 + N e^2}"),
    "a matrix has lost a column": ("square matrix", r"B = \begin{bmatrix} a & b \\ d & e \end{bmatrix}"),
}
"""Formulas of the list, each with what Terbit is made to draw in its place; another is drawn larger by a fifth."""


@dataclass(frozen=True)
class Formula:
    """A formula as it is written, and as Terbit draws what stands for it."""

    name: str
    tex: str
    drawing: Drawing

    @property
    def given(self) -> dict[str, str | float]:
        """The drawing, with its measures in em."""
        *_, width, height = (float(number) for number in etree.fromstring(self.drawing.svg).get("viewBox").split())
        across = width / height * self.drawing.height
        up, down = self.drawing.height - self.drawing.depth, self.drawing.depth
        return {"svg": self.drawing.svg.decode(), "up": up, "down": down, "across": across}


def formulas() -> dict[str, str]:
    """Return the TeX of the list's formulas by their names."""
    lines = Path(__file__).with_name("formulas.txt").read_text("utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line and line[0] != "#")


def drawn(texts: Mapping[str, str]) -> dict[str, Drawing]:
    """Draw formulas as displays; all go through pandoc at once."""
    blocks = [ast.para([{"t": "Math", "c": [{"t": "DisplayMath"}, tex]}]) for tex in texts.values()]
    page = etree.fromstring(blocks_html(blocks))
    found = [paragraph.find("{*}math") for paragraph in page.iter("p")]
    return {name: draw(formula) for name, formula in zip(texts, found, strict=True)}
