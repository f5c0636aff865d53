"""Places of elements: whatever the text, they lie in its files, and nothing else is changed."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from terbit import pandoc
from terbit.ast import elements, map_elements, strip_positions, where
from terbit.model import Source
from terbit.parse import READER
from terbit.positions import annotate, place_of_line

WORDS = st.sampled_from(["sama", "saja", "Kita", "kerja", "é", "中", "ꦱ", "x_y", "1", "--", "@a", "[@b]", "[c]{.gls}"])
MARKS = st.sampled_from(
    ["# ", "- ", "1. ", "> ", "    ", "::: note\n", "\n:::\n", "```\n", "| ", "|--|\n", "^[", "]", "[^n]", "\n[^n]: ",
     "$x$", "$$\n", "*", "**", "`", "![a](b.png)", "{#i}", "<b>", "<!--", "-->", "---\n", "\n", "\n\n", ":   ", "\\"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(WORDS, MARKS, st.text(max_size=5)), max_size=60).map(" ".join)
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def source_of(text: str) -> Source:
    lines = tuple(("bab.md", number) for number in range(1, text.count("\n") + 2))
    return Source("bab.md", "chapter", text, lines, "")


# A tree need not come from the text: the worst that alignment can meet is one that has nothing to do with it.
SCALARS = st.text("ab 中.", max_size=6)
INLINES = st.recursive(
    st.one_of(
        SCALARS.map(lambda s: {"t": "Str", "c": s}),
        st.just({"t": "Space"}),
        SCALARS.map(lambda s: {"t": "Code", "c": [["", [], []], s]}),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda c: {"t": "Emph", "c": c}),
        st.lists(inner, max_size=4).map(lambda c: {"t": "Span", "c": [["", [], []], c]}),
        st.lists(inner, max_size=3).map(lambda c: {"t": "Note", "c": [{"t": "Para", "c": c}]}),
    ),
    max_leaves=12,
)
TREES = st.lists(st.lists(INLINES, max_size=6).map(lambda c: {"t": "Para", "c": c}), max_size=6)


def check(tree: list[dict], text: str) -> None:
    lines = text.split("\n")
    placed = annotate(tree, source_of(text))
    assert strip_positions(placed) == tree
    for element in elements(placed):
        place = where(element)
        if place is not None:
            assert place.file == "bab.md"
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@QUIET
@given(TREES, TEXTS)
def test_any_tree_beside_any_text(tree: list[dict], text: str) -> None:
    check(tree, text)


@settings(QUIET, max_examples=25)
@given(TEXTS)
def test_what_pandoc_makes_of_any_text(text: str) -> None:
    text = text.replace("\0", "").replace("\r", "")
    try:
        tree = json.loads(pandoc.run(text, reader=READER, writer="json"))["blocks"]
    except pandoc.PandocError:
        return
    check(tree, text)


@QUIET
@given(TREES)
def test_mapping_without_a_change_gives_the_tree_back(tree: list[dict]) -> None:
    assert map_elements(tree, lambda _: None) == tree
    assert map_elements(tree, dict) == tree
    assert map_elements(tree, lambda element: [element]) == tree


def test_a_line_beyond_the_end_is_the_last_one() -> None:
    assert str(place_of_line(source_of("satu\ndua"), 9)) == "bab.md:2:1"
