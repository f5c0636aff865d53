"""Type on the press: away from the edge, where the knife may go."""

from __future__ import annotations

from collections.abc import Iterator

from terbit.checks.press.model import MM, Proof, on_page
from terbit.checks.press.reading import Box
from terbit.diagnostics import OnPage

__all__ = ["check_texts"]

_SAFE = 3.0
"""How far from the trim type must be, in mm: as far inside as pictures run outside."""
_SLACK = 0.1


def check_texts(proof: Proof) -> Iterator[OnPage]:
    """Find type that lies within the trim, but so near to it that it may be cut."""
    safe = (max(_SAFE, proof.wanted.expected.bleed) - _SLACK) * MM
    for number in range(1, len(proof.shown) + 1):
        page = proof.shown[number - 1]
        trim = page.get_trimbox()
        text = page.get_textpage()
        boxes = (text.get_rect(index) for index in range(text.count_rects()))
        near = [box for box in boxes if _is_near(box, trim, safe)]
        if near:
            words = " ".join(text.get_text_bounded(*near[0]).split())
            what = f"has type less than {_SAFE:g} mm from the trim: '{words[:40]}'"
            yield on_page("warning", "text-unsafe", number, what, "move it inwards", near[0])


def _is_near(box: Box, trim: Box, safe: float) -> bool:
    """Say whether a box lies inside the trim and crosses the safe area; what is cut is reported elsewhere."""
    left, bottom, right, top = box
    inside = left >= trim[0] and bottom >= trim[1] and right <= trim[2] and top <= trim[3]
    crosses = left < trim[0] + safe or bottom < trim[1] + safe or right > trim[2] - safe or top > trim[3] - safe
    return inside and crosses
