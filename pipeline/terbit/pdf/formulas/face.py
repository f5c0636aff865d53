"""The face of formulas, with which ziamath sets as TeX does once this module is loaded."""

from __future__ import annotations

from typing import Any

from ziamath.zmath import loadedfonts

from terbit.pdf.formulas import nodes, radicals, scripts

__all__ = ["CORRECTED", "face"]

CORRECTED = (nodes, radicals, scripts)
"""The modules that put their own parts in the place of ziamath's."""


def face() -> Any:
    """Return the face without its table of kerns: ziamath 0.13 lets subscripts run into P and V by it."""
    font = loadedfonts["default"]
    font.math.kernInfo = None
    return font
