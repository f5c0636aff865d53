"""The PowerPoint file: placeholders, names for who cannot see, languages, notes, and the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from terbit.config.model import SlideStyle
from terbit.slides.template import LAYOUTS
from terbit.targets.slides import TARGET

TEXT = """# Bab

::: objectives
- menjelaskan;
- memahami.
:::

## Isi

Pengantar. [Kunci *miring* dengan [tautan](https://example.org/a?b=1&c=2), H~2~O, dan [foreign]{lang=en}.]{.key}

![Dua lingkaran.](figures/rings.svg){#fig-a fig-alt="Dua lingkaran yang beririsan."}

| Unsur | Wujud |
|:------|------:|
| pihak | warga |

: Unsur {#tbl-a}

:::: {.exercise title="Uji"}
1. Apa?
    a. satu
2. Siapa?

::: answer
1. a. Rahasia guru.
:::
::::

::: notes
Petuah untuk guru.
:::
"""


@pytest.fixture(scope="module")
def files(book):
    rendering = TARGET.render(book(TEXT, "teacher"))
    assert rendering.findings == ()
    return {artifact.path: artifact for artifact in rendering.artifacts}


@pytest.fixture(scope="module")
def shown(files):
    return Presentation(io.BytesIO(files["slides/buku-contoh-01-bab.pptx"].data))


def test_a_deck_a_chapter_and_one_of_the_module(files):
    names = ["slides/buku-contoh-01-bab", "slides/buku-contoh"]
    assert list(files) == [f"{name}.{form}" for name in names for form in ("pptx", "html")]
    assert files["slides/buku-contoh-01-bab.pptx"].sources == ("source/01-bab.md",)
    assert files["slides/buku-contoh.pptx"].sources == ()
    slides = [files[f"{name}.{form}"].slides for name in names for form in ("pptx", "html")]
    assert slides == [7, 7, 8, 8]


def test_slides_are_wide(shown):
    assert (shown.slide_width.inches, shown.slide_height.inches) == (pytest.approx(13.333, abs=0.001), 7.5)


def test_each_kind_has_a_layout_of_its_own_named_in_the_books_language(shown):
    names = [layout.name for layout in shown.slide_layouts]
    assert len(names) == len(LAYOUTS) == len(set(names))
    assert {"Judul", "Isi", "Gambar", "Tabel", "Latihan", "Kunci jawaban"} <= set(names)


def test_every_slide_fills_real_placeholders_and_leaves_none_empty(shown):
    for slide in shown.slides:
        assert slide.shapes.title.text_frame.text
        for shape in slide.shapes:
            assert shape.is_placeholder
            assert not shape.has_text_frame or shape.text_frame.text.strip()


def test_every_run_has_a_language(shown):
    roots = [s._element for s in shown.slides] + [s.notes_slide._element for s in shown.slides if s.has_notes_slide]
    runs = [r for root in roots for r in root.iter(qn("a:r"), qn("a:fld"))]
    languages = [r.find(qn("a:rPr")).get("lang") for r in runs]
    assert set(languages) == {"id-ID", "en-US"}
    assert [r.find(qn("a:t")).text for r, tag in zip(runs, languages, strict=True) if tag == "en-US"] == ["foreign"]


def test_pictures_and_tables_have_descriptions(shown):
    described = [e.get("descr") for s in shown.slides for e in s._element.iter(qn("p:cNvPr")) if e.get("descr")]
    assert described == ["Dua lingkaran yang beririsan.", "Unsur"]
    table = next(shape.table for s in shown.slides for shape in s.shapes if shape.has_table)
    assert table.first_row
    assert not table.horz_banding


def test_inline_styles_and_links(shown):
    paragraph = shown.slides[2].placeholders[1].text_frame.paragraphs[0]
    assert [run.text for run in paragraph.runs if run.font.italic] == ["miring"]
    assert [run.hyperlink.address for run in paragraph.runs if run.hyperlink.address] == [
        "https://example.org/a?b=1&c=2"
    ]
    assert [r.text for r in paragraph.runs if r._r.rPr.get("baseline") == "-25000"] == ["2"]


def test_lists_are_lists(shown):
    exercise = next(s for s in shown.slides if "Uji" in s.shapes.title.text_frame.text)
    numbers = [e.attrib for e in exercise.placeholders[1]._element.iter(qn("a:buAutoNum"))]
    assert [(n["type"], n["startAt"]) for n in numbers] == [
        ("arabicPeriod", "1"), ("alphaLcPeriod", "1"), ("arabicPeriod", "1"),
    ]  # fmt: skip


def test_prose_and_the_authors_notes_are_spoken(shown):
    said = shown.slides[2].notes_slide.notes_text_frame.text
    assert said.startswith("Pengantar. Kunci miring")
    assert said.endswith("Dalam buku: 1.1 Isi")
    assert any("Petuah" in s.notes_slide.notes_text_frame.text for s in shown.slides if s.has_notes_slide)


def test_footer_names_the_source_and_numbers_count(shown):
    footers = [
        [p.text_frame.text for p in s.placeholders if p.placeholder_format.idx in (11, 12)] for s in shown.slides
    ]
    assert footers[0] == []
    assert footers[2] == ["Buku Contoh · Bab 1 · 1.1 Isi", "3"]


def test_the_modules_deck_groups_chapters(files):
    with zipfile.ZipFile(io.BytesIO(files["slides/buku-contoh.pptx"].data)) as package:
        presentation = package.read("ppt/presentation.xml").decode()
    assert presentation.count("<p14:section ") == 2
    assert 'name="Bab 1 Bab"' in presentation


def test_properties_come_from_the_configuration(shown):
    properties = shown.core_properties
    assert (properties.title, properties.author, properties.language) == ("Bab – Buku Contoh", "Penulis", "id")
    assert str(properties.created) == str(properties.modified) == "2026-01-02 00:00:00"


def test_the_same_book_gives_the_same_bytes(book, files):
    again = TARGET.render(book(TEXT, "teacher"))
    assert {a.path: a.data for a in again.artifacts} == {path: a.data for path, a in files.items()}


@pytest.mark.parametrize(
    ("asked", "names"),
    [(("4:3",), {"buku-contoh": 720.0}), (("16:9", "4:3"), {"buku-contoh": 960.0, "buku-contoh-4x3": 720.0})],
)
def test_slides_are_as_the_book_asks_for(book, asked, names):
    document = book("# Bab\n\nSatu kalimat yang cukup pendek.\n")
    document = replace(document, config=replace(document.config, slides=SlideStyle(asked)))
    files = {Path(a.path).stem: a for a in TARGET.render(document).artifacts if a.path.endswith(".pptx")}
    found = {name: Presentation(io.BytesIO(files[name].data)).slide_width.pt for name in names}
    assert found == names
    assert len(files) == 2 * len(asked)
