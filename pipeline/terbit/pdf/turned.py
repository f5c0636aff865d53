"""Turned pages: laid out on their side, then turned a quarter to the left within a page like all others."""

from __future__ import annotations

from math import pi
from typing import Any

from weasyprint.css.properties import Dimension

__all__ = ["TURNED", "is_turned", "turn"]

TURNED = "turned"
"""The names of turned pages in `book.css` begin so; their margins, in `page_css`, leave the text block on its side."""


def is_turned(sheet: Any) -> bool:
    """Say whether a laid-out page is to be turned."""
    return not sheet.page_type.blank and (sheet.page_type.name or "").startswith(TURNED)


def turn(sheet: Any) -> None:
    """Turn what stands on a page so that its head is on the left, in the text block of an upright page.

    The margins become those of the other pages, so that running heads and folios, which are set later, stand as there.
    """
    left, top, length = sheet.content_box_x(), sheet.content_box_y(), sheet.width
    for box in sheet.children:
        own_left, own_top = box.border_box_x(), box.border_box_y()
        moved = left - top - own_left + own_top, left + top + length - own_left - own_top
        box.style = box.style.copy()
        box.style["transform"] = (("translate", tuple(Dimension(by, "px") for by in moved)), ("rotate", -pi / 2))
        box.style["transform_origin"] = (Dimension(0, "px"), Dimension(0, "px"))
    across, along = sheet.margin_width(), sheet.margin_height()
    sheet.width, sheet.height = sheet.height, sheet.width
    sheet.margin_right = across - sheet.margin_left - sheet.width
    sheet.margin_bottom = along - sheet.margin_top - sheet.height
