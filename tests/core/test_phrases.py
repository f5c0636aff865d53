"""Phrases: words are joined where nothing but spaces stands between them, and no target sees a difference."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from terbit import pandoc
from terbit.ast import elements, pandoc_json
from terbit.parse import READER
from terbit.phrases import join_words

BOOKS = Path(__file__).parents[1] / "books"
SOURCES = sorted(BOOKS.glob("*/source/**/*.md"))


def tree(text: str) -> list[dict]:
    return json.loads(pandoc.run(text, reader=READER, writer="json"))["blocks"]


def inlines(text: str) -> list[str]:
    """Return the first paragraph's inlines, words as they are and other kinds by name."""
    return [inline["c"] if inline["t"] == "Str" else inline["t"] for inline in join_words(tree(text))[0]["c"]]


def test_words_become_one_text_up_to_what_is_no_word() -> None:
    assert inlines("Satu dua\ntiga *empat* lima.") == ["Satu dua tiga", "Space", "Emph", "Space", "lima."]


def test_a_name_in_braces_stands_alone_for_it_may_be_an_equations() -> None:
    assert inlines("$$x$$ {#eq-x} dan lagi") == ["Math", "Space", "{#eq-x}", "Space", "dan lagi"]


def test_a_citation_keeps_its_words_for_they_may_be_a_locator() -> None:
    (cite,) = [e for e in elements(join_words(tree("[lihat @a, hlm. 3 dan 4]"))) if e["t"] == "Cite"]
    assert len(cite["c"][0][0]["citationSuffix"]) > 1


def test_an_ellipsis_does_not_begin_a_line() -> None:
    assert inlines("Ragamnya ... dan …. `a ...`") == ["Ragamnya\u00a0… dan\u00a0….", "Space", "Code"]
    assert inlines("Ragam *koalisi* … dan") == ["Ragam", "Space", "Emph", "\u00a0… dan"]
    assert inlines("… dan") == ["… dan"]


def test_joining_twice_changes_nothing() -> None:
    once = join_words(tree("Satu dua [tiga empat](a.html) lima^[enam tujuh]."))
    assert join_words(once) == once


TEXTS = {path.stem: path.read_text("utf-8") for path in SOURCES} | {"tasks": "- [ ] satu dua\n- [x] tiga empat\n"}


def html(blocks: list[dict]) -> str:
    return pandoc.run(pandoc_json(blocks), reader="json", writer="html5-smart", options=["--mathml"])


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_html_is_the_same_of_a_shorter_tree(text: str) -> None:
    blocks = tree(text)
    joined = join_words(blocks)
    assert html(joined) == html(blocks)
    assert len(list(elements(joined, words=True))) < len(list(elements(blocks, words=True)))
