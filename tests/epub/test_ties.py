"""Every link of the book that leads somewhere can be followed back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from terbit.epub.accessibility import metadata, survey
from terbit.epub.links import address_book, link_pages
from terbit.epub.parts import Page
from terbit.epub.reading import lengths, reading_table
from terbit.epub.semantics import mark_parts
from terbit.epub.ties import tie
from terbit.epub.xhtml import by_class, fragment, walk


def pages(labels, *texts):
    """Make pages of (kind, mark-up), tied to each other."""
    made = [
        Page(f"text/{n}.xhtml", "A", "bodymatter", kind, fragment(f"<section id='s{n}'>{markup}</section>"))
        for n, (kind, markup) in enumerate(texts)
    ]
    for page in made:
        mark_parts(page.tree, labels)
    tie(made, labels)
    return made


GLOSSARY = """<dl><dt><span id="gls-air" class="glossary-term">air</span></dt><dd>zat cair</dd></dl>"""
TEXT = """<p><a class="gls" href="#gls-air">air</a> <span class="index-mark" id="ix-1">hujan</span>
<span class="index-mark" id="ix-2"><a class="gls" href="#gls-air">Air</a></span></p>"""
INDEX = """<div class="index"><ul>
<li><span class="index-term">air</span>, <a class="index-page" href="#ix-2">1</a></li>
<li><span class="index-term">hujan</span>, <a class="index-page" href="#ix-1">1</a></li></ul></div>"""


@pytest.fixture
def tied(document):
    return pages(document.labels, ("chapter", TEXT), ("glossary", GLOSSARY), ("index", INDEX))


def hrefs(tree, name):
    return [link.get("href") for link in by_class(tree, name)]


def test_a_term_leads_to_its_definition_and_back(tied):
    text, glossary, _ = tied
    first = next(by_class(text.tree, "gls"))
    assert hrefs(glossary.tree, "backlink") == [f"#{first.get('id')}"]


def test_a_word_of_the_index_leads_to_its_entry(tied):
    text, _, index = tied
    assert hrefs(index.tree, "index-page") == ["#ix-2", "#ix-1"]
    assert [(e.get("id"), e.get("href")) for e in by_class(text.tree, "index-mark") if e.get("href")] == [
        ("ix-1", "#index-2")
    ]


def test_a_word_that_leads_to_the_glossary_finds_the_index_there(tied):
    _, glossary, _ = tied
    [link] = by_class(glossary.tree, "to-index")
    assert (link.get("href"), link.get("aria-label")) == ("#index-1", "Indeks: air")


def test_no_link_lies_in_another_and_all_lead_somewhere(tied):
    known = address_book(tied)
    for page in tied:
        for link in walk(page.tree, "a"):
            assert not list(walk(link, "a"))[1:]
            assert link.get("href").removeprefix("#") in known


def test_an_exercise_leads_to_its_answers_and_back(teachers, render):
    made = render(teachers)
    boxes = made.find("text/01-air.xhtml", "//h:aside[contains(@class, 'box-exercise')]")
    [exercise] = boxes
    [answer] = exercise.xpath(".//*[contains(@class, 'box-answer')]")
    links = exercise.xpath(".//*[@class='box-link']/*/@href")
    assert links == [f"#{answer.get('id')}", f"#{exercise.get('id')}"]


@pytest.mark.parametrize(
    ("markup", "details"),
    [
        ("<p><img src='a.png' data-fig-details='tbl-a'/> lalu</p><div id='tbl-a'>Isi</div>", "tbl-a"),
        ("<figure><img src='a.png' data-fig-details='#tbl-a'/><figcaption>A</figcaption></figure>", None),
    ],
)
def test_a_picture_leads_to_what_describes_it_at_length(document, markup, details):
    [page] = pages(document.labels, ("chapter", markup))
    assert hrefs(page.tree, "fig-details") == ["#tbl-a"]
    assert next(walk(page.tree, "img")).get("aria-details") == details
    found = [finding.code for finding in link_pages([page], address_book([page]))]
    assert found == ([] if details else ["link-broken"])
    claim = ("schema:accessibilityFeature", "longDescription")
    assert (claim in metadata(survey([page], [], ""), document.labels)) is bool(details)


def test_without_a_description_none_is_claimed(epub):
    assert "longDescription" not in epub.properties("schema:accessibilityFeature")


def test_students_find_no_way_to_answers(epub):
    assert not epub.find("text/01-air.xhtml", "//*[@class='box-link']")


def test_phrases_that_run_the_other_way_say_so(document):
    [page] = pages(document.labels, ("chapter", "<p><span lang='ar'>سلام</span><span lang='jv'>a</span></p>"))
    assert [span.get("dir") for span in walk(page.tree, "span")] == ["rtl", None]


def test_the_length_of_chapters_is_told(epub, document):
    rows = epub.find("text/copyright-page.xhtml", "//h:table[@class='reading']//h:tr/h:th[@scope='row']")
    names = [" ".join("".join(row.itertext()).split()) for row in rows]
    assert names == ["Bab 1 Air <script>alert(1)</script>", "Bab 2 Laut", "Seluruh buku"]
    words = [int(w) for w in epub.find("text/copyright-page.xhtml", "//h:table[@class='reading']//h:td[1]/text()")]
    assert words[2] == words[0] + words[1]


def test_minutes_are_rounded_up_and_long_lists_left_out(document):
    chapters = [Page("a", "A", "bodymatter", "chapter", fragment(f"<section id='a'>{'kata ' * 201}</section>"))]
    [length] = lengths(chapters)
    assert (length.words, length.minutes) == (201, 2)
    table = reading_table([replace(length, title=str(n)) for n in range(500)], document.labels)
    assert len(list(walk(table, "tr"))) == 2
