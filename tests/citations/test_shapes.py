"""What is left out for all sources of a shape: nothing that a place, or what a variable holds, may change."""

from __future__ import annotations

import pytest

BIB = """
@book{a, author = {Adam, Ann}, title = {First}, publisher = {Press}, date = {2001}}
@book{b, author = {Bara, Ben}, title = {Second}, publisher = {Press}, date = {2002}}
"""
NAMED = '<names variable="author"><name form="short"/></names>'


@pytest.mark.parametrize(
    ("layout", "text", "wanted"),
    [
        pytest.param(
            '<group delimiter=" "><text variable="title"/>'
            '<group><text value="p"/><text variable="locator"/></group></group>',
            "[@a] [@b, p. 7] [@a, p. 8]",
            "First Second p7 First p8",
            id="a locator, though the first cite has none",
        ),
        pytest.param(
            '<choose><if position="first"><text variable="title"/></if><else><text value="again"/></else></choose>',
            "[@a] [@b] [@a]",
            "First Second again",
            id="a position",
        ),
        pytest.param(
            f'<group delimiter=" ">{NAMED}<text variable="title"/></group>',
            "[-@a] [@b] [@a] [-@b]",
            "First Bara Second Adam First Second",
            id="an author, though the first cite leaves it out",
        ),
        pytest.param(
            '<group delimiter=" "><names variable="editor"><substitute><text variable="title"/></substitute></names>'
            '<text variable="title"/><text variable="publisher"/></group>',
            "[@a] [@b]",
            "First Press Second Press",
            id="a title that stands in for names",
        ),
        pytest.param(
            '<group delimiter=" "><group><text value="in"/><text variable="ISBN"/></group>'
            '<choose><if variable="ISBN" match="none"><text variable="title"/></if></choose></group>',
            "[@a] [@b]",
            "First Second",
            id="words for a variable that no source has",
        ),
    ],
)
def test_a_source_gets_what_its_own_place_asks_for(cited, csl, layout, text, wanted):
    book = cited(text, BIB, csl=csl(f'<layout delimiter="; ">{layout}</layout>'), refs=False)
    assert book.text == wanted


def test_a_group_around_words_alone_is_none_to_the_group_around_it(cited, csl):
    # The inner group counts as a variable that was there; without it the words would have to go.
    inner = '<group><text term="in"/></group>'
    layout = f'<layout><group delimiter=" ">{inner}<text variable="ISBN"/></group></layout>'
    book = cited("[@a] [@b]", BIB, csl=csl(layout), refs=False, language="en")
    assert book.text == "in in"
