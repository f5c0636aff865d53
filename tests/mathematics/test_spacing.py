"""The spaces between the parts of a formula, as TeX has them, in eighteenths of an em."""

from __future__ import annotations

import pytest
from lxml import etree

from terbit import ast, pandoc
from terbit.html import blocks_html
from terbit.pdf.formulas.prepare import prepared


def spelled(tex: str, kind: str = "DisplayMath") -> str:
    """Return the signs of a formula with the width of each space between them."""
    page = etree.fromstring(blocks_html([ast.para([{"t": "Math", "c": [{"t": kind}, tex]}])]))
    math = prepared(page.find(".//{*}math"))
    said = []
    for element in math.iter():
        if element.tag == "mspace" and not element.get("height"):
            said.append(f"[{round(float(element.get('width')[:-2]) * 18)}]")
        said.append((element.text or "").strip())
    return "".join(said)


@pytest.mark.parametrize(
    ("tex", "spaces"),
    [
        ("a+b", "a[4]+[4]b"),
        ("a=-b", "a[5]=[5]−b"),
        ("a \\times b", "a[4]×[4]b"),
        ("A \\subset B \\cup C", "A[5]⊂[5]B[4]∪[4]C"),
        ("(a, b)", "(a,[3]b)"),
        ("3{,}14", "3,14"),
        ("x^{a+b}", "xa+b"),
        ("\\sin x", "sin[3]x"),
        ("\\sin (x)", "sin(x)"),
        ("2 \\sum x", "2[3]∑[3]x"),
        ("|x| = 1", "|x|[5]=[5]1"),
        ("n! = 1", "n![5]=[5]1"),
        ("\\forall x", "∀x"),
        ("17 \\bmod 5", "17[5]mod[5]5"),
        ("a \\equiv b \\pmod n", "a[5]≡[5]b[18](mod[6]n)"),
        ("a \\pod n = b", "a[18](n)[5]=[5]b"),
        ("a \\mod n", "a[18]mod[6]n"),
        ("a {\\: (n)}", "a[4](n)"),
        ("p \\iff q", "p[5][5]⟺[5][5]q"),
        ("p \\implies q \\Longrightarrow r", "p[5][5]⟹[5][5]q[5]⟹[5]r"),
        ("p \\impliedby q", "p[5][5]⟸[5][5]q"),
        ("p \\Leftrightarrow q \\longrightarrow r \\Longleftrightarrow s", "p[5]⇔[5]q[5]⟶[5]r[5]⟺[5]s"),
    ],
)
def test_spaces_are_those_of_tex(tex, spaces):
    assert spelled(tex) == spaces


def test_a_remainder_in_a_line_stands_nearer():
    assert spelled("a \\equiv b \\pmod n", "InlineMath") == "a[5]≡[5]b[8](mod[6]n)"
    assert spelled("a \\mod n", "InlineMath") == "a[12]mod[6]n"


def _tags(tex: str, kind: str) -> set[str]:
    page = etree.fromstring(blocks_html([ast.para([{"t": "Math", "c": [{"t": kind}, tex]}])]))
    return {element.tag for element in prepared(page.find(".//{*}math")).iter()}


@pytest.mark.parametrize("tex", ["\\sum_{i=1}^n i", "\\lim_{x \\to 0} x"])
def test_limits_stand_beside_a_sum_in_a_line(tex):
    assert {"munder", "munderover"} & _tags(tex, "DisplayMath")
    assert not {"munder", "munderover"} & _tags(tex, "InlineMath")
    assert not {"munder", "munderover"} & _tags(f"\\frac{{{tex}}}{{2}}", "DisplayMath")


def test_what_stands_on_a_letter_stays_there():
    assert "mover" in _tags("\\overset{a}{b}", "InlineMath")


@pytest.mark.parametrize(
    ("tex", "letters"), [("\\mathbf{v}", "𝐯"), ("\\mathbf{AB}", "𝐀𝐁"), ("\\boldsymbol{v}", "𝒗"), ("\\bm{v}", "𝒗")]
)
def test_bold_letters_are_upright_unless_they_are_slanted(tex, letters):
    assert spelled(tex) == letters


def test_pandoc_still_slants_bold_letters():
    formula = ast.pandoc_json([ast.para([{"t": "Math", "c": [{"t": "InlineMath"}, "\\mathbf{v}"]}])])
    assert "𝒗" in pandoc.run(formula, reader="json", writer="html", options=("--mathml",)), "drop _set_upright"
