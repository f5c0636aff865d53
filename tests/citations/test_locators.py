"""Locators: which words after a key are a place in the source."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terbit.citations.locator_terms import LABELS, TERMS
from terbit.citations.locators import Locator, split

FOUND = [
    (", hlm. 66", "page", "66", ""),
    ("hlm. 66", "page", "66", ""),
    (", hlm.\u00a066", "page", "66", ""),
    (", hal. 3–5", "page", "3–5", ""),
    (", halaman 3 - 5", "page", "3 - 5", ""),
    (", p. 66", "page", "66", ""),
    (", pp. 66-70, 72", "page", "66-70, 72", ""),
    (", P. 66", "page", "66", ""),
    (", 66", "page", "66", ""),
    (", 66 dan 70", "page", "66 dan 70", ""),
    (", xii", "page", "xii", ""),
    (", hlm. xii–xiv", "page", "xii–xiv", ""),
    (", hlm. 12a", "page", "12a", ""),
    (", hlm. A-3", "page", "A-3", ""),
    (", hlm. 5 dst.", "page", "5 dst.", ""),
    (", bab 2", "chapter", "2", ""),
    (", Bab IV", "chapter", "IV", ""),
    (", ch. 4.1", "chapter", "4.1", ""),
    (", Pasal 4", "article-locator", "4", ""),
    (", Pasal 4 ayat (2)", "article-locator", "4 ayat (2)", ""),
    (", Pasal 4 ayat (2) huruf", "article-locator", "4 ayat (2)", " huruf"),
    (", subbab 3.2", "section", "3.2", ""),
    (", §4", "section", "4", ""),
    (", §§ 4–6", "section", "4–6", ""),
    (", jilid 2", "volume", "2", ""),
    (", gambar 3", "figure", "3", ""),
    (", lampiran B", "appendix", "B", ""),
    (", hlm. 66, dan lain-lain", "page", "66", ", dan lain-lain"),
    (", hlm. 66; yang penting", "page", "66", "; yang penting"),
    ("{hlm. 3, tengah} dan", "page", "3, tengah", " dan"),
    (", {xx yy} dan", "page", "xx yy", " dan"),
]


@pytest.mark.parametrize(("suffix", "label", "value", "rest"), FOUND)
def test_found(suffix, label, value, rest):
    assert split(suffix) == (Locator(label, value), rest)


@pytest.mark.parametrize(
    "suffix",
    [
        "",
        ", dan seterusnya",
        " dengan contoh",
        ", lihat juga",
        ", halaman depan",
        ", bab pertama",
        ", di sana",
        ", no",
    ],
)
def test_words_are_no_locator(suffix):
    assert split(suffix) == (None, suffix)


def test_empty_braces_say_that_there_is_no_locator():
    assert split(", {} 1984 dibahas") == (None, " 1984 dibahas")


def test_every_term_names_one_label():
    assert len(TERMS) == sum(len(terms) for terms in LABELS.values())


@given(term=st.sampled_from(sorted(TERMS)), number=st.integers(1, 9999), lead=st.sampled_from(["", " ", ", "]))
def test_every_term_with_a_number(term, number, lead):
    assert split(f"{lead}{term} {number}") == (Locator(TERMS[term], str(number)), "")


@given(term=st.sampled_from(sorted(TERMS)), first=st.integers(1, 999), last=st.integers(1, 999))
def test_every_term_with_a_range(term, first, last):
    assert split(f", {term} {first}–{last}") == (Locator(TERMS[term], f"{first}–{last}"), "")


@given(st.text(alphabet="abc xivhlm. ,;:0123456789-–()[]{}Pasal", max_size=40))
def test_nothing_is_lost(suffix):
    found, rest = split(suffix)
    assert suffix.endswith(rest)
    if found:
        assert found.value in suffix
        taken = suffix[: len(suffix) - len(rest)]
        assert re.sub(r"\W", "", found.value) in re.sub(r"\W", "", taken)
