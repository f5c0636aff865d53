"""Lengths in ems, as the drawn parts of formulas have them."""

from __future__ import annotations

__all__ = ["Ems"]


class Ems:
    """Lengths in ems of the text they are in; in ziamath 0.13 an em is a third longer, and named spaces are its own."""

    glyphsize: float

    def size_px(self, size: str, fontsize: float | None = None) -> float:
        """Return a length in pixels."""
        if size.endswith("em"):
            return float(size[:-2]) * (fontsize or self.glyphsize)
        return 0.0 if size.endswith("space") else float(size.removesuffix("px") or 0)
