"""The page: trim, margins and the text block, from the trim size and what the press asks."""

from __future__ import annotations

import math
from dataclasses import dataclass

from terbit.config import Press, Trim

__all__ = ["TYPE", "Geometry", "geometry", "page_css"]

_MM_IN_PT = 25.4 / 72
TYPE, _LEADING = 11.0, 15.0
"""What the style sheets are written for, in pt."""
_SEEN = 0.06
"""What of the inner margin is seen beside the gutter when the book lies open, as a part of the width."""
_HEAD, _FOOT = 8.6, 9.2
"""How far running heads stand out above the text, and folios below it, in mm."""
_PLAIN = Press()
_NOTE, _LEAST_NOTE, _MOST_NOTE = 0.18, 26.0, 45.0
"""The width of notes in the margin as a part of the page's, and the narrowest and widest in mm."""
_BESIDE, _EDGE = 5.0, 12.0
"""How far such notes stand from the text and from the edge, where the tabs are, in mm."""
_TURNED = ("turned", "turned-front", "turned-back")
"""The names of pages that are turned, of chapters and of what is before and behind them."""
# How far a chapter's thumb tab reaches into the page, in mm.
_TAB = 9.0


@dataclass(frozen=True)
class Geometry:
    """Trimmed page and margins in mm; the text block is `lines` lines of `leading` pt high.

    `note` is the width of notes in the outer margin in mm, 0 where they stand in the text.
    """

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    lines: int
    leading: float
    note: float = 0.0


def geometry(trim: Trim, press: Press = _PLAIN, gutter: float | None = None) -> Geometry:
    """Place the text block: about 73 % of the width, a whole number of lines, a little above the middle.

    The inner margin keeps text out of the spine of a perfect-bound book: 20 mm at least, or the gutter that the number
    of pages asks for and what readers see beside it. Type keeps the profile's distance from the other edges, running
    heads and folios too. What the project gives itself stands as it is. The outer margin is wide enough for notes if
    the book asks for them there, and has them too where it is wide enough anyway.
    """
    given, scale = press.margins, press.type_size / TYPE
    least = press.profile.margin(1.0) if press.profile else 0.0
    inner = max(20.0, round(trim.width * 0.13, 1)) if gutter is None else gutter + round(trim.width * _SEEN, 1)
    outer = max(17.0, round(trim.width * 0.135, 1), least)
    beside = _BESIDE + max(_EDGE, least)
    if press.side_notes == "margin":
        outer = max(outer, beside + max(_LEAST_NOTE, round(trim.width * _NOTE, 1)))
    top = max(19.0, round(trim.height * 0.094, 1), least + _HEAD * scale)
    inner, outer, top = _given(given.inner, inner), _given(given.outer, outer), _given(given.top, top)
    bottom = _given(given.bottom, max(20.0, trim.height * 0.1, least + _FOOT * scale))
    leading = _LEADING * scale
    lines = math.floor((trim.height - top - bottom) / (leading * _MM_IN_PT))
    bottom = trim.height - top - lines * leading * _MM_IN_PT
    note = 0.0 if press.side_notes == "text" else min(outer - beside, _MOST_NOTE)
    return Geometry(
        *(trim.width, trim.height, inner, outer, top, bottom, lines, leading), note if note >= _LEAST_NOTE else 0.0
    )


def _given(own: float | None, made: float) -> float:
    return made if own is None else own


def page_css(page: Geometry, bleed: float) -> str:
    """Return the page rules that depend on the trim, and the lengths that style sheets calculate with."""
    tab = page.outer - _TAB
    long, wide = page.lines * page.leading * _MM_IN_PT, page.width - page.inner - page.outer
    below = page.height - page.top - wide
    turned = "".join(
        f"@page {name}:{side} {{ margin-right: {page.width - before - long:.3f}mm; margin-bottom: {below:.3f}mm; }}\n"
        for name in _TURNED
        for side, before in (("right", page.inner), ("left", page.outer))
    )
    return (
        f":root {{ --inner: {page.inner:.3f}mm; --outer: {page.outer:.3f}mm; --top: {page.top:.3f}mm;"
        f" --bleed: {bleed:.3f}mm; --text-width: {page.width - page.inner - page.outer:.3f}mm;"
        f" --text-height: {page.lines * page.leading:.3f}pt;"
        f" --note: {page.note:.3f}mm; --beside: {_BESIDE:.3f}mm; }}\n"
        f"@page {{ size: {page.width:.3f}mm {page.height:.3f}mm; bleed: {bleed:.3f}mm;"
        f" margin-top: {page.top:.3f}mm; margin-bottom: {page.bottom:.3f}mm; }}\n"
        f"@page :right {{ margin-left: {page.inner:.3f}mm; margin-right: {page.outer:.3f}mm;"
        f" @right-top {{ margin-left: {tab:.3f}mm; margin-right: {-bleed:.3f}mm;"
        f" vertical-align: top; }} }}\n"
        f"@page :left {{ margin-left: {page.outer:.3f}mm; margin-right: {page.inner:.3f}mm;"
        f" @left-top {{ margin-right: {tab:.3f}mm; margin-left: {-bleed:.3f}mm;"
        f" vertical-align: top; }} }}\n"
        f"{turned}"
    )
