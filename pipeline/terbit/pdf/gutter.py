"""The gutter: as wide as the number of pages asks, which depends on it."""

from __future__ import annotations

from collections.abc import Callable

from terbit.config import Press
from terbit.pdf.model import Layout
from terbit.profiles.model import Step

__all__ = ["LayOut", "in_signatures", "settled"]

LayOut = Callable[[float | None, str], Layout]
"""Lays a book out with a gutter in mm; the second is what to add to its name, so that each layout is kept."""


def settled(press: Press, lay_out: LayOut) -> Layout:
    """Return the layout whose gutter is enough for the pages that it has.

    The narrowest gutter is tried first, then that which the pages ask for, and never a narrower one again: a book that
    needs the wider one only because the narrower makes it longer ends in the wider. So the result depends on nothing
    but the book.
    """
    steps = press.profile.gutters if press.profile else ()
    if not steps or press.margins.inner is not None:
        return lay_out(None, "")
    at = 0
    while True:
        layout = lay_out(steps[at].width, f"@{steps[at].most}" if at else "")
        needed = _needed(steps, in_signatures(layout.pages, press))
        if needed <= at:
            return layout
        at = needed


def in_signatures(pages: int, press: Press) -> int:
    """Return how many pages are printed of so many: whole signatures, the last page blank if it is to be."""
    wanted = pages + press.last_blank
    return -(-wanted // press.signature) * press.signature


def _needed(steps: tuple[Step, ...], pages: int) -> int:
    return next((at for at, step in enumerate(steps) if pages <= step.most), len(steps) - 1)
