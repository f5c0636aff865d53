"""Ordered lists that go on with the hierarchy of the headings above them: A. 1. a. 1) a) (1) (a)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from terbit.ast import Element, Elements, classes, identifier, map_elements, with_contents
from terbit.diagnostics import Diagnostic
from terbit.model import Chapter, Document
from terbit.numerals import LADDER

__all__ = ["grade_lists"]

_LISTS = 1
"""The step at which lists begin without a numbered heading above, and in boxes and notes: 1."""
_UNSAID = (("Decimal", "Period"), ("Decimal", "DefaultDelim"), ("DefaultStyle", "DefaultDelim"))
"""What a list is to pandoc whose author wrote `1.` or `#.`."""


def grade_lists(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Give each list that is numbered as usual its step of the ladder, in a book that is numbered by it.

    A list under "A." begins with 1., one under "1." with a., and lists within lists go on; in boxes and notes they
    begin with 1. again. A list that its author numbered in another way keeps that.
    """
    if document.config.numbering != "outline":
        return document, ()
    return replace(document, chapters=tuple(_graded(chapter, document) for chapter in document.chapters)), ()


def _graded(chapter: Chapter, document: Document) -> Chapter:
    return replace(chapter, blocks=list(_under_headings(chapter.blocks, document, _Above())))


@dataclass
class _Above:
    """The levels of the numbered headings that the text stands under, while it is read."""

    levels: list[int] = field(default_factory=list)

    @property
    def step(self) -> int:
        """How many steps of the ladder they have taken."""
        return self.levels[-1] - 1 if self.levels else _LISTS

    def enter(self, level: int, *, is_numbered: bool) -> None:
        """Go on under a heading."""
        self.levels = [one for one in self.levels if one < level] + ([level] if is_numbered else [])


def _under_headings(blocks: Elements, document: Document, above: _Above) -> Iterator[Element]:
    for block in blocks:
        if block["t"] == "Header":
            anchor = document.anchors.get(identifier(block))
            above.enter(block["c"][0], is_numbered=anchor is not None and bool(anchor.mark))
            yield block
        elif block["t"] == "Div" and "box" not in classes(block):
            inner = list(_under_headings(block["c"][1], document, above))
            yield with_contents(block, [block["c"][0], inner])
        else:
            yield _block(block, _LISTS if block["t"] == "Div" else above.step)


def _block(block: Element, step: int) -> Element:
    """Grade the lists in a block, those in its notes from the beginning."""
    step = min(step, len(LADDER) - 1)
    match block["t"]:
        case "OrderedList":
            start, style, delimiter = block["c"][0]
            if (style["t"], delimiter["t"]) in _UNSAID:
                style, delimiter = ({"t": name} for name in LADDER[step])
            elif (style["t"], delimiter["t"]) in LADDER:
                step = LADDER.index((style["t"], delimiter["t"]))
            return with_contents(block, [[start, style, delimiter], _items(block["c"][1], step + 1)])
        case "BulletList":
            return with_contents(block, _items(block["c"], step))
        case "BlockQuote":
            return with_contents(block, [_block(inner, step) for inner in block["c"]])
        case "Div":
            inner_step = _LISTS if "box" in classes(block) else step
            return with_contents(block, [block["c"][0], [_block(inner, inner_step) for inner in block["c"][1]]])
        case _:
            return _with_notes(block)


def _items(items: list[Any], step: int) -> list[Any]:
    return [[_block(block, step) for block in item] for item in items]


def _with_notes(block: Element) -> Element:
    def change(element: Element) -> Element | None:
        if element["t"] != "Note":
            return None
        return {**element, "c": [_block(inner, _LISTS) for inner in element["c"]]}

    changed: Element = map_elements(block, change)
    return changed
