"""What does not fit is split where a reader would turn the page, or is an error at its place; nothing is lost."""

from __future__ import annotations

import pytest

from slides.hard import BULLETS, CODE, HARD, ROWS, SENTENCES, VERSE
from terbit.slides.fit import overflow
from terbit.slides.looks import DESIGNS, WIDE
from terbit.slides.measure import TABLE_PADDING, level_size
from terbit.slides.metrics import line_count, longest_word, missing_characters
from terbit.slides.model import Grid, Run, TextBody, body_text
from terbit.slides.prose import words
from terbit.targets.handout import TARGET as HANDOUT
from terbit.targets.slides import TARGET as SLIDES

CELLS = " | ".join(f"kolomyangpanjangsekali{n}" for n in range(12))
WIDE_FORMULA = " + ".join(f"x_{{{n}}}^{{{n}}}" for n in range(60))
TOO_MUCH = {
    "a table too wide": f"## Tabel\n\n| {CELLS} |\n|{'---|' * 12}\n| {CELLS} |\n",
    "a formula too wide": f"## Rumus\n\n$${WIDE_FORMULA}$$\n",
    "a sentence too long": f"## Isi\n\n::: activity\nMulai {' '.join(['kata'] * 1200)} selesai.\n:::\n",
}


@pytest.fixture(scope="module", params=DESIGNS)
def design(request):
    return DESIGNS[request.param]


@pytest.fixture(scope="module", params=HARD, ids=lambda name: name.replace(" ", "-"))
def hard(request, deck, design):
    return deck("# Bab\n\n" + HARD[request.param], design=design)


def test_no_slide_overflows(hard):
    assert [slide.title for slide in hard.slides if overflow(slide, hard.design)] == []


def test_text_stays_legible(hard):
    for slide in hard.slides:
        if isinstance(slide.body, Grid):
            assert slide.body.size >= 16
        elif isinstance(slide.body, TextBody) and slide.kind not in ("title", "chapter"):
            least = 16 if slide.kind in ("code", "references") else 18
            assert all(level_size(slide.body.size, p.level) >= least for p in slide.body.paragraphs)


