"""How chapters end: not with a page of a few lines, which looks forgotten and costs a leaf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import pypdfium2.raw as pdfium

from terbit.checks.press.lines import Line
from terbit.checks.press.model import Proof, on_page
from terbit.checks.press.setting import SetBlock
from terbit.diagnostics import OnPage

__all__ = ["check_endings"]

_FEWEST = 5
"""The fewest lines of a chapter's last page."""
_DRAWN = 40.0
"""What is drawn so much higher than the lines, in pt, is more than the frame or the ground of their box."""
_LONG = 4
"""The lines of a paragraph that may lose one by a word less."""
_SHORT = 0.35
"""The share of its lines that the last of such a paragraph fills."""
_NAMED = 3


def check_endings(proof: Proof) -> Iterator[OnPage]:
    """Find chapters whose last page has a few lines alone, and name paragraphs before it that could be shorter."""
    set_in_order = [one for one in proof.setting if one.block.chapter]
    for _, chapter in groupby(sorted(set_in_order, key=_chapter), key=_chapter):
        yield from _ending(list(chapter), proof)


def _chapter(one: SetBlock) -> int:
    return one.block.chapter


def _ending(chapter: Sequence[SetBlock], proof: Proof) -> Iterator[OnPage]:
    pages = [line.page for one in chapter for line in one.lines]
    last = max(pages)
    on_it = [(line, one) for one in chapter for line in one.lines if line.page == last]
    lines = {round(line.baseline) for line, _ in on_it}
    if min(pages) == last or len(lines) >= _FEWEST or _has_drawing(proof.shown[last - 1], [one for one, _ in on_it]):
        return
    first, block = max(on_it, key=lambda pair: pair[0].baseline)
    count = "one line" if len(lines) == 1 else f"{len(lines)} lines"
    what = f"has the last {count} of a chapter, and no more: '{first.start}'"
    yield replace(on_page("note", "chapter-end", last, what, _hint(chapter, last), first.box), where=block.block.where)


def _hint(chapter: Sequence[SetBlock], last: int) -> str:
    """Say what could be changed: paragraphs on the pages before that end with a line of a word or two."""
    found = [one for one in chapter if one.lines[-1].page < last and _is_nearly_shorter(one)]
    found.sort(key=_filled)
    places = [str(one.block.where) for one in found[:_NAMED] if one.block.where]
    rather = "lengthen it by some lines, or shorten it"
    return f"{rather}: a word less saves a line at {', '.join(places)}" if places else f"{rather} by these"


def _is_nearly_shorter(one: SetBlock) -> bool:
    return one.block.kind == "text" and len(one.lines) >= _LONG and _filled(one) <= _SHORT


def _filled(one: SetBlock) -> float:
    """Return what share of its longest line the last line of a block fills."""
    return _width(one.lines[-1]) / max(map(_width, one.lines))


def _width(line: Line) -> float:
    return line.box[2] - line.box[0]


def _has_drawing(page: Any, lines: Sequence[Line]) -> bool:
    """Say whether more is drawn in the column of some lines than their frame and the page's ground: a figure, say."""
    _, foot, _, head = page.get_trimbox()
    left, right = min(line.box[0] for line in lines), max(line.box[2] for line in lines)
    low, high = min(line.box[1] for line in lines), max(line.box[3] for line in lines)
    drawn = (thing for thing in page.get_objects(max_depth=1) if thing.type != pdfium.FPDF_PAGEOBJ_TEXT)
    boxes = [box for box in (thing.get_bounds() for thing in drawn) if box[1] > foot or box[3] < head]
    beside = [box for box in boxes if box[0] < right and box[2] > left]
    over = max([box[3] - high for box in beside], default=0.0)
    under = max([low - box[1] for box in beside], default=0.0)
    return max(over, 0.0) + max(under, 0.0) > _DRAWN
