"""Which slides a text gives: each case is a chapter, and beside it the deck that comes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from terbit.slides.model import Grid, Picture, Run, Slide, plain_text
from terbit.slides.notes import speaker_lines
from terbit.slides.prose import clause, sentences
from terbit.transforms.slides import chapter_slides

CASES = sorted(Path(__file__).with_name("cases").glob("*.md"))
MARKS = {"bullet": "• ", "decimal": "{}. ", "alpha": "({}) ", "": ""}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case, book, deck, expect):
    edition = "teacher" if ".teacher" in case.name else "student"
    made = deck(case.read_text("utf-8"), edition)
    labels = book("# x", edition).labels
    lines = [line for slide in made.slides for line in outline(slide, labels)]
    lines += [f"! {finding}" for finding in deck.findings]
    expect(case.with_suffix(".txt"), "\n".join(lines) + "\n")


def outline(slide: Slide, labels):
    """Write a slide as its kind, label and title, then what it shows, then what is said."""
    yield f"[{slide.kind}] {slide.label} | {slide.title}".replace("  ", " ")
    if isinstance(slide.body, Picture):
        yield f"  ({slide.body.path}: {slide.body.alt})"
    elif isinstance(slide.body, Grid):
        yield from (f"  {' | '.join(map(styled, row))}" for row in (slide.body.header, *slide.body.rows))
    else:
        for p in slide.body.paragraphs:
            mark = MARKS[p.marker].format(chr(96 + p.number) if p.marker == "alpha" else p.number)
            yield f"  {'  ' * p.level}{mark}{styled(p.runs)}"
    if slide.caption:
        yield f"  caption: {plain_text(slide.caption)}"
    yield from (f"    > {line}" for line in speaker_lines(slide, labels))


def styled(runs: tuple[Run, ...]) -> str:
    out = []
    for run in runs:
        marks = [
            ("**", run.bold),
            ("*", run.italic),
            ("`", run.code),
            ("^", run.script == "super"),
            ("~", run.script == "sub"),
        ]
        around = "".join(mark for mark, on in marks if on)
        text = f"{around}{run.text}{around[::-1]}"
        text = f"<{text}:{run.language}>" if run.language else text
        out.append(f"<{text} {run.link}>" if run.link else text)
    return "".join(out)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Satu. Dua! Tiga?", ["Satu.", "Dua!", "Tiga?"]),
        ("Lihat hlm. 66 pada buku itu. Lalu tutup.", ["Lihat hlm. 66 pada buku itu.", "Lalu tutup."]),
        ("J. Landsberger menulisnya. Ia benar.", ["J. Landsberger menulisnya.", "Ia benar."]),
        ("Ia berkata, “Mari.” Mereka pergi.", ["Ia berkata, “Mari.”", "Mereka pergi."]),
        ("PP No. 28 Tahun 2018 dll. berlaku.", ["PP No. 28 Tahun 2018 dll. berlaku."]),
    ],
)
def test_sentences_end_where_readers_end_them(text, parts):
    assert [plain_text(part) for part in sentences((Run(text),))] == parts


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Butir yang pendek tetap utuh; begitu.", "Butir yang pendek tetap utuh; begitu."),
        ("Nama panjang: " + "kata " * 20, "Nama panjang"),
        ("Kalimat pertama yang cukup. " + "Kata " * 20, "Kalimat pertama yang cukup"),
    ],
)
def test_a_long_item_gives_its_first_clause(text, short):
    assert plain_text(clause((Run(text.strip()),))) == short


def test_a_section_that_is_known_is_not_read_again(book, monkeypatch):
    document = book("# Bab\n\n## Satu\n\nKalimat pertama tentang satu.\n\n## Dua\n\nKalimat kedua tentang hal.\n")
    [chapter] = document.chapters
    slides, findings, given = chapter_slides(chapter, document)
    monkeypatch.setattr("terbit.transforms.slides.told", None)  # who reads a section needs it
    assert chapter_slides(chapter, document, given) == (slides, findings, given)
    [*others, _] = given.items()
    with pytest.raises(TypeError):
        chapter_slides(chapter, document, dict(others))
