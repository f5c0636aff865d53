"""A list of references for the book or for each chapter: what is in it, where it stands, how it is numbered."""

from __future__ import annotations

import pytest

from terbit.ast import classes, elements, identifier, stringify
from terbit.citations import cite
from terbit.model import Resource

BIB = """
@book{a, author={Ani}, title={Alfa}, date={2001}}
@book{b, author={Budi}, title={Beta}, date={2002}}
@book{c, author={Ani}, title={Gama}, date={2001}}
"""
NUMBER = '<layout prefix="[" suffix="]" delimiter=", "><text variable="citation-number"/></layout>'
NUMBERED = '<layout><text variable="citation-number" suffix=". "/><text variable="title"/></layout>'


@pytest.fixture
def chapters(book):
    """Return the chapters of a book with a list for each, and the findings."""

    def run(*texts, csl=None, **how):
        document = book(*texts, scope="chapter", places=True, **how)
        style = None if csl is None else Resource("style.csl", csl.encode(), "")
        done, findings = cite(document, [Resource("r.bib", BIB.encode(), "")], style)
        return done.chapters, [finding.code for finding in findings]

    return run


def entries(chapter):
    found = [e for e in elements(chapter.blocks) if e["t"] == "Div" and "entry" in classes(e)]
    return [stringify(entry).split("↑")[0].strip() for entry in found]


def text(chapter):
    return stringify(chapter.blocks[0])


def test_each_chapter_ends_with_what_it_cites(chapters):
    (one, two, three), _ = chapters("[@a]", "[@b]", "Tanpa kutipan.")
    assert entries(one) == ["Ani. 2001. Alfa."]
    assert entries(two) == ["Budi. 2002. Beta."]
    assert len(three.blocks) == 1
    heading = next(e for e in elements(one.blocks) if e["t"] == "Header")
    assert stringify(heading) == "Daftar Pustaka"
    assert classes(heading) == ["unnumbered"]


def test_numbers_begin_anew_in_each_chapter(chapters, csl):
    style = csl(NUMBER, bibliography=NUMBERED)
    (one, two), _ = chapters("[@a] [@b]", "[@b] [@c]", csl=style)
    assert (text(one), text(two)) == ("[1] [2]", "[1] [2]")
    assert (entries(one), entries(two)) == (["1. Alfa", "2. Beta"], ["1. Beta", "2. Gama"])


def test_letters_tell_apart_what_one_list_holds(chapters):
    (one, two), _ = chapters("[@a]", "[@a] [@c]")
    assert text(one) == "(Ani, 2001)"
    assert text(two) == "(Ani, 2001a) (Ani, 2001b)"


def test_identifiers_are_unique_in_the_book_and_links_stay_in_the_chapter(chapters):
    found, _ = chapters("[@a; @b] @a", "[@a] @b")
    every = [identifier(e) for chapter in found for e in elements(chapter.blocks) if identifier(e)]
    assert len(every) == len(set(every))
    for chapter in found:
        own = {identifier(e) for e in elements(chapter.blocks)}
        links = [e["c"][2][0] for e in elements(chapter.blocks) if e["t"] == "Link"]
        assert links
        assert {url.removeprefix("#") for url in links} <= own


def test_an_author_puts_the_list_where_it_is_to_stand(chapters):
    (one,), codes = chapters("[@a]\n\n::: {#refs}\nPengantar.\n:::\n\nAkhir, lihat [daftar](#refs).")
    assert [block["t"] for block in one.blocks] == ["Para", "Div", "Para"]
    assert stringify(one.blocks[1]["c"][1][0]) == "Pengantar."
    assert entries(one) == ["Ani. 2001. Alfa."]
    link = next(e for e in elements(one.blocks[2]) if e["t"] == "Link")
    assert link["c"][2][0] == f"#{identifier(one.blocks[1])}"
    assert codes == ["citation-unused", "citation-unused"]


def test_nocite_lists_in_its_own_chapter(chapters):
    (one, two), codes = chapters("[@a]", "[@b]", nocite=["@c"])
    assert entries(one) == ["Ani. 2001a. Alfa.", "Ani. 2001b. Gama."]
    assert entries(two) == ["Budi. 2002. Beta."]
    assert codes == []


def test_a_heading_does_not_stand_over_nothing(chapters, csl):
    (one,), codes = chapters("[@a; @b; @c]", csl=csl(NUMBER))
    assert [block["t"] for block in one.blocks] == ["Para"]
    assert codes == []


@pytest.mark.parametrize("scope", ["book", "chapter"])
def test_a_place_that_stays_empty_is_reported(book, csl, scope):
    document = book("[@a; @b; @c]\n\n::: {#refs}\n:::", scope=scope, places=True)
    _, findings = cite(document, [Resource("r.bib", BIB.encode(), "")], Resource("s.csl", csl(NUMBER).encode(), ""))
    assert [finding.code for finding in findings] == ["references-empty"]


def test_the_book_s_list_is_a_chapter_of_its_own(book):
    document = book("[@a]", "[@b]", places=True)
    done, _ = cite(document, [Resource("r.bib", BIB.encode(), "")], None)
    assert [chapter.ident for chapter in done.chapters] == ["bab-1", "bab-2", "bibliography"]
    assert entries(done.chapters[-1]) == ["Ani. 2001. Alfa.", "Budi. 2002. Beta."]


def test_a_style_without_a_list_gives_the_book_none(book, csl):
    style = Resource("style.csl", csl(NUMBER).encode(), "")
    done, _ = cite(book("[@a; @b; @c]", places=True), [Resource("r.bib", BIB.encode(), "")], style)
    assert [chapter.ident for chapter in done.chapters] == ["bab-1"]
