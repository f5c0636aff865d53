"""Where pages break: no line of a paragraph alone, no heading without its text, no caption without what it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from terbit.checks.press.lines import Line
from terbit.checks.press.model import Proof, on_page
from terbit.checks.press.reading import Box
from terbit.checks.press.setting import SetBlock, regions
from terbit.diagnostics import OnPage

__all__ = ["check_breaks"]

_NEAR = 60.0
"""How far above its caption a figure may end, in pt."""
_COLUMN = 72.0
"""The next column begins as far to the right, in pt."""
_SHORT = 5
"""A last line of one word with no more letters than a small indent covers is too short, as is half a word."""


def check_breaks(proof: Proof) -> Iterator[OnPage]:
    """Find widows, orphans, runts, headings at the foot, and captions that are parted from their figures and tables."""
    for one in proof.setting:
        if one.block.kind in ("text", "note") and one.block.where:
            yield from _alone(one)
            yield from _runt(one)
        elif one.block.kind == "caption-below":
            yield from _under_nothing(one, proof)
    text = [one for one in proof.setting if one.block.kind != "note"]
    for one, following in pairwise(text):
        if _are_parted(one, following):
            yield from _left_behind(one, following)


def _alone(one: SetBlock) -> Iterator[OnPage]:
    """Find the first line of a paragraph alone before a break, and the last one alone after it."""
    lefts = [line.box[0] for line in one.lines]
    parts = regions(one.lines)
    if len(parts) < 2 or (parts[0][0].page == parts[-1][0].page and max(lefts) - min(lefts) < _COLUMN):
        return
    if len(parts[0]) == 1 and _is_full(parts[0][0], one):
        line = parts[0][0]
        what = f"ends with the first line of a paragraph, alone: '{line.start}'"
        hint = "raise `orphans` in the style sheet"
        yield _of(one, on_page("warning", "line-orphan", line.page, what, hint, line.box))
    if len(parts[-1]) == 1:
        line = parts[-1][0]
        what = f"begins with the last line of a paragraph, alone: '{line.start}'"
        hint = "raise `widows` in the style sheet"
        yield _of(one, on_page("warning", "line-widow", line.page, what, hint, line.box))


def _is_full(line: Line, one: SetBlock) -> bool:
    """Say whether a line is as long as a first one must be; a label in a drawing may have the same words."""
    return line.box[2] - line.box[0] > 0.6 * max(other.box[2] - other.box[0] for other in one.lines)


def _runt(one: SetBlock) -> Iterator[OnPage]:
    """Find a paragraph's last line that is part of a word, or a word shorter than the indent that may follow."""
    if len(one.lines) < 2 or len(one.lines[-1].words) > 1:
        return
    before, last = one.lines[-2:]
    divided = _is_divided(before)
    if divided or len(last.text.strip(".,;:!?…”’)")) < _SHORT:
        part = ", the end of a divided word," if divided else ""
        what = f"has a paragraph that ends with '{last.text}'{part} alone on a line"
        hint = "change a word in the paragraph"
        yield _of(one, on_page("note", "line-runt", last.page, what, hint, last.box))


def _is_divided(line: Line) -> bool:
    return line.words[-1].text.endswith(("-", "\u2010", "\u00ad", "\x02", "\ufffe"))


def _are_parted(one: SetBlock, following: SetBlock) -> bool:
    """Say whether a break stands between two blocks; nothing is known of what lies further apart than a page."""
    last, first = one.lines[-1], following.lines[0]
    return len(regions((last, first))) > 1 and 0 <= first.page - last.page <= 1


def _left_behind(one: SetBlock, following: SetBlock) -> Iterator[OnPage]:
    """Find a heading or a table's caption before a break."""
    last, hint = one.lines[-1], "keep it with what follows: `break-after: avoid`"
    if one.block.kind == "heading" and following.block.kind != "heading":
        what = f"has a heading at its foot: '{last.start}'"
        yield _of(one, on_page("warning", "heading-foot", last.page, what, hint, last.box))
    elif one.block.kind == "caption-above":
        what = f"has a caption without its table: '{last.start}'"
        yield _of(one, on_page("warning", "caption-parted", last.page, what, hint, last.box))


def _under_nothing(one: SetBlock, proof: Proof) -> Iterator[OnPage]:
    """Find a caption above which there is no figure."""
    first = one.lines[0]
    if not any(_reaches(box, first.box) for box in _drawn(proof.shown[first.page - 1])):
        what = f"has a caption without its figure: '{first.start}'"
        hint = "keep the two together: `break-inside: avoid`"
        yield _of(one, on_page("warning", "caption-parted", first.page, what, hint, first.box))


def _drawn(page: Any) -> Iterator[Box]:
    for thing in page.get_objects(max_depth=1):
        if thing.type != pdfium.FPDF_PAGEOBJ_TEXT:
            left, bottom, right, top = thing.get_bounds()
            yield left, bottom, right, top


def _reaches(drawn: Box, caption: Box) -> bool:
    """Say whether something drawn stands above a caption and ends not far from it; the page's ground does not count."""
    over = drawn[0] < caption[2] and drawn[2] > caption[0]
    return over and caption[3] - 2 <= drawn[1] <= caption[3] + _NEAR and drawn[3] - drawn[1] > 1


def _of(one: SetBlock, finding: OnPage) -> OnPage:
    return replace(finding, where=one.block.where)
