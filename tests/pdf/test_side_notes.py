"""Side notes in the outer margin: at their lines, one below the other, on the right side of each page."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from judges import ua1
from pdf.linked.books import SENTENCE, Set, ready, write_book
from pdf.linked.reading import elements, lines, opened, words
from terbit.cache import Cache
from terbit.config import Press, Trim
from terbit.config.model import Margins
from terbit.pdf.geometry import geometry
from terbit.pdf.margin_notes import heights
from terbit.pdf.room import Room
from terbit.pdf.side_notes import place_side_notes
from terbit.project import build, load

FACES = {"face-text": "Source Serif 4", "face-interface": "Source Sans 3", "face-code": "Source Code Pro"}
ROOM = Room(width=300.0, height=540.0, size=11.0, families=FACES, column=80.0)
MM = 72 / 25.4
MARK = "Samping"
"""Begins each side note of the book, and stands nowhere else."""


def block(text: str) -> str:
    return f"::: side-note\n{text}\n:::\n\n"


def paragraph(number: int) -> str:
    own = block(f"{MARK} {number} adalah catatan tentang nama gotong royong di tempat lain.")
    inline = f"Ini[{MARK} {number} dalam baris.]{{.side-note}} tengah. "
    return f"{own}{SENTENCE * (2 + number % 4)}{inline}{SENTENCE * 2}\n\n"


CHAPTER = "# Satu {#sec-kaya}\n\n" + "".join(map(paragraph, range(7))) + "## Bagian\n\n"
CHAPTER += block(f"{MARK} daftar.") + "- satu\n- dua\n\n" + SENTENCE + "\n\n" + block(f"{MARK} akhir.\n\nDua paragraf.")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Return a book with notes in its margin, by the purpose that it is composed for."""
    folder = write_book(tmp_path_factory.mktemp("samping"), {"01-satu.md": CHAPTER}, "print: {side-notes: margin}\n")
    return lambda purpose: ready(folder, purpose)


def moved(markup: str, room: Room = ROOM):
    section = etree.fromstring(f"<section>{markup}</section>")
    return section, list(place_side_notes(section, room, []))


def boxes(pdf: pypdfium2.PdfDocument, page: int) -> tuple[list, list]:
    """Return the lines of a page's text and those of its notes, told by their sizes: left, bottom, right, top in pt."""
    trim, text = pdf[page].get_trimbox(), pdf[page].get_textpage()
    found = [text.get_rect(n) for n in range(text.count_rects())]
    middle = [box for box in found if trim[1] + 45 < box[1] < trim[3] - 60]
    measure = [box for box in middle if box[2] - box[0] > 150]
    left, right = min(box[0] for box in measure), max(box[2] for box in measure)
    beside = [box for box in middle if box[0] > right or box[2] < left]
    return measure, [box for box in beside if box[2] - box[0] > 9]  # the number in the tab is narrower


def test_notes_stand_at_their_lines_one_below_the_other():
    assert heights([10, 50], [20, 20], 0, 100) == [10, 50]
    assert heights([10, 15], [20, 20], 0, 100) == [10, 30], "the second gives way"
    assert heights([70, 90], [20, 20], 0, 100) == [60, 80], "they go up rather than over the foot"
    assert heights([5, 90], [60, 70], 0, 100) == [0, 60], "where there are too many, none covers another"


def test_a_block_goes_into_the_line_that_follows_it():
    section, findings = moved('<div class="side-note"><p>satu</p><p>dua</p></div><p>Teks.</p>')
    (paragraph,) = section
    assert (findings, paragraph[0][0].get("class"), paragraph[0].tail) == ([], "margin-note", "Teks.")
    assert ["".join(span.itertext()) for span in paragraph[0][0]] == ["satu", "dua"]


def test_two_before_a_paragraph_keep_their_order_and_one_at_the_end_takes_the_last():
    notes = "".join(f'<div class="side-note"><p>{n}</p></div>' for n in "ab")
    section, _ = moved(f'{notes}<p>Teks.</p><div class="side-note"><p>c</p></div>')
    assert "".join(section.itertext()) == "abcTeks."
    assert len(section) == 1


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="side-note"><figure><img src="a.svg"/></figure></div><p>Teks.</p>',
        '<table><tr><td><span class="side-note">satu</span></td></tr></table>',
        '<div class="side-note"><p>satu</p></div><table><tr><td>dua</td></tr></table>',
    ],
)
def test_what_no_margin_can_hold_stays_in_the_text(markup):
    section, findings = moved(markup)
    assert (etree.tostring(section).decode(), findings) == (f"<section>{markup}</section>", [])


