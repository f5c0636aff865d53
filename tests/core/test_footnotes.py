"""Footnotes numbered from 1 in each chapter, or through the book: in each edition as its readers count them."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from lxml import etree

from terbit.adapt import adapt
from terbit.cache import Cache
from terbit.footnotes import notes_before, renumbered
from terbit.html import chapter_html
from terbit.pdf.compose import compose
from terbit.prepare import prepare
from terbit.project import build, load
from terbit.targets import targets

CONFIG = """title: Buku
language: id
date: 2026-01-01
front: [source/0.md]
chapters: [source/1.md, source/2.md]
targets: [print, screen, epub]
editions: {teacher: {targets: [print, screen, epub]}, student: {}}
"""
THROUGH = "footnote-numbering: book\n"
FILES = {
    "0.md": "# Prakata {#prakata}\n\nAwal.^[Catatan prakata.]\n",
    "1.md": "# Satu {#satu}\n\nTeks.^[Pertama.] Lagi.[^dua]\n\n[^dua]: Kedua.\n\n::: answer\nJawab.^[Kunci.]\n:::\n",
    "2.md": "# Dua {#dua}\n\nTeks.^[Ketiga.]^[Keempat.]\n\nPada layar.^[Kelima.]\n",
}
NOTES = {"Catatan prakata.": 1, "Pertama.": 2, "Kedua.": 3, "Ketiga.": 4, "Keempat.": 5, "Kelima.": 6}
WITH_ANSWER = {**NOTES, "Kunci.": 4, "Ketiga.": 5, "Keempat.": 6, "Kelima.": 7}


@pytest.fixture
def project(tmp_path):
    """Write the book with more in its configuration; return its folder."""

    def write(more=THROUGH, **files):
        (tmp_path / "source").mkdir(exist_ok=True)
        for name, text in {**FILES, **files}.items():
            (tmp_path / "source" / name).write_text(text, "utf-8")
        (tmp_path / "terbit.yaml").write_text(CONFIG + more, "utf-8")
        return tmp_path

    return write


def document_of(folder, edition="student", target="print"):
    return adapt(prepare(load(folder), Cache(None)).document, edition, targets()[target])


@pytest.mark.parametrize(("edition", "counts"), [("student", [0, 1, 3]), ("teacher", [0, 1, 4])])
def test_those_before_a_chapter_are_counted_as_the_edition_has_them(project, edition, counts):
    document = document_of(project(), edition)
    before = notes_before(document)
    assert [before[ident] for ident in ("prakata", "satu", "dua")] == counts


def test_a_chapter_without_notes_counts_none(project):
    before = notes_before(document_of(project(**{"1.md": "# Satu {#satu}\n\nTeks.\n"})))
    assert (before["satu"], before["dua"]) == (1, 1)


def test_a_book_that_begins_anew_in_each_chapter_counts_nothing(project):
    assert notes_before(document_of(project(""))) == {}
    assert notes_before(document_of(project("footnote-numbering: chapter\n"))) == {}


def test_marks_move_and_what_leads_to_them_stays(project):
    chapter = document_of(project()).chapters[-1]
    html = chapter_html(chapter)
    moved = renumbered(html, 3)
    numbers = re.findall(r'href="#(fn-dua-\d)">(\d+)</a>', moved)
    assert numbers == [("fn-dua-1", "4"), ("fn-dua-2", "5"), ("fn-dua-3", "6")]
    assert re.sub(r"\d+</a>", "</a>", moved) == re.sub(r"\d+</a>", "</a>", html)


@pytest.mark.parametrize("written", ['<a href="#fn-x-1">1</a>', '<span class="note-number">1</span>', "<sup>1</sup>"])
def test_what_an_author_writes_like_a_mark_is_no_mark(written):
    assert renumbered(written, 3) == written


def test_a_link_whose_number_is_open_bears_a_name(project):
    html = compose(document_of(project()), "print").html
    assert 'title="Catatan kaki" data-number-of="note satu-1">2</a>' in html
    assert 'title="Kembali ke teks" data-number-of="note satu-1">2</a>' in html
    assert "data-number-of" not in compose(document_of(project("")), "print").html


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["linked", "plain"])
def test_every_target_numbers_them_alike(project, engine):
    report = build(load(project()), ["print", "screen", "epub"], engine=engine)
    assert [str(one) for one in report.findings if one.severity != "note"] == []
    found = {artifact.path: in_pdf(artifact.data) for artifact in report.artifacts if artifact.path.endswith(".pdf")}
    found |= {artifact.path: in_epub(artifact.data) for artifact in report.artifacts if artifact.path.endswith(".epub")}
    assert found == {path: WITH_ANSWER if path.startswith("teacher/") else NOTES for path in found}
    assert len(found) == 6


def in_pdf(data):
    """Return the number before each note at the foot of a page."""
    with pypdfium2.PdfDocument(data) as pdf:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    found = re.findall(r"(\d+)\s(\w+(?: prakata)?\.)\s", text)
    return {note: int(number) for number, note in found if note in WITH_ANSWER}


def in_epub(data):
    """Return the number of each note; it must be that of its mark, and of its name for a screen reader."""
    out = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        pages = [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")]
    for page in pages:
        for note in page.iterfind(".//{*}aside[@role='doc-footnote']"):
            [mark] = page.iterfind(f".//{{*}}a[@href='#{note.get('id')}']")
            number, rest = "".join(note.find("{*}p").itertext()).split("\xa0", 1)
            assert (mark.text, note.get("aria-label")) == (number, f"Catatan kaki {number}")
            out[rest.split("\xa0")[0]] = int(number)
    return out


def test_a_box_that_an_author_calls_a_footnote_is_none(project):
    folder = project(**{"2.md": FILES["2.md"] + "\n::: footnote\nKotak penulis.\n:::\n"})
    report = build(load(folder), ["epub"], editions=["student"])
    assert [str(one) for one in report.findings if one.severity != "note"] == []
    assert in_epub(report.artifacts[0].data) == NOTES


def test_what_a_screen_alone_shows_counts_there_alone(project):
    hidden = '\n::: {.content-visible when-format="screen"}\nLagi.^[Di layar saja.]\n:::\n'
    folder = project(**{"1.md": FILES["1.md"] + hidden})
    before = {target: notes_before(document_of(folder, target=target))["dua"] for target in ("print", "screen")}
    assert before == {"print": 3, "screen": 4}


def test_chapters_in_another_order_are_counted_in_that(project):
    document = document_of(project())
    turned = replace(document, chapters=document.chapters[::-1])
    assert notes_before(turned)["satu"] == 3
