"""The linked engine against the plain one: the same pages, the same lines, the same places."""

from __future__ import annotations

import re

import pytest

from pdf.linked.reading import destinations, labels, lines, outline, words

pytestmark = pytest.mark.slow
BOOKS = ["noted", "numbers", "one", "parts", "runs", "pdf/book", "books/small", "books/hard"]


@pytest.mark.parametrize("name", BOOKS)
def test_pages_hold_the_same_words_at_the_same_places(linked, plain, name):
    ours, theirs = linked(name), plain(name)
    assert words(ours.pdf) == words(theirs.pdf)
    assert lines(ours.pdf) == lines(theirs.pdf)
    assert (ours.pages, ours.front, ours.folios) == (theirs.pages, theirs.front, theirs.folios)


@pytest.mark.parametrize("name", BOOKS)
def test_names_outline_and_labels_are_the_same(linked, plain, name):
    ours, theirs = linked(name).pdf, plain(name).pdf
    assert destinations(ours) == destinations(theirs)
    assert outline(ours) == outline(theirs)
    assert labels(ours) == labels(theirs)


@pytest.mark.parametrize("name", ["numbers", "pdf/book"])
def test_the_press_gets_the_same_sheets(linked, plain, name):
    ours, theirs = linked(name, "print").pdf, plain(name, "print").pdf
    assert words(ours) == words(theirs)
    assert lines(ours) == lines(theirs)
    assert len(words(ours)) % 2 == 0


def test_the_comparison_would_tell_a_line_that_breaks_elsewhere(linked, plain):
    assert lines(linked("numbers").pdf) != lines(plain("parts").pdf)


def test_pages_of_the_index_that_follow_each_other_are_a_range(linked):
    made = linked("runs")
    shown = labels(made.pdf)
    places = destinations(made.pdf)
    marked = {shown[page] for name, (page, _, _) in places.items() if name.startswith("ix-sec-runtun")}
    first, *_, last = sorted(map(int, marked))
    assert {str(number) for number in range(first, last + 1)} == marked
    assert len(marked) >= 3
    front, rich = (shown[places[name][0]] for name in ("ix-sec-prakata-1", "ix-sec-kaya-1"))
    assert {f"{front},", f"{rich},", f"{first}–{last}"} <= set(words(made.pdf)[-1])


def test_every_number_printed_is_that_of_the_page(linked):
    made = linked("numbers")
    texts = words(made.pdf)
    shown = labels(made.pdf)
    where = {name: shown[page] for name, (page, _, _) in destinations(made.pdf).items()}
    assert where["sec-kaya"] == "1"
    assert int(where["sec-jauh"]) > 9
    first = next(page for page in texts if "kaya" in page and "Lihat" in page)
    assert where["sec-jauh"] in first
    assert f"{where['tbl-panjang']}." in first
    for text, label in zip(texts[made.front :], shown[made.front :], strict=True):
        assert not text or label in text
    contents = next(page for page in texts if "Daftar" in page and "Isi" in page)
    assert all(re.fullmatch(r"\w+", where[name]) and where[name] in contents for name in ("sec-panjang", "sec-jauh"))
