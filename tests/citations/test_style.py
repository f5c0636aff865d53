"""The default style as a file, and other kinds of style: in notes, by number, by label."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from terbit.citations.styles import check, language
from terbit.model import Resource

STYLES = Path(__file__).parents[2] / "styles" / "csl"
BIB = """
@book{a, author={Soekanto, Soerjono}, title={Sosiologi}, date={2012}}
@book{b, author={Budi, Badu}, title={Buku}, date={2001}}
"""
FULL = (
    '<layout suffix="." delimiter="; "><choose>'
    '<if position="ibid-with-locator"><text term="ibid" text-case="capitalize-first"/>'
    '<text variable="locator" prefix=", "/></if>'
    '<else-if position="ibid"><text term="ibid" text-case="capitalize-first"/></else-if>'
    '<else-if position="subsequent"><group delimiter=", "><names variable="author"><name form="short"/></names>'
    '<text variable="first-reference-note-number" prefix="n. "/><text variable="locator"/></group></else-if>'
    '<else><group delimiter=", "><names variable="author"/><text variable="title" font-style="italic"/>'
    '<text variable="locator"/></group></else></choose></layout>'
)
LISTED = '<layout suffix="."><names variable="author"><name name-as-sort-order="all"/></names></layout>'


@pytest.mark.parametrize("file", sorted(STYLES.parent.rglob("*.csl")), ids=lambda file: file.name)
def test_nothing_is_wrong_with_the_shipped_styles(file):
    assert check(Resource(file.name, file.read_bytes(), "")) == ()


@pytest.mark.parametrize(
    ("own", "book", "chosen"),
    [
        ("en-GB", "en", "en-GB"),  # the book leaves the variety open
        ("en-GB", "en-US", "en-US"),
        ("en-GB", "id", "id"),
        ("", "en", "en"),
    ],
)
def test_a_style_has_a_say_in_the_variety_of_the_book_s_language(csl, own, book, chosen):
    made = csl('<layout><text variable="title"/></layout>')
    named = made.replace("<style", f'<style default-locale="{own}"') if own else made
    assert language(Resource("s.csl", named.encode(), ""), book) == chosen


def test_dates_are_in_the_variety_that_the_style_asks_for(cited, csl):
    layout = '<layout><date variable="issued" form="text"/></layout>'
    bib = "@misc{a, author={Ani}, title={T}, date={2024-07-12}}"
    british = csl(layout).replace("<style", '<style default-locale="en-GB"')
    assert cited("[@a]", bib, csl=csl(layout), language="en").text == "July 12, 2024"
    assert cited("[@a]", bib, csl=british, language="en").text == "12 July 2024"


def test_the_default_style_says_nothing_but_terms():
    """Every word is a term, so that the style serves each language."""
    root = etree.parse(STYLES / "terbit-author-date-id.csl").getroot()
    assert [e.get("value") for e in root.iter("{*}text") if e.get("value")] == []
    affixes = [e.get(name) or "" for e in root.iter("{*}*") for name in ("prefix", "suffix", "delimiter")]
    assert [a for a in affixes if any(c.isalpha() for c in a)] == ["https://doi.org/"]


def test_a_style_in_notes(cited, csl):
    done = cited(
        "Satu [@a, hlm. 3]. Dua [@a, hlm. 3]. Tiga [@a, hlm. 4]. Empat [@b]. Lima @a. Enam [-@b].",
        BIB,
        csl=csl(FULL, kind="note", bibliography=LISTED),
    )
    assert done.text == (
        "Satu. Dua. Tiga. Empat. Lima Soekanto. Enam. "
        "{Soerjono Soekanto, Sosiologi, 3.} {Ibid.} {Ibid., 4.} {Badu Budi, Buku.} {n. 1.} {n. 4.}"
    )


def test_a_note_begins_with_a_capital_where_the_author_s_words_begin_it(cited, csl):
    done = cited("Satu [lihat @a]. Dua [*bandingkan* @b].", BIB, csl=csl(FULL, kind="note", bibliography=LISTED))
    assert "{Lihat Soerjono Soekanto, Sosiologi.} {Bandingkan Badu Budi, Buku.}" in done.text


def test_a_cite_in_the_author_s_own_footnote_stays_in_it(cited, csl):
    done = cited(
        "Satu.^[Lihat [@a, hlm. 3], juga @b, halaman depan.]", BIB, csl=csl(FULL, kind="note", bibliography=LISTED)
    )
    assert done.text == "Satu. {Lihat Soerjono Soekanto, Sosiologi, 3, juga Badu Budi, Buku, halaman depan.}"


def test_a_style_by_number(cited, csl):
    layout = '<layout prefix="[" suffix="]" delimiter=", "><text variable="citation-number"/></layout>'
    listed = (
        '<layout><text variable="citation-number" prefix="[" suffix="]"/>'
        '<names variable="author" prefix=" "/><text variable="title" prefix=", "/></layout>'
    )
    style = csl(layout, bibliography=listed).replace("<bibliography>", '<bibliography second-field-align="flush">')
    done = cited("Satu [@b]. Dua [@a; @b]. Tiga @a.", BIB, csl=style)
    assert done.text == "Satu [1]. Dua [2, 1]. Tiga Soekanto [2]."
    assert done.entries == ["[1] Badu Budi, Buku", "[2] Soerjono Soekanto, Sosiologi"]
    assert '<span class="entry-label">[1]</span> ' in done.written("html")
