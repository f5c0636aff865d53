"""Formulas: a display is a picture with its TeX in words, one in the line is letters."""

from __future__ import annotations

import pytest

from terbit import ast
from terbit.slides.formulas import with_formulas
from terbit.slides.model import Picture, plain_text
from terbit.slides.plan import finished
from terbit.targets.slides import TARGET
from terbit.transforms.slides import chapter_deck, chapter_slides

TEXT = r"""# Bab

## Rumus

[Energi sama dengan $mc^2$ menurut Einstein.]{.key}

$$\frac{a}{b} = \sqrt{x^2 + 1}$$ {#eq-a}
"""


def plan(document):
    drawn, findings = with_formulas(document)
    chapter = next(c for c in drawn.chapters if c.role == "chapter")
    return finished(chapter_deck(chapter, chapter_slides(chapter, drawn)[0], drawn, "x", ()))[0], drawn, findings


def test_display_is_a_picture_and_inline_is_letters(book):
    deck, drawn, findings = plan(book(TEXT))
    assert findings == ()
    statement, formula = deck.slides[1:3]
    assert plain_text(statement.body.paragraphs[0].runs) == "Energi sama dengan mc2 menurut Einstein."
    assert [r.text for r in statement.body.paragraphs[0].runs if r.script == "super"] == ["2"]
    assert isinstance(formula.body, Picture)
    assert r"\frac{a}{b}" in formula.body.alt
    assert 0 < formula.body.width < 832
    assert formula.body.path in drawn.resources


@pytest.mark.parametrize(
    ("tex", "spelled"),
    [
        (r"\tfrac{n(n+1)}{2}", "(n(n+1))/2"),
        (r"\frac12 x", "1/2 x"),
        (r"\sqrt[3]{x^2+1}", "3√(x2+1)"),
        (r"\sum_{k=1}^{n} k", "∑k=1nk"),
        (r"\bar{x} = \frac{\sum w_i x_i}{\sqrt{2}}", "x̄=(∑wixi)/√2"),
        (r"\binom{n}{k}", "C(n,k)"),
        (r"\left(\frac{a}{b}\right)^2", "(a/b)2"),
        (r"\alpha \le \{1\}", "α≤{1}"),
    ],
)
def test_a_formula_in_a_line_is_spelled(tex, spelled, book):
    document, findings = with_formulas(book(f"# Bab\n\n## Isi\n\n[Rumusnya ${tex}$ adalah.]{{.key}}\n"))
    assert findings == ()
    chapter = next(c for c in document.chapters if c.role == "chapter")
    text = ast.stringify(chapter.blocks[-1])
    assert "".join(text.split()) == f"Rumusnya{spelled}adalah.".replace(" ", "")


def test_an_unknown_macro_in_a_line_is_an_error_and_nothing_on_the_slide(book):
    document, findings = with_formulas(book("# Bab\n\n## Isi\n\nRumus $\\takdikenal{a}$ ini.\n"))
    assert [(f.severity, f.code, f.where.line) for f in findings] == [("error", "math-unsupported", 5)]
    assert "takdikenal" not in ast.stringify([chapter.blocks for chapter in document.chapters])


def test_a_book_with_formulas_renders(book):
    rendering = TARGET.render(book(TEXT))
    assert rendering.findings == ()
    assert len(rendering.artifacts) == 4


def test_a_formula_that_cannot_be_drawn_is_an_error_at_its_place(book):
    _, findings = with_formulas(book("# Bab\n\n## Rumus\n\n$$\\takdikenal{a}$$\n"))
    assert [(f.severity, f.where.line) for f in findings] == [("error", 5)]


@pytest.mark.slow
def test_a_huge_formula_is_an_error_at_its_place_and_a_broken_one_fits(book):
    long = " + ".join(f"x_{{{n}}}^2" for n in range(60))
    broken = " \\\\ ".join(" + ".join(f"x_{{{n}}}^2" for n in range(at, at + 6)) for at in range(0, 30, 6))
    found = TARGET.render(book(f"# Bab\n\n## Rumus\n\n$${long}$$\n")).findings
    assert [(f.severity, f.code, f.where.line) for f in found] == [("error", "slide-overflow", 5)]
    text = f"# Bab\n\n## Rumus\n\n$$\\begin{{gathered}}{broken}\\end{{gathered}}$$\n"
    assert TARGET.render(book(text)).findings == ()
