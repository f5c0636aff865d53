"""Matter that no page has room for: set in another way and reported at its line, never cut off."""

from __future__ import annotations

import os
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from PIL import Image

from terbit.ast import para, string
from terbit.labels import Labels
from terbit.model import Chapter
from terbit.pdf.long_notes import set_long_notes
from terbit.pdf.room import Room, long_words
from terbit.pdf.wide_tables import fit_tables
from terbit.project import build, load

FACES = {"face-text": "Source Serif 4", "face-interface": "Source Sans 3", "face-code": "Source Code Pro"}
ROOM = Room(width=340.0, height=540.0, size=11.0, families=FACES)
LABELS = Labels("id", {"continued": "lanjutan"})
SENTENCE = "Seluruh warga kampung membangun jembatan dengan bambu dan tali yang mereka kumpulkan. "


def row(columns: int, tag: str = "td", word: str = "nilai", **attributes: str) -> str:
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<tr>{''.join(f'<{tag}{more}>{word}{n}</{tag}>' for n in range(columns))}</tr>"


def fitted(columns: int, **more: str):
    caption = '<caption id="c"><span class="caption-label">Tabel 1.1</span> Warga</caption>'
    head, body = row(columns, "th"), row(columns, **more) * 2
    markup = f'<section><table id="t">{caption}<thead>{head}</thead><tbody>{body}</tbody></table><p>ekor</p></section>'
    section = etree.fromstring(markup)
    return section, [(f.code, f.severity) for f in fit_tables(section, ROOM, [None], LABELS)]


def test_a_table_that_fits_is_left_as_it_is():
    section, findings = fitted(6)
    assert (findings, section[0].get("class")) == ([], None)


def test_a_table_a_little_too_wide_is_set_smaller():
    section, findings = fitted(11)
    assert (findings, section[0].get("class")) == ([("table-small", "warning")], "small")


def test_a_table_of_forty_columns_is_parted_and_loses_nothing():
    section, findings = fitted(40)
    assert findings == [("table-parted", "warning")]
    tables = section.findall("table")
    heads = [["".join(cell.itertext()) for cell in table.iter("th")] for table in tables]
    assert all(head[0] == "nilai0" for head in heads), "the column that names the rows is in each"
    assert [word for head in heads for word in head[1:]] == [f"nilai{n}" for n in range(1, 40)]
    captions = ["".join(table.find("caption").itertext()) for table in tables]
    assert captions[:2] == ["Tabel 1.1 Warga", "Tabel 1.1 (lanjutan)"]
    assert [table.get("id") for table in tables] == ["t", *[None] * (len(tables) - 1)]
    assert section[-1].text == "ekor"


def test_a_table_whose_cells_span_others_is_not_parted():
    section, findings = fitted(40, colspan="2")
    assert findings == [("table-small", "warning")]
    assert section[0].get("class") == "smaller broken"


def noted(sentences: int):
    note = f'<div class="footnote" id="fn-1"><p>{SENTENCE * sentences}</p></div>'
    call = '<p>Kata.<a class="noteref" id="fnref-1" href="#fn-1">1</a></p><p>Lalu.</p>'
    section = etree.fromstring(f'<section>{call}<section class="footnotes">{note}</section></section>')
    return section, set_long_notes(section, ROOM, [None])


def test_a_note_longer_than_a_page_goes_behind_its_paragraph():
    section, (finding,) = noted(80)
    assert (finding.code, finding.severity) == ("note-long", "warning")
    assert [child.get("class") for child in section][:3] == [None, "long-note", None]
    assert section[1].find(".//a").get("href") == "#fnref-1"
    assert "".join(section[1].itertext()).strip() == f"1{SENTENCE * 80}".strip()


def test_a_note_of_some_lines_stays_a_footnote():
    section, findings = noted(5)
    assert findings == []
    assert section[0].getnext().text == "Lalu."


@pytest.mark.parametrize(("word", "count"), [("x" * 120, 1), ("pertanggungjawaban", 0), ("kata " * 60, 0)])
def test_a_word_longer_than_a_line_is_named(word, count):
    block = {**para([string(word)]), "p": "source/x.md:9:1"}
    chapter = Chapter("source/x.md", "chapter", "x", "1", [], [block])
    found = list(long_words(chapter, ROOM))
    assert [str(f.where) for f in found] == ["source/x.md:9:1"] * count


BOOK = "title: Uji\nlanguage: id\ndate: 2026-01-02\nchapters: [source/01.md]\ntargets: [print]\n"


def table_of(columns: int) -> str:
    rows = ["".join(f"| {word}{n} " for n in range(columns)) + "|" for word in ("Kepala", "nilai", "isi")]
    return "\n".join([rows[0], "|---" * columns + "|", *rows[1:]]) + "\n\n: Lebar {#tbl-lebar}\n"


@pytest.mark.slow
def test_a_book_of_bad_matter_is_published_whole(tmp_path: Path):
    """Nothing is an error, each oddity is named at its line, and every word is on a page."""
    (tmp_path / "source").mkdir()
    (tmp_path / "terbit.yaml").write_text(BOOK, "utf-8")
    noise = Image.frombytes("RGB", (2700, 2500), os.urandom(2700 * 2500 * 3))
    noise.save(tmp_path / "source/besar.png", compress_level=0)
    assert (tmp_path / "source/besar.png").stat().st_size > 20_000_000
    note = "\n\n".join(f"    {SENTENCE * 3}" for _ in range(30))
    filler = f"{SENTENCE * 4}\n\n" * 12
    text = [
        "# Bab\n",
        f"{SENTENCE}[^1] Lihat @tbl-lebar.\n",
        f"[^1]: {SENTENCE}\n\n{note} penghabisan.\n",
        f"Kata {'x' * 200} dan `{'k' * 200}` selesai.\n",
        '![Derau](besar.png){#fig-derau fig-alt="Titik acak"}\n',
        table_of(40),
        f"{filler}## Judul pertama\n\n{filler}## Judul kedua\n\n{filler}",
    ]
    (tmp_path / "source/01.md").write_text("\n".join(text), "utf-8")
    report = build(load(tmp_path), ["print"], cache=False)
    assert {(f.code, f.severity) for f in report.findings} == {
        (code, "warning") for code in ("note-long", "word-long", "table-parted")
    }
    assert all(f.where and f.where.file == "source/01.md" and f.where.line and f.where.column for f in report.findings)
    (artifact,) = report.artifacts
    with pypdfium2.PdfDocument(artifact.data) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    shown = "".join("".join(pages).split())
    assert all(f"{word}{n}" in shown for word in ("Kepala", "nilai", "isi") for n in range(40))
    assert "penghabisan." in shown
    assert (shown.count("x") >= 200, shown.count("k" * 60) >= 1) == (True, True)
    for title in ("Judul pertama", "Judul kedua"):
        page = next(page for page in reversed(pages) if title in page)
        assert "Seluruh warga" in page.partition(title)[2], "a heading has text below it"
