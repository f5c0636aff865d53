"""What is found of a chapter's blocks: once for each, the same as in a walk, and nothing stale."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace

import pytest

from terbit import ast, blocks
from terbit.ast import Element, elements, map_elements, strip_positions
from terbit.blocks import Block, map_chapter
from terbit.cache import Cache
from terbit.model import Chapter, Document
from terbit.prepare import prepare
from terbit.project import load
from terbit.survey import survey


@pytest.fixture
def document(project) -> Document:
    return prepare(load(project), Cache(None)).document


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[Element]:
    """The blocks that are looked through, in order."""
    seen: list[Element] = []

    def seeing(block: Element):
        seen.append(block)
        return survey(block)

    monkeypatch.setattr(blocks, "survey", seeing)
    return seen


def louder(element: Element) -> Element | None:
    return ast.strong(element["c"]) if element["t"] == "Emph" else None


def chapter(*found: Element) -> Chapter:
    return Chapter("bab.md", "chapter", "bab", "1", ast.text("Bab"), [ast.header(1, ast.text("Bab"), "bab"), *found])


def test_a_chapter_holds_what_a_walk_finds(document: Document) -> None:
    for one in document.chapters:
        found = list(elements(one.blocks))
        assert list(one.survey.elements) == found
        assert one.survey.kinds == {element["t"] for element in found}
        assert one.survey.identified == {ast.identifier(e): e for e in found if ast.identifier(e)}
        assert one.survey.cited == {cite["citationId"] for e in found if e["t"] == "Cite" for cite in e["c"][0]}


def test_only_blocks_that_are_concerned_are_changed_and_looked_through_again(looked: list[Element]) -> None:
    plain, marked = ast.para([ast.string("biasa")]), ast.para([ast.emph([ast.string("tegas")])])
    before = chapter(plain, marked)
    after = map_chapter(before, louder, lambda held: held.has_kind("Emph"))
    assert after.blocks == map_elements(before.blocks, louder)
    assert after.blocks[1] is plain
    assert after.survey.has_kind("Strong")
    assert [block for block in looked if block is plain] == [plain]


def test_a_chapter_without_what_is_looked_for_is_the_same() -> None:
    one = chapter(ast.para([ast.string("biasa")]))
    assert map_chapter(one, louder, lambda held: held.has_kind("Emph")) is one
    assert map_chapter(one, louder, lambda _: True) is one


def test_what_is_known_of_blocks_does_not_travel(document: Document) -> None:
    one = document.chapters[0]
    assert one.digest
    assert one.survey
    again = pickle.loads(pickle.dumps(one))
    assert (again.known, again == one, again.digest == one.digest) == ({}, True, True)


PLACED = (
    {"t": "Para", "c": [ast.string('"p": "a.md:1:1", ')], "p": "a.md:1:1"},
    {"t": "Para", "c": [ast.span([], "", (), p="x")], "p": 'a"\\.md:1:1'},
    {"t": "HorizontalRule", "p": "a.md:2:1"},
    {"t": "Cite", "c": [[{"citationId": "k", "citationSuffix": [], "p": "a.md:1:2"}], []], "p": "a.md:1:1"},
)


@pytest.mark.parametrize("block", PLACED, ids=["text", "attribute", "bare", "cite"])
def test_a_digest_knows_no_places_but_all_else(block: Element) -> None:
    moved = json.loads(json.dumps(block).replace('"p": "a', '"p": "b'))
    bare = strip_positions(block)
    assert Block(block).digest == Block(moved).digest == Block(bare).digest
    swaps = (("Para", "Plain"), ("k", "l"), ("x", "y"))
    others = [json.loads(json.dumps(bare).replace(old, new)) for old, new in swaps]
    others += [{**bare, "c": [ast.string("p")]}, {**bare, "t": "Div"}]
    assert all((other == bare) == (Block(other).digest == Block(block).digest) for other in others)


def test_a_chapter_has_another_digest_when_a_block_moves() -> None:
    one, two = ast.para([ast.string("satu")]), ast.para([ast.string("dua")])
    assert chapter(one, two).digest != chapter(two, one).digest
    assert chapter(one).digest != replace(chapter(one), number="2").digest
