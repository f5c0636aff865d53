"""That the EPUB conforms to WCAG is said only in somebody's name, and only if nothing stands against it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from terbit.config import Accessibility, Series
from terbit.epub.accessibility import survey
from terbit.epub.conformance import obstacles
from terbit.epub.parts import Page
from terbit.epub.xhtml import fragment

CERTIFIER = Accessibility("Penerbit Uji", "https://example.org/credential")


def certified(document):
    return replace(document, config=replace(document.config, accessibility=CERTIFIER))


def test_without_a_certifier_nothing_is_claimed(epub):
    assert epub.properties("dcterms:conformsTo") == []


def test_a_certifier_and_a_book_without_fault_make_a_claim(document, render):
    made = render(certified(document))
    assert made.properties("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.1 Level AA"]
    assert made.properties("a11y:certifiedBy") == ["Penerbit Uji"]
    assert made.findings == ()


def test_one_missing_text_withdraws_the_claim_and_says_why(document, render, without_alt):
    made = render(certified(without_alt(document)))
    assert made.properties("dcterms:conformsTo") == made.properties("a11y:certifiedBy") == []
    [finding] = [f for f in made.findings if f.code == "conformance-withheld"]
    assert "1 images without a text" in finding.message


@pytest.mark.parametrize(
    ("markup", "css", "said"),
    [
        ("<h1>A</h1><h3>B</h3>", "", "1 headings"),
        ("<h1>A</h1><h2> </h2>", "", "1 headings"),
        ("<h1>A</h1><table><tr><td>1</td></tr></table>", "", "1 tables"),
        ("<h1>A</h1><p><a href='#b'></a></p>", "", "1 links without words"),
        ("<h1>A</h1><math><mi>x</mi></math>", "", "1 formulas"),
        ("<h1>A</h1>", "p { color: #777 }", "colour"),
        ("<h1>A</h1>", "p { font-size: 12px }", "size"),
        ("<h1>A</h1>", "p { transition: all 1s }", "moving"),
    ],
)
def test_each_obstacle_is_seen(markup, css, said):
    pages = [Page("a", "A", "bodymatter", "chapter", fragment(f"<section>{markup}</section>"))]
    [found] = obstacles(pages, survey(pages, [], css), css, [])
    assert said in found


def test_a_sound_page_has_no_obstacle():
    markup = "<h1>A</h1><h2>B</h2><p><a href='#b'><img src='x.png' alt='Peta'/></a></p>"
    pages = [Page("a", "A", "bodymatter", "chapter", fragment(f"<section>{markup}</section>"))]
    css = "p { background-color: red; color: inherit }"
    assert obstacles(pages, survey(pages, [], css), css, []) == []


def test_a_series_is_named_with_the_number_in_it(document, render):
    made = render(replace(document, config=replace(document.config, series=Series("Modul Sains", "3"))))
    assert made.properties("belongs-to-collection") == ["Modul Sains"]
    assert made.properties("group-position") == ["3"]
