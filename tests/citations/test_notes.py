"""Styles that cite in notes: where the marks stand, and what is cited again."""

from __future__ import annotations

import pytest

from terbit.ast import elements, stringify
from terbit.citations import cite
from terbit.model import Resource

BIB = """
@book{a, author={Soekanto, Soerjono}, title={Sosiologi}, date={2012}}
@book{b, author={Budi, Badu}, title={Buku}, date={2001}}
"""
LAYOUT = (
    '<layout suffix="." delimiter="; "><choose>'
    '<if position="ibid"><text term="ibid" text-case="capitalize-first"/></if>'
    '<else-if position="subsequent"><group delimiter=", "><names variable="author"><name form="short"/></names>'
    '<text variable="first-reference-note-number" prefix="n. "/></group></else-if>'
    '<else><group delimiter=", "><names variable="author"/><text variable="title"/></group></else></choose></layout>'
)
LISTED = '<layout><text variable="title"/></layout>'
MARKS = [
    ("Teks [@a].", "Teks.*"),
    ("Teks [@a], lalu", "Teks,* lalu"),
    ("Teks [@a]; lalu", "Teks;* lalu"),
    ("Teks [@a]?", "Teks?*"),
    ("Teks [@a]?! Ya", "Teks?!* Ya"),
    ("Teks. [@a]", "Teks.*"),
    ("Budi dkk. [@a].", "Budi dkk.*"),
    ("Teks\n[@a].", "Teks.*"),
    ("(Teks [@a].)", "(Teks.*)"),
    ("(Teks [@a]).", "(Teks*)."),
    ("Teks [@a] – lalu", "Teks* – lalu"),
    ("*Teks* [@a].", "Teks.*"),
    ("Teks [@a]", "Teks*"),
    ("[@a] Teks", "* Teks"),
    ("Teks @a.", "Teks Soerjono Soekanto.*"),
    ("@a, yang", "Soerjono Soekanto,* yang"),
    ("Teks [@a].5", "Teks*.5"),
    ("Teks [@a] [@b].", "Teks*.*"),
]


@pytest.fixture
def noted(book, csl):
    """Cite in notes and return the chapters' texts, a star for each mark, and the notes of each chapter."""

    def run(*texts, language="id"):
        style = Resource("style.csl", csl(LAYOUT, kind="note", bibliography=LISTED).encode(), "")
        done, _ = cite(book(*texts, language=language), [Resource("r.bib", BIB.encode(), "")], style)
        return [(marked(chapter.blocks), notes(chapter.blocks)) for chapter in done.chapters]

    return run


def notes(blocks):
    return [stringify(e["c"]) for e in elements(blocks) if e["t"] == "Note"]


def marked(blocks):
    starred = [{"t": "Str", "c": "*"} if e["t"] == "Note" else e for e in blocks[0]["c"]]
    return stringify(starred)


@pytest.mark.parametrize(("written", "set_"), MARKS, ids=[written for written, _ in MARKS])
def test_the_mark_stands_close_to_the_word_and_behind_the_stop(noted, written, set_):
    ((text, _),) = noted(written)
    assert text == set_


def test_a_stop_goes_inside_quotation_marks_where_the_language_has_it_so(noted):
    ((american, _),) = noted('A "word" [@a].', language="en-US")
    ((british, _),) = noted('A "word" [@a].', language="en-GB")
    assert (american, british) == ("A “word.”*", "A “word”.*")


def test_a_note_begins_with_a_capital_and_ends_with_a_stop(noted):
    ((_, found),) = noted("Satu [lihat @a]. Dua [@a]. Tiga [-@b].")
    assert found == ["Lihat Soerjono Soekanto, Sosiologi.", "Ibid.", "Buku."]


def test_each_chapter_cites_in_full_again(noted):
    one, two = noted("Satu [@a]. Dua [@b]. Tiga [@a].", "Satu [@a]. Dua [@a]. Tiga [@b]. Empat [@a].")
    assert one[1] == ["Soerjono Soekanto, Sosiologi.", "Badu Budi, Buku.", "Soekanto, n. 1."]
    assert two[1] == ["Soerjono Soekanto, Sosiologi.", "Ibid.", "Badu Budi, Buku.", "Soekanto, n. 1."]


def test_in_other_styles_too_ibid_does_not_look_into_another_chapter(book, csl):
    style = Resource("style.csl", csl(LAYOUT).encode(), "")
    done, _ = cite(book("[@a]", "[@a] [@a]"), [Resource("r.bib", BIB.encode(), "")], style)
    first, second = (stringify(chapter.blocks) for chapter in done.chapters)
    assert (first, second) == ("Soerjono Soekanto, Sosiologi.", "Soekanto. Ibid.")
