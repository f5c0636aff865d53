"""Styles that cite in notes: where the marks stand, and what is cited again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from terbit.ast import elements, stringify
from terbit.citations import cite
from terbit.footnotes import notes_before, renumbered
from terbit.html import chapter_html
from terbit.model import Resource
from terbit.pdf.footnotes import with_open_numbers
from terbit.transforms.audience import select_for_audience

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
def cited_in_notes(book, csl):
    """Cite in notes and return the document."""

    def run(*texts, language="id", config=None):
        style = Resource("style.csl", csl(LAYOUT, kind="note", bibliography=LISTED).encode(), "")
        document = book(*texts, language=language)
        document = replace(document, config=replace(document.config, **(config or {})))
        return cite(document, [Resource("r.bib", BIB.encode(), "")], style)[0]

    return run


@pytest.fixture
def numbered(cited_in_notes):
    """Cite in notes that are numbered through the book; return the notes of each chapter of what `book` gives."""

    def run(*texts, scope="book"):
        done = cited_in_notes(*texts, config={"footnote_numbering": "book", "bibliography_scope": scope})
        return [notes(chapter.blocks) for chapter in done.chapters if chapter.role == "chapter"]

    return run


@pytest.fixture
def noted(cited_in_notes):
    """Cite in notes and return the chapters' texts, a star for each mark, and the notes of each chapter."""

    def run(*texts, language="id"):
        done = cited_in_notes(*texts, language=language)
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


@pytest.mark.parametrize("scope", ["book", "chapter"])
def test_numbers_through_the_book_are_those_that_cites_refer_to(numbered, scope):
    texts = ["Satu [@a].^[Catatan.]", "Satu [@b]. Dua [@a].^[Lihat @b.]", "Tanpa.", "Satu [@a]. Dua [@b]. Lagi [@a]."]
    one, two, _, last = numbered(*texts, scope=scope)
    assert one == ["Soerjono Soekanto, Sosiologi.", "Catatan."]
    assert two == ["Badu Budi, Buku.", "Soerjono Soekanto, Sosiologi.", "Lihat Budi, n. 3."]
    assert last == ["Soerjono Soekanto, Sosiologi.", "Badu Budi, Buku.", "Soekanto, n. 6."]


def test_numbers_through_the_book_pass_over_what_only_some_readers_have(numbered):
    one, two = numbered(ANSWERED, "Satu [@a]. Dua [@b]. Tiga [@a].")
    assert one[1] == "Soerjono Soekanto, Sosiologi; Budi, n. 1."
    assert two[-1] == "Soekanto, n. 4."


@pytest.mark.parametrize(("edition", "number"), [("student", 4), ("teacher", 6)])
def test_an_edition_refers_to_a_note_behind_other_chapters_by_its_own_number(cited_in_notes, edition, number):
    document = cited_in_notes(ANSWERED, "Satu [@a]. Dua [@b]. Tiga [@a].", config={"footnote_numbering": "book"})
    shown = select_for_audience(replace(document, edition=edition), presents=False)
    chapter = shown.chapters[1]
    html_ = renumbered(chapter_html(chapter), notes_before(shown)[chapter.ident])
    assert html.fromstring(html_).find_class("footnote")[-1].text_content().strip() == f"Soekanto, n. {number}."
    note = chapter.ident + "-1"
    opened = with_open_numbers(chapter_html(chapter), notes_before(shown)[chapter.ident], shown.labels)
    assert f'data-note="fn-{note}" data-number-of="note {note}">{number}</span>' in opened


def test_in_other_styles_too_ibid_does_not_look_into_another_chapter(book, csl):
    style = Resource("style.csl", csl(LAYOUT).encode(), "")
    done, _ = cite(book("[@a]", "[@a] [@a]"), [Resource("r.bib", BIB.encode(), "")], style)
    first, second = (stringify(chapter.blocks) for chapter in done.chapters)
    assert (first, second) == ("Soerjono Soekanto, Sosiologi.", "Soekanto. Ibid.")


# -------------------------------------------------- what not every reader has


ANSWERED = "Satu [@b].\n\n::: answer\nJawab [@a; @b].\n\nLagi [@a].\n:::\n\nDua [@a]. Tiga [@b]."


def test_what_an_answer_cites_is_not_cited_yet_for_students(noted):
    ((_, found),) = noted(ANSWERED)
    answer, text = found[1:3], found[3:]
    assert answer == ["Soerjono Soekanto, Sosiologi; Budi, n. 1.", "Soekanto, n. 2."]
    assert text == ["Soerjono Soekanto, Sosiologi.", "Budi, n. 1."]


def test_ibid_never_looks_over_an_answer(noted):
    ((_, found),) = noted("Satu [@a].\n\n::: answer\nJawab [@b].\n:::\n\nDua [@a].")
    assert found[-1] == "Soekanto, n. 1."


@pytest.mark.parametrize(("edition", "number"), [("student", 2), ("teacher", 3)])
def test_a_note_is_referred_to_by_the_number_that_it_bears_in_the_edition(cited_in_notes, edition, number):
    text = "Satu [@b].\n\n::: answer\nJawab [@b].\n:::\n\nDua [@a]. Tiga [@b]. Empat [@a]."
    shown = select_for_audience(replace(cited_in_notes(text), edition=edition), presents=False)
    notes = html.fromstring(chapter_html(shown.chapters[0])).find_class("footnote")
    texts = [note.text_content().strip() for note in notes]
    assert texts[-1] == f"Soekanto, n. {number}."
    assert texts[number - 1] == "Soerjono Soekanto, Sosiologi."
