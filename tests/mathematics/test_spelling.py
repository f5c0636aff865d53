"""Formulas in a line of a slide, in letters: `<` and `>` stand for italics here, `^{}` and `_{}` for scripts."""

from __future__ import annotations

import pytest
from lxml import etree

from terbit import ast
from terbit.html import blocks_html
from terbit.slides.spelling import spelled

SIGNS = {"Emph": "<>", "Superscript": ("^{", "}"), "Subscript": ("_{", "}")}


def _flat(inlines: ast.Elements) -> str:
    said = []
    for inline in inlines:
        if inline["t"] == "Str":
            said.append(inline["c"].replace("\u2009", " "))
        else:
            before, after = SIGNS[inline["t"]]
            said += [before, _flat(inline["c"]), after]
    return "".join(said)


@pytest.mark.parametrize(
    ("tex", "letters"),
    [
        (r"\frac{a}{b}", "<a>/<b>"),
        (r"\frac{a+1}{2b}", "(<a> + 1)/(2<b>)"),
        (r"\sqrt{x}", "√<x>"),
        (r"\sqrt{x+1}", "√(<x> + 1)"),
        (r"\sqrt[3]{27}", "^{3}√27"),
        (r"\sum_{i=1}^n x_i", "∑_{<i>=1}^{<n>} <x>_{<i>}"),
        (r"\overline{AB}", "<A\u0305><B\u0305>"),
        (r"\bar{x}", "<x\u0304>"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "(1, 2; 3, 4)"),
        (r"\binom{n}{k}", "C(<n>, <k>)"),
        (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "<a> = <b>; <c> = <d>"),
        (r"\xrightarrow{a}", "→^{<a>}"),
        (r"\underbrace{ab}_2", "<a><b>_{2}"),
        (r"\cancel{x} + y", "<x\u0338> + <y>"),
    ],
)
def test_a_formula_is_spelled(tex, letters):
    page = etree.fromstring(blocks_html([ast.para([{"t": "Math", "c": [{"t": "InlineMath"}, tex]}])]))
    assert _flat(spelled(page.find(".//{*}math"))) == letters
