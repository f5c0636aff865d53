"""Bleed and blank pages, as the pages look: what touches the trim must run to the end of the bleed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from PIL import Image

from terbit.checks.press.model import MM, Proof, box_of, on_page
from terbit.checks.press.reading import Box
from terbit.diagnostics import OnPage

__all__ = ["check_bleeds"]

_SCALE = 2.0
"""Samples to the point."""
_NEAR = 0.5
"""How far inside trim and bleed is looked, in mm."""
_LONG = 2.0
"""What touches the trim on less, in mm, is a rule's end or the like."""
_PAPER = 253


def check_bleeds(proof: Proof) -> Iterator[OnPage]:
    """Find pages on which something stops at the trim, and empty pages where none belongs."""
    blank = []
    for number, page in enumerate(proof.pdf.pages, start=1):
        image = proof.shown[number - 1].render(scale=_SCALE, grayscale=True).to_pil().convert("L")
        left, bottom, _, top = box_of(page, "/MediaBox")
        trim, bleed = (_moved(box_of(page, name), left, bottom) for name in ("/TrimBox", "/BleedBox"))
        if proof.wanted.expected.bleed:
            yield from _stopped(number, image, trim, bleed, top - bottom)
        if _is_blank(image, trim, top - bottom):
            blank.append(number)
    yield from _misplaced(blank, len(proof.readings))


def _stopped(number: int, image: Image.Image, trim: Box, bleed: Box, height: float) -> Iterator[OnPage]:
    for side, inner, outer in _edges(trim, bleed):
        inked = [a < _PAPER <= b for a, b in zip(_line(image, inner, height), _line(image, outer, height), strict=True)]
        longest = max((sum(1 for _ in run) for stops, run in groupby(inked) if stops), default=0)
        if longest > _LONG * MM * _SCALE:
            what = f"has something on its {side} edge that does not run to the end of the bleed"
            hint = "let it run over the edge as far as `bleed` says"
            yield on_page("error", "bleed-short", number, what, hint, trim)


def _edges(trim: Box, bleed: Box) -> Iterator[tuple[str, Box, Box]]:
    """Yield each side, with a line along it just inside the trim, and one just inside the bleed."""
    near = _NEAR * MM
    left, bottom, right, top = trim
    for side, at, end in (("left", left + near, bleed[0] + near), ("right", right - near, bleed[2] - near)):
        yield side, (at, bottom, at, top), (end, bottom, end, top)
    for side, at, end in (("lower", bottom + near, bleed[1] + near), ("upper", top - near, bleed[3] - near)):
        yield side, (left, at, right, at), (left, end, right, end)


def _line(image: Image.Image, line: Box, height: float) -> Sequence[int]:
    """Return the greys along a line, from left to right or from the top down."""
    left, bottom, right, top = line
    box = [left, height - top, right, height - bottom]
    first, upper, last, lower = (round(edge * _SCALE) for edge in box)
    strip: Any = image.crop((first, upper, max(last, first + 1), max(lower, upper + 1)))
    return bytes(strip.tobytes())


def _is_blank(image: Image.Image, trim: Box, height: float) -> bool:
    left, bottom, right, top = trim
    edges = (left, height - top, right, height - bottom)
    first, upper, last, lower = (round(edge * _SCALE) for edge in edges)
    return image.crop((first, upper, last, lower)).getextrema() == (255, 255)


def _misplaced(blank: Sequence[int], pages: int) -> Iterator[OnPage]:
    """Find empty pages on the right, or two in a row: an empty one before a chapter is on the left, alone."""
    ends = pages
    while ends in blank:
        ends -= 1
    for number in blank:
        if number < ends and (number % 2 or number - 1 in blank):
            what = "is empty, though it is a right-hand one" if number % 2 else "is empty, as is the one before it"
            yield on_page("warning", "page-blank", number, what, "look for a page break too many before it")


def _moved(box: Box, left: float, bottom: float) -> Box:
    return box[0] - left, box[1] - bottom, box[2] - left, box[3] - bottom
