"""How often a book is laid out: each unit once, though nobody knows its page numbers before."""

from __future__ import annotations

import pytest
from lxml import html as lenient

from benchmarks.book import SIZES, write_book
from pdf.linked.books import ready
from terbit.cache import Cache
from terbit.pdf.linked.extent import Extent
from terbit.pdf.linked.guess import Guess
from terbit.pdf.linked.units import units
from terbit.pdf.linked.workers import Workers

pytestmark = pytest.mark.slow


@pytest.fixture
def laid_out(monkeypatch) -> list[int]:
    """The pages of each unit that is laid out from now on, as often as it is."""
    pages: list[int] = []
    own = Workers.lay_out

    def lay_out(self, style, orders, count, known):
        for place, made in own(self, style, orders, count, known):
            pages.append(len(made.file.pages))
            yield place, made

    monkeypatch.setattr(Workers, "lay_out", lay_out)
    return pages


def test_a_long_book_is_laid_out_once_and_a_tenth_at_most(here, laid_out, tmp_path):
    write_book(tmp_path / "book", SIZES[106])
    book = ready(tmp_path / "book", "screen")
    layout = book.by("linked", Cache(tmp_path / "cache"))
    assert layout.pages > 100
    assert sum(laid_out) <= 1.1 * layout.pages
    laid_out.clear()
    assert book.by("linked", Cache(tmp_path / "cache")) == layout
    assert laid_out == []


def test_numbers_are_in_doubt_until_the_lengths_of_units_are_known():
    links = "".join(f'<a class="page-number" href="#c{n}"></a>' for n in range(12))
    chapters = (f'<section id="c{n}" class="chapter"><p>{"kata " * 3900}{links}</p></section>' for n in range(12))
    root = lenient.document_fromstring(f"<html><body>{''.join(chapters)}</body></html>")
    guess = Guess(units(root, ["right"] * 12))
    begun = guess.doubts()
    assert all(0 < doubts < 6 for doubts in begun), "of the chapters that begin near page 10 or page 100"
    guess.learn(0, Extent(("chapter",) * 8, {"c0": 0}, ("c0", 0.5), closed=False))
    assert guess.folios()["c1"] == "9"
    assert all(now < before for now, before in zip(guess.doubts(), begun, strict=True))
    for n in range(1, 12):
        guess.learn(n, Extent(("chapter",) * 10, {f"c{n}": 0}, (f"c{n}", 0.5), closed=False))
    assert guess.doubts() == [0] * 12
    assert guess.folios()["c2"] == "19"
