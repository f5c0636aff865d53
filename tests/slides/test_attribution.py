"""Whom a quotation quotes stands below it on its slide, however the style cites."""

from __future__ import annotations

import pytest

from terbit.slides.fit import overflow
from terbit.slides.model import plain_text

REFS = """@book{soekanto, author = {Soekanto, Soerjono}, title = {Sosiologi}, publisher = {Rajawali}, year = 2012}
@book{herabudin, author = {Herabudin}, title = {Pengantar}, publisher = {Setia}, year = 2015}
"""
NOTES = "chicago-notes-bibliography"


def quoted(deck, markdown: str, csl: str = "") -> list[list[str]]:
    made = deck(f"# Bab\n\n## Isi\n\nKerja sama dikutip di sini.\n\n{markdown}\n", csl=csl, refs=REFS)
    assert not any(overflow(slide, made.design) for slide in made.slides)
    return [[plain_text(p.runs) for p in slide.body.paragraphs] for slide in made.slides if slide.kind == "quote"]


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("> Usaha bersama [@soekanto, hlm. 66].", ["Usaha bersama.", "— Soekanto, 2012:66"]),
        ("> Usaha bersama.\n>\n> [@soekanto]", ["Usaha bersama.", "— Soekanto, 2012"]),
        ("> Usaha bersama.\n>\n> @soekanto [hlm. 66]", ["Usaha bersama.", "— Soekanto (2012:66)"]),
        ("> Usaha bersama! [@soekanto; @herabudin].", ["Usaha bersama!", "— Soekanto, 2012; Herabudin, 2015"]),
        ("> Menurut @soekanto [hlm. 66], usaha.", ["Menurut Soekanto (2012:66), usaha."]),
        ("> Usaha bersama.\n>\n> — Peribahasa", ["Usaha bersama.", "— Peribahasa"]),
        ("> Usaha bersama.", ["Usaha bersama."]),
    ],
)
def test_a_closing_cite_becomes_a_line_below(deck, markdown, lines):
    assert quoted(deck, markdown) == [lines]


def test_a_style_that_cites_in_notes_names_author_and_title_even_where_its_note_is_short(deck):
    markdown = "> Usaha bersama [@soekanto, hlm. 66].\n\nKalimat.\n\n> Tujuan bersama [@soekanto, hlm. 67]."
    source = "— Soerjono Soekanto, Sosiologi"
    assert quoted(deck, markdown, NOTES) == [["Usaha bersama.", source], ["Tujuan bersama.", source]]


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("> Usaha bersama [@soekanto, hlm. 66].", ["Usaha bersama [1, hlm. 66].", "— Soekanto, 2012"]),
        ("> Usaha bersama.\n>\n> [@herabudin]", ["Usaha bersama.", "[1]", "— Herabudin, 2015"]),
        ("> Usaha [@soekanto; @herabudin].", ["Usaha [1], [2].", "— Soekanto, 2012; Herabudin, 2015"]),
        ("> Menurut @soekanto [hlm. 66], usaha.", ["Menurut Soekanto [1, hlm. 66], usaha."]),
        ("> Usaha bersama.\n>\n> — Peribahasa [@soekanto]", ["Usaha bersama.", "— Peribahasa [1]"]),
    ],
)
def test_a_style_that_cites_by_numbers_names_author_and_year_below(deck, markdown, lines):
    assert quoted(deck, markdown, "ieee") == [lines]


def test_a_work_without_author_or_year_is_named_by_its_title(deck):
    made = deck("# Bab\n\n## Isi\n\n> Satu kata [@tanpa].\n", csl="vancouver", refs="@misc{tanpa, title={Naskah Tua}}")
    (slide,) = (slide for slide in made.slides if slide.kind == "quote")
    assert plain_text(slide.body.paragraphs[-1].runs) == "— Naskah Tua, t.t."


def test_a_quotation_that_is_continued_names_its_source_at_its_end(deck):
    sentence = "Kerja sama adalah usaha bersama antara orang atau kelompok manusia untuk mencapai tujuan bersama. "
    slides = quoted(deck, "> " + sentence * 20 + "[@soekanto, hlm. 66]")
    assert len(slides) > 1
    assert slides[-1][-1] == "— Soekanto, 2012:66"
    assert len(slides[-1]) > 1
