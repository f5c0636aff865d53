"""The list of references as blocks: what a style displays apart, labels and their column, classes for the look."""

from __future__ import annotations

import pytest

from terbit.ast import classes, elements, identifier, stringify

BIB = "@book{a, author={Ani}, title={Alfa}, publisher={Penerbit}, date={2001}, note={Catatan.}}"
CITED = '<layout><text variable="title"/></layout>'


@pytest.fixture
def listing(cited, csl):
    """Return the division of the references in a style of an entry layout and attributes."""

    def run(layout, attributes="", bib=BIB, text="[@a]"):
        style = csl(CITED, bibliography=layout).replace("<bibliography>", f"<bibliography {attributes}>")
        found = elements(cited(text, bib, csl=style).document.chapters[0].blocks)
        return next(e for e in found if identifier(e) == "refs")

    return run


def blocks(listing):
    """The blocks of the first entry: their class, if any, and their text."""
    entry = next(e for e in listing["c"][1] if "entry" in classes(e))
    return [(" ".join(classes(b)), stringify(b).split("↑")[0].strip()) for b in entry["c"][1]]


def test_what_is_a_block_or_indented_is_a_paragraph_of_its_own(listing):
    layout = (
        '<layout suffix="."><names variable="author"/><text variable="title" prefix=", "/>'
        '<text variable="note" display="block"/><text variable="publisher" display="indent"/></layout>'
    )
    assert blocks(listing(layout)) == [
        ("", "Ani, Alfa"),
        ("entry-block", "Catatan."),
        ("entry-indent", "Penerbit."),
    ]


def test_names_are_displayed_too(listing):
    layout = '<layout><names variable="author" display="block"/><text variable="title" display="indent"/></layout>'
    assert blocks(listing(layout)) == [("entry-block", "Ani"), ("entry-indent", "Alfa")]


def test_a_label_in_the_margin_begins_a_paragraph(listing):
    layout = (
        '<layout><group display="block"><names variable="author"/></group>'
        '<date variable="issued" display="left-margin"><date-part name="year"/></date>'
        '<text variable="title" display="right-inline"/></layout>'
    )
    found = listing(layout)
    assert blocks(found) == [("entry-block", "Ani"), ("", "2001 Alfa")]
    label = next(e for e in elements(found) if "entry-label" in classes(e))
    assert stringify(label) == "2001"


@pytest.mark.parametrize(("sources", "width"), [(9, "labels-3"), (12, "labels-4"), (120, "labels-5")])
def test_the_column_is_as_wide_as_the_longest_label(listing, sources, width):
    layout = (
        '<layout><text variable="citation-number" prefix="[" suffix="]"/><text variable="title" prefix=" "/></layout>'
    )
    bib = " ".join(f"@book{{k{n}, author={{A}}, title={{T{n}}}, date={{2001}}}}" for n in range(sources))
    text = " ".join(f"[@k{n}]" for n in range(sources))
    found = listing(layout, 'second-field-align="flush"', bib, text)
    assert classes(found) == ["references", width]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", []),
        ('hanging-indent="true"', ["hanging-indent"]),
        ('entry-spacing="0"', ["entries-close"]),
        ('entry-spacing="1" line-spacing="1"', []),
        ('entry-spacing="2"', ["entries-wide"]),
        ('line-spacing="2"', ["lines-wide"]),
    ],
)
def test_a_style_asks_for_spacing_by_classes(listing, attributes, expected):
    found = listing('<layout><text variable="title"/></layout>', attributes)
    assert classes(found) == ["references", *expected]