def test_a_note_that_is_too_long_is_set_across_the_text_and_reported():
    section, findings = moved(f'<div class="side-note"><p>{SENTENCE * 20}</p></div><p>Teks.</p>')
    assert section[0].get("class") == "side-note across"
    assert [(finding.code, finding.severity) for finding in findings] == [("note-long", "warning")]


def test_without_a_column_notes_stay_in_the_text():
    section, _ = moved('<div class="side-note"><p>satu</p></div><p>Teks.</p>', Room(300, 540, 11, FACES))
    assert section[0].get("class") == "side-note"


@pytest.mark.parametrize(
    ("press", "note"),
    [
        (Press(), 0),
        (Press(side_notes="margin"), 31.7),
        (Press(margins=Margins(outer=43)), 26),
        (Press(margins=Margins(outer=42.9)), 0),
        (Press(margins=Margins(outer=60), side_notes="text"), 0),
    ],
)
def test_the_margin_has_a_column_where_it_is_wide_enough(press, note):
    assert geometry(Trim("B5", 176, 250), press).note == pytest.approx(note)


@pytest.mark.slow
@pytest.mark.parametrize("purpose", ["screen", "print"])
def test_both_engines_set_notes_in_the_same_places(book, purpose):
    made: Set = book(purpose)
    ours, theirs = made.by("linked"), made.by("plain")
    assert words(ours.pdf) == words(theirs.pdf)
    assert lines(ours.pdf) == lines(theirs.pdf)


@pytest.mark.slow
def test_notes_stand_in_the_outer_margin_apart_from_each_other_and_from_the_edge(book):
    with pypdfium2.PdfDocument(book("print").by("linked").pdf) as pdf:
        pages = [n for n in range(len(pdf)) if MARK in pdf[n].get_textpage().get_text_range()]
        for page in pages:
            trim = pdf[page].get_trimbox()
            measure, notes = boxes(pdf, page)
            assert notes
            for note in notes:
                is_outer = note[0] > max(box[2] for box in measure) + 4.9 * MM
                is_outer = is_outer if page % 2 == 0 else note[2] < min(box[0] for box in measure) - 4.9 * MM
                assert is_outer, "on the right of a recto, on the left of a verso"
                assert trim[0] + 11.9 * MM < note[0] < note[2] < trim[2] - 11.9 * MM
            tops = sorted(((round(box[3], 1), round(box[1], 1)) for box in notes), reverse=True)
            rows = [(one, two) for one, two in pairwise(tops) if one[0] - two[0] > 3]
            assert all(one[1] > two[0] - 3.5 for one, two in rows), "no note covers another"
    assert {page % 2 for page in pages} == {0, 1}


@pytest.mark.slow
def test_a_note_is_a_note_of_the_structure_within_its_paragraph(book):
    with opened(book("screen").by("linked").pdf) as pdf:
        notes = list(elements(pdf, "Note"))
        assert len(notes) == 16
        assert all(str(note.P.S) in ("/P", "/LBody") for note in notes)
        assert len({str(note.ID) for note in notes}) == 16


@pytest.mark.slow
@pytest.mark.judge
def test_it_is_valid_pdf_ua_1_with_notes(book):
    assert ua1(book("screen").by("linked").pdf) == set()


@pytest.mark.slow
def test_pages_taken_from_the_last_time_keep_their_notes(tmp_path: Path):
    folder = write_book(tmp_path / "book", {"01-satu.md": CHAPTER}, "print: {side-notes: margin}\n")
    kept = Cache(tmp_path / "cache")
    before = ready(folder, "screen").by("linked", kept)
    file = folder / "source" / "01-satu.md"
    file.write_text(file.read_text("utf-8").replace("Samping 1 dalam", "Samping 1 di dalam"), "utf-8")
    edited = ready(folder, "screen")
    after = edited.by("linked", kept)
    assert after.pdf != before.pdf
    assert after.pdf == edited.by("linked").pdf


@pytest.mark.slow
def test_more_notes_than_a_page_has_room_for_are_reported(tmp_path: Path):
    many = "".join(f"Kata[{MARK} {n}. {SENTENCE * 2}]{{.side-note}} kata. " for n in range(12))
    folder = write_book(tmp_path, {"01-satu.md": f"# Satu\n\n{many}\n"}, "print: {side-notes: margin}\n")
    findings = build(load(folder), ["screen"]).findings
    crowded = [str(finding.where) for finding in findings if finding.code == "notes-crowded"]
    assert len(crowded) == 1
    assert crowded[0].startswith("source/01-satu.md:3:"), "the last note of the page, in its line"
    assert "text-cut" in [finding.code for finding in findings]
