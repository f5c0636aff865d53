"""Trim, bleed and crop marks of a page for the press (boxes: ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["MARK", "SLUG", "Dress", "dress"]

# Room around the bleed for the marks, their length, and their distance from the bleed, in mm.
SLUG = 7.0
MARK = 5.0
_GAP = 0.8
_PT = 72 / 25.4

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Dress:
    """What a page gets for the press: operators before and after its own content, and its boxes in pt."""

    before: str
    after: str
    media: Box
    bleed: Box
    trim: Box

    def boxes(self) -> bytes:
        """Return the boxes as entries of a page's dictionary."""
        named = {"MediaBox": self.media, "BleedBox": self.bleed, "TrimBox": self.trim}
        return "".join(f"/{name}[{' '.join(map(str, box))}]" for name, box in named.items()).encode()


def dress(media: Box, bleed: float) -> Dress:
    """Grow a page by the slug, with crop marks in it, and keep the page's own content within the bleed.

    The page comes with a MediaBox of trim and bleed; `bleed` is in mm. Content is moved so that the new
    MediaBox begins at the origin: some imposition programs ignore where a MediaBox begins.
    """
    left, bottom, right, top = media
    slug, edge = SLUG * _PT, bleed * _PT
    width, height = right - left + 2 * slug, top - bottom + 2 * slug
    bleed_box = (slug, slug, width - slug, height - slug)
    trim_box = (slug + edge, slug + edge, width - slug - edge, height - slug - edge)
    before = f"q {_rectangle(bleed_box)} re W n 1 0 0 1 {slug - left:.4f} {slug - bottom:.4f} cm q\n"
    after = "\nQ Q\n" + _marks(trim_box, edge)
    return Dress(before, after, *map(_rounded, ((0, 0, width, height), bleed_box, trim_box)))


def _marks(trim: Box, edge: float) -> str:
    """Draw two hairlines at each corner, outside the bleed, in line with the trim."""
    lines = " ".join(f"{x1:.4f} {y1:.4f} m {x2:.4f} {y2:.4f} l" for x1, y1, x2, y2 in _lines(trim, edge))
    return f"/Artifact BMC q 0 G 0.25 w {lines} S Q EMC"


def _lines(trim: Box, edge: float) -> Iterator[Box]:
    left, bottom, right, top = trim
    near = edge + _GAP * _PT
    far = near + MARK * _PT
    for x in (left, right):
        yield x, bottom - near, x, bottom - far
        yield x, top + near, x, top + far
    for y in (bottom, top):
        yield left - near, y, left - far, y
        yield right + near, y, right + far, y


def _rectangle(box: Box) -> str:
    left, bottom, right, top = box
    return f"{left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f}"


def _rounded(box: Box) -> Box:
    left, bottom, right, top = map(_number, box)
    return left, bottom, right, top


def _number(value: float) -> float:
    return round(value, 4)