def test_titles_are_there_fit_and_differ(hard):
    titles = [slide.title for slide in hard.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for slide in hard.slides[1:]:
        lines = line_count((Run(slide.title),), hard.design.title.width / slide.title_size, bold=True)
        assert lines <= hard.design.titles.index(slide.title_size) + 1


def test_no_slide_is_a_bare_heading(hard):
    assert all(slide.kind == "figure" or body_text(slide.body).strip() for slide in hard.slides[1:])


@pytest.mark.parametrize("name", ["40 bullets", "a 60-row table", "80 lines of code", "a 5000-word paragraph in a box"])
def test_splitting_loses_and_repeats_nothing(name, deck):
    made = deck("# Bab\n\n" + HARD[name])
    words = " ".join(text for slide in made.slides[1:] for text in shown(slide)).split()
    source = {
        "40 bullets": BULLETS.replace("- ", ""),
        "a 60-row table": ROWS.replace("|", " "),
        "80 lines of code": CODE,
        "a 5000-word paragraph in a box": SENTENCES,
    }[name]
    assert words == source.split()


def shown(slide):
    if isinstance(slide.body, Grid):
        return [run.text for row in slide.body.rows for cell in row for run in cell]
    return [run.text for p in slide.body.paragraphs for run in (*p.runs, Run("\n"))]


def test_parts_are_counted_and_even(deck):
    made = deck("# Bab\n\n" + HARD["40 bullets"])
    parts = made.slides[1:]
    assert [slide.title for slide in parts[:2]] == [f"Butir (1/{len(parts)})", f"Butir (2/{len(parts)})"]
    counts = [len(slide.body.paragraphs) for slide in parts]
    assert max(counts) <= WIDE.looks["content"].items
    assert max(counts) - min(counts) <= 2


def test_no_part_is_left_with_a_rest(deck):
    tables = [s for s in deck("# Bab\n\n" + HARD["a 60-row table"]).slides if isinstance(s.body, Grid)]
    rows = [len(slide.body.rows) for slide in tables]
    assert max(rows) - min(rows) <= 1
    lists = deck("# Bab\n\n" + HARD["nested lists"]).slides[1:]
    items = [sum(p.level == 0 for p in slide.body.paragraphs) for slide in lists]
    assert max(items) - min(items) <= 1


def test_what_is_divided_is_divided_into_few_words(deck):
    made = deck("# Bab\n\n" + HARD["a 5000-word paragraph in a box"])
    counts = [words(body_text(slide.body)) for slide in made.slides[1:]]
    assert max(counts) <= WIDE.looks["activity"].aim < WIDE.looks["activity"].words


def test_a_paragraph_of_many_words_is_divided_even_where_it_has_room(deck):
    sentences = [". ".join(SENTENCES.split(". ")[:n]) + "." for n in (7, 9)]
    for text, parts in zip(sentences, (1, 3), strict=True):
        made = deck(f"# Bab\n\n## Kegiatan\n\n::: activity\n{text}\n:::\n")
        assert len(made.slides) - 1 == parts
        assert " ".join(" ".join("".join(shown(slide)).split()) for slide in made.slides[1:]) == text


def test_verse_is_divided_between_stanzas_then_between_lines(deck):
    made = deck("# Bab\n\n" + HARD["a poem of 40 lines"])
    parts = [slide for slide in made.slides if slide.kind == "quote"]
    assert len(parts) > 2
    lines = [line for s in parts for p in s.body.paragraphs for line in "".join(r.text for r in p.runs).split("\n")]
    assert lines == [line.strip("| \n") for line in VERSE.split("\n") if line.strip("| \n")]


def test_a_short_cell_stays_on_one_line_beside_a_long_one(deck):
    long = "penanggulangan penyakit menular, peningkatan neraca perdagangan, dan pertukaran pelajar setiap tahun"
    table = f"## Mitra\n\n| Mitra | Isi |\n|---|---|\n| Amerika Serikat | {long} |\n| Korea | perdagangan |\n"
    (grid,) = [s.body for s in deck("# Bab\n\n" + table).slides if isinstance(s.body, Grid)]
    room = (grid.widths[0] - 2 * TABLE_PADDING[0]) / grid.size
    assert line_count(grid.rows[0][0], room) == 1
    assert grid.heights[2] < grid.heights[1]


def test_each_part_of_a_table_repeats_the_header(deck):
    parts = [s for s in deck("# Bab\n\n" + HARD["a 60-row table"]).slides if isinstance(s.body, Grid)]
    assert len(parts) > 3
    assert {tuple(run.text for cell in s.body.header for run in cell) for s in parts} == {("Nama", "Isi")}


def test_a_numbered_list_counts_on(deck):
    items = "\n".join(f"{n}. Langkah nomor {n}." for n in range(1, 15))
    made = deck(f"# Bab\n\n## Isi\n\n::: activity\n{items}\n:::\n")
    assert [p.number for s in made.slides[1:] for p in s.body.paragraphs] == list(range(1, 15))


def test_a_question_keeps_its_choices(deck):
    items = "\n".join(f"{n}. Soal nomor {n}?\n    a. satu\n    b. dua\n    c. tiga\n" for n in range(1, 9))
    made = deck(f"# Bab\n\n## Isi\n\n::: exercise\n{items}\n:::\n")
    parts = [s for s in made.slides if s.kind == "exercise"]
    assert len(parts) > 1
    assert all(s.body.paragraphs[0].level == 0 and s.body.paragraphs[-1].level == 1 for s in parts)


def test_the_prose_of_a_long_section_is_spoken_in_full(deck):
    made = deck("# Bab\n\n" + HARD["a 5000-word paragraph"])
    said = " ".join(note for s in made.slides for p in s.body.paragraphs for note in (*s.notes, *p.notes, *s.closing))
    assert said.split().count("Kalimat") == 500


def test_a_sentence_that_fills_more_than_a_slide_is_an_error_at_its_place(deck):
    endless = " ".join(["kata"] * 1200)
    deck(f"# Bab\n\n## Isi\n\n::: activity\nMulai {endless} selesai.\n:::\n")
    errors = [f for f in deck.findings if f.severity == "error"]
    assert [(f.code, f.where.file, f.where.line) for f in errors] == [("slide-overflow", "source/01-bab.md", 6)]
    assert "divide it" in errors[0].hint


def test_a_table_too_wide_is_an_error_at_its_place(deck):
    cells = [f"kolomyangpanjang{n}" for n in range(12)]
    rule = "|".join(["---"] * 12)
    deck(f"# Bab\n\n## Isi\n\n|{'|'.join(cells)}|\n|{rule}|\n|{'|'.join(cells)}|\n\n: Lebar\n")
    assert [(f.code, f.where.line) for f in deck.findings if f.severity == "error"] == [("slide-overflow", 5)]


def test_a_long_title_is_shortened_and_said_in_full(deck):
    made = deck("# Bab\n\n" + HARD["a title of 300 characters"])
    slide = made.slides[1]
    assert slide.title.endswith("…")
    assert [f.code for f in deck.findings] == ["slide-title-long"]
    assert max(len(note) for note in slide.notes) > 290


def test_lines_are_counted_in_the_wider_face():
    text = (Run("Kerja sama adalah usaha bersama antara orang perorangan atau kelompok manusia."),)
    assert [line_count(text, width) for width in (60, 20, 10)] == [1, 2, 4]
    assert line_count(text, longest_word(text)) >= 8
    assert line_count((Run("a\nb"),), 10) == 2


def test_a_character_without_a_glyph_is_found():
    assert missing_characters("Kerja sama – “é”") == ""
    assert missing_characters("ꦏ") == "ꦏ"


@pytest.mark.parametrize("target", [SLIDES, HANDOUT], ids=["slides", "handout"])
@pytest.mark.parametrize("name", TOO_MUCH, ids=lambda name: name.replace(" ", "-"))
def test_a_deck_that_cannot_fit_is_not_written_and_its_fault_is_told(name, target, book):
    rendering = target.render(book("# Bab\n\n" + TOO_MUCH[name]))
    assert rendering.artifacts == ()
    ((code, line),) = [(f.code, f.where.line) for f in rendering.findings if f.severity == "error"]
    assert (code, line) == ("slide-overflow", 6 if ":::" in TOO_MUCH[name] else 5)
