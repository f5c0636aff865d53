"""Paragraphs beside lists and key sentences: which announce a list, which stand within one, which are told."""

from __future__ import annotations

import math
import re
from itertools import pairwise

from terbit import ast
from terbit.labels import Labels
from terbit.slides.choice import TELLING, chosen_sentences
from terbit.slides.model import Paragraph, Runs, plain_text
from terbit.slides.paragraphs import key_sentences, list_items, prose_text
from terbit.slides.prose import clause, sentences, words
from terbit.slides.runs import runs, slice_runs
from terbit.slides.sections import Section

__all__ = ["LISTS", "Told", "counts_on", "lead", "told", "typed_item"]

LISTS = ("BulletList", "OrderedList", "DefinitionList")
_SHOWN = (*LISTS, "Figure", "Table", "CodeBlock", "BlockQuote", "LineBlock")
_LONGEST_LEAD = 25

Told = tuple[tuple[ast.Element, Runs], ...]
"""Paragraphs, each with the sentence that is shown of it."""


def told(section: Section, labels: Labels, *, obliged: bool) -> Told:
    """Return the paragraphs that a sentence is shown of in a section without a key sentence.

    One at least is told of a section of prose alone that is obliged to; if there are other things to show, only one
    that more speaks for than against. None need be where a list comes first, or a paragraph that announces one.
    """
    blocks = section.blocks
    prose = [b for b in blocks if b["t"] == "Para" and runs(b["c"])]
    if not prose or any(key_sentences(b) for b in prose):
        return ()
    obliged &= blocks[0]["t"] not in LISTS and not (_leads(prose[0]) and _before_list(blocks, prose[0]))
    beside = any(b["t"] in _SHOWN or {"box", "slide"} & set(ast.classes(b)) for b in blocks)
    least = TELLING if not obliged else 0.0 if beside else -math.inf
    within = _within_lists(blocks)
    prose = [b for b in prose if not any(b is other for other in within)]
    chosen = chosen_sentences([runs(b["c"]) for b in prose], section.title, labels, least)
    return tuple((block, sentence) for block, sentence in zip(prose, chosen, strict=True) if sentence)


def lead(blocks: ast.Elements, block: ast.Element) -> tuple[Paragraph, ...]:
    """Return the last sentence of the paragraph before a list, if it announces the list."""
    at = next(i for i, other in enumerate(blocks) if other is block)
    before = blocks[at - 1] if at else None
    if before is None or before["t"] != "Para" or not _leads(before):
        return ()
    return (Paragraph(sentences(runs(before["c"]))[-1], place=ast.where(before)),)


def counts_on(end: Paragraph, first: Paragraph) -> bool:
    """Tell whether a numbered item is the next after another, so that prose only came between them."""
    return bool(end.number) and (end.marker, end.number + 1, end.level) == (first.marker, first.number, first.level)


def typed_item(block: ast.Element, end: Paragraph) -> tuple[Paragraph, ...]:
    """Read a paragraph that begins with the mark after a list's last ("b. …"), bold perhaps, as the item that it is."""
    inner = runs(block["c"]) if block["t"] == "Para" else ()
    mark = re.match(r"\(?([a-z]|\d+)[.)]\s+", plain_text(inner), re.IGNORECASE)
    number = end.number + 1
    wanted = chr(96 + number) if end.marker == "alpha" else str(number)
    if not end.number or not mark or mark[1].casefold() != wanted:
        return ()
    item = clause(slice_runs(inner, mark.end(), len(plain_text(inner))))
    return (Paragraph(item, end.level, end.marker, number, notes=(prose_text([block]),), place=ast.where(block)),)


def _before_list(blocks: ast.Elements, paragraph: ast.Element) -> bool:
    at = next(i for i, block in enumerate(blocks) if block is paragraph) + 1
    return at < len(blocks) and blocks[at]["t"] in LISTS


def _leads(paragraph: ast.Element) -> bool:
    text = plain_text(runs(paragraph["c"]))
    return text.endswith(":") and words(plain_text(sentences(runs(paragraph["c"]))[-1])) <= _LONGEST_LEAD


def _within_lists(blocks: ast.Elements) -> ast.Elements:
    """Return the paragraphs that interrupt a list: they are told with its items."""
    at = [i for i, block in enumerate(blocks) if block["t"] in LISTS]
    out: ast.Elements = []
    for one, next_ in pairwise(at):
        above, below = list_items(blocks[one]), list_items(blocks[next_])
        if above and below and counts_on(above[-1], below[0]):
            out += blocks[one + 1 : next_]
    return out
