"""Ordered lists: numbers that the layout engine does not read in the mark-up are said in its own words."""

from __future__ import annotations

import pytest
from lxml import etree

from terbit.numerals import LADDER, from_roman, letters, marked, roman, small_roman
from terbit.pdf.lists import number_lists


def numbered(markup: str):
    section = etree.fromstring(f"<section>{markup}</section>")
    number_lists(section)
    return section[0]


def test_kind_and_beginning_are_written_as_css():
    assert numbered('<ol type="a" start="3"><li>x</li></ol>').get("style") == (
        "list-style-type: lower-alpha; counter-reset: list-item 2"
    )
    assert numbered("<ol><li>x</li></ol>").get("style") is None


@pytest.mark.parametrize(
    ("attributes", "marks"),
    [
        ('type="1" class="one-paren"', ["1)", "2)"]),
        ('type="a" class="two-parens" start="26"', ["(z)", "(aa)"]),
        ('type="I" class="one-paren" start="4"', ["IV)", "V)"]),
    ],
)
def test_parentheses_are_written_at_each_item(attributes, marks):
    ordered = numbered(f"<ol {attributes}><li>x</li><li>y</li></ol>")
    assert [item.get("style") for item in ordered] == [f'list-style-type: "{mark}\\2002"' for mark in marks]


def test_the_ladder_is_that_of_indonesian_books():
    assert [marked(1, *step) for step in LADDER] == ["A.", "1.", "a.", "1)", "a)", "(1)", "(a)"]
    assert [letters(n) for n in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]
    numbers = (4, 9, 14, 40, 90, 444, 1999)
    assert [roman(n) for n in numbers] == ["IV", "IX", "XIV", "XL", "XC", "CDXLIV", "MCMXCIX"]
    assert small_roman(1999) == "mcmxcix"
    assert [from_roman(small_roman(n)) for n in range(1, 2000)] == [*range(1, 2000)]
