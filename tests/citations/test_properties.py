"""What holds for any names, dates and locators: nothing is raised, nothing of the input is lost or becomes mark-up."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.suite import html_of
from terbit.ast import elements, stringify
from terbit.citations import Cite, Cluster, Locator, from_csl_json, typeset
from terbit.citations.collation import collated
from terbit.citations.dates import DateValue, from_edtf, from_json, from_raw
from terbit.citations.initials import initialled
from terbit.citations.inlines import to_inlines
from terbit.citations.locators import split
from terbit.citations.markup import from_html, strip
from terbit.citations.numerals import is_numeric, page_range
from terbit.diagnostics import Location

# Pieces in which names, dates and locators are written, and which break them.
PIECES = st.sampled_from(
    ["van", "de la", "d'", "’t", "Al-", "Jr.", "III", "Siti", "Ömer", "毛泽东", "אבי", "PT", "Tbk.", "J.-L.", "Yu.",
     "(", ")", "<i>", "</i>", "<script>", "&", "&amp;", '"', "'", "“", "”", ".", ",", ";", ":", "-", "–", "/", " ",
     "\t", "{", "}", "12", "iv", "12-14", "hlm.", "p.", "bab", "§", "2001", "-44", "~", "?", "..", "Mei", "Spring",
     "0", "١٢", "²", "\\", "*", "ß", "İ"]
)  # fmt: skip
WRITTEN = st.lists(PIECES, min_size=1, max_size=5).map("".join) | st.text(min_size=1, max_size=12)
NAMES = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"), WRITTEN
    ),
)
DATES = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(st.lists(st.integers(-9999, 9999) | WRITTEN, max_size=3), max_size=3),
        "raw": WRITTEN,
        "literal": WRITTEN,
        "season": st.integers(0, 30) | WRITTEN,
        "circa": st.booleans(),
    },
)
# Each example reads a style anew; the same ones each time, for a build server has no time for luck.
RENDERED = settings(max_examples=60, deadline=None, derandomize=True)

ALL = (
    '<names variable="author"><name/></names><text value="|"/><names variable="author"><name name-as-sort-order="all" '
    'initialize-with="."/></names><text value="|"/><date variable="issued" form="text"/><text value="|"/><label '
    'variable="locator"/><text variable="locator"/><number variable="locator" form="roman"/>'
)


def written(layout, item, locator=None):
    """Return what a layout makes of an item and a locator: as HTML, and as pandoc's inlines."""
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><citation><sort><key '
        f'variable="author"/><key variable="issued"/></sort><layout>{layout}</layout></citation></style>'
    )
    record = from_csl_json({"id": "a", "type": "book", **item}, "id", Location("x"))
    cite = Cite("a", locator=None if locator is None else Locator("page", locator))
    done = typeset(style.encode(), {"a": record}, [Cluster((cite,))], "id-ID", ["a"])
    body = done.clusters[0].body
    return html_of(body), [] if body is None else to_inlines(body)


def letters(text):
    """Return the letters and digits of a text, for punctuation may meet that of a style; raised ones may come down."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


@given(st.lists(NAMES, max_size=3), DATES, st.none() | WRITTEN)
@RENDERED
def test_nothing_is_raised_and_nothing_becomes_mark_up(author, issued, locator):
    html, inlines = written(ALL, {"author": author, "issued": issued}, locator)
    assert set(re.findall(r"<(?!/)([^ >]*)", html)) <= {"i", "span", "sup"}
    kinds = {element["t"] for element in elements(inlines)}
    assert kinds <= {"Str", "Space", "Emph", "SmallCaps", "Superscript", "Underline"}


@given(WRITTEN, WRITTEN)
@RENDERED
def test_every_letter_of_a_name_is_written(family, given_name):
    person = {"family": family, "given": given_name}
    _, inlines = written('<names variable="author"><name/></names>', {"author": [person]})
    kept = sorted(letters(stringify(inlines)))
    wanted = sorted(letters(strip(from_html(family))) + letters(strip(from_html(given_name))))
    assert kept == wanted


@given(WRITTEN)
@RENDERED
def test_a_literal_name_and_a_literal_date_are_written_as_they_are(text):
    layout = '<names variable="author"/><text value=" | "/><date variable="issued" form="text"/>'
    item = {"author": [{"literal": text}], "issued": {"literal": text}}
    _, inlines = written(layout, item)
    assert letters(stringify(inlines)).startswith(letters(strip(from_html(text))))


@given(WRITTEN)
def test_a_locator_and_the_words_after_it_are_all_of_the_suffix(text):
    locator, rest = split(text)
    assert text.endswith(rest)
    if locator is not None:
        assert locator.value.strip() in text


@given(WRITTEN)
@RENDERED
def test_every_letter_of_a_locator_is_written(text):
    text = text.replace("&", "+")  # between numbers it becomes the language's word
    _, inlines = written('<text variable="locator"/>', {}, text)
    assert letters(stringify(inlines)) == letters(text)


@given(DATES)
def test_dates_are_read_or_not_and_compare(value):
    date = from_json(value)
    assert date is None or isinstance(date.key, str)
    assert date is None or date.start or date.end or date.literal


@given(st.integers(1, 9999), st.integers(0, 12), st.integers(0, 28))
def test_a_date_that_is_written_is_read_again(year, month, day):
    parts = (year, month, day) if month and day else (year, month) if month else (year,)
    text = "-".join(f"{part:0{width}}" for part, width in zip(parts, (4, 2, 2), strict=False))
    assert from_edtf(text) == from_raw(text) == DateValue(parts)


@given(st.integers(-9999, 9999), st.integers(-9999, 9999), st.integers(1, 12))
def test_dates_sort_as_they_follow_one_another(one, other, month):
    first, second = DateValue((one, month)), DateValue((other, month))
    assert (first.key < second.key) == (one < other)


@given(WRITTEN)
def test_initials_are_of_the_name(text):
    assert set(letters(initialled(text, ".")).casefold()) <= set(letters(text).casefold())
    assert letters(initialled(text, ".", shorten=False)) == letters(text)


@given(st.integers(1, 9999), st.integers(1, 999), st.sampled_from(["minimal", "minimal-two", "chicago", "chicago-16"]))
def test_a_shortened_range_is_spelt_out_again(first, length, form):
    value = f"{first}-{first + length}"
    assert is_numeric(value)
    short = page_range(value, form, "-")
    assert page_range(short, "expanded", "-") == value


@given(WRITTEN, st.sampled_from(["id", "sv-SE", "cs", "tr", "xx"]))
def test_order_does_not_depend_on_letter_case(text, language):
    assert collated(text.lower(), language) == collated(text, language) or "ı" in text.lower() or language == "tr"


@pytest.mark.parametrize("language", ["en", "sv", "da", "hu", "tr", "ru", "vi"])
def test_letters_alone_sort_in_the_order_of_the_alphabet(language):
    latin = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    assert sorted(latin, key=lambda letter: collated(letter, language)) == latin
