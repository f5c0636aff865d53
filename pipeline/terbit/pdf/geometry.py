"""The page: trim, margins and the text block, from the trim size alone."""

from __future__ import annotations

import math
from dataclasses import dataclass

from terbit.config import Trim

__all__ = ["Geometry", "geometry", "page_css"]

_MM_IN_PT = 25.4 / 72
_LEADING = 15.0
# How far a chapter's thumb tab reaches into the page, in mm.
_TAB = 9.0


@dataclass(frozen=True)
class Geometry:
    """Trimmed page and margins in mm; the text block is `lines` lines of `leading` pt high."""

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    lines: int
    leading: float


def geometry(trim: Trim) -> Geometry:
    """Place the text block: about 73 % of the width, a whole number of lines, a little above the middle.

    The inner margin keeps text out of the gutter of a perfect-bound book: 20 mm at least.
    """
    inner = max(20.0, round(trim.width * 0.13, 1))
    outer = max(17.0, round(trim.width * 0.135, 1))
    top = max(19.0, round(trim.height * 0.094, 1))
    leading = _LEADING * _MM_IN_PT
    lines = math.floor((trim.height - top - max(20.0, trim.height * 0.1)) / leading)
    bottom = trim.height - top - lines * leading
    return Geometry(trim.width, trim.height, inner, outer, top, bottom, lines, _LEADING)


def page_css(page: Geometry, bleed: float) -> str:
    """Return the page rules that depend on the trim, and the lengths that style sheets calculate with."""
    tab = page.outer - _TAB
    return (
        f":root {{ --inner: {page.inner:.3f}mm; --outer: {page.outer:.3f}mm; --top: {page.top:.3f}mm;"
        f" --bleed: {bleed:.3f}mm; --text-width: {page.width - page.inner - page.outer:.3f}mm;"
        f" --text-height: {page.lines * page.leading:.3f}pt; }}\n"
        f"@page {{ size: {page.width:.3f}mm {page.height:.3f}mm; bleed: {bleed:.3f}mm;"
        f" margin-top: {page.top:.3f}mm; margin-bottom: {page.bottom:.3f}mm; }}\n"
        f"@page :right {{ margin-left: {page.inner:.3f}mm; margin-right: {page.outer:.3f}mm;"
        f" @right-top {{ margin-left: {tab:.3f}mm; margin-right: {-bleed:.3f}mm;"
        f" vertical-align: top; }} }}\n"
        f"@page :left {{ margin-left: {page.outer:.3f}mm; margin-right: {page.inner:.3f}mm;"
        f" @left-top {{ margin-right: {tab:.3f}mm; margin-left: {-bleed:.3f}mm;"
        f" vertical-align: top; }} }}\n"
    )
