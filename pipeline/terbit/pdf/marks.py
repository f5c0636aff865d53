"""Trim, bleed and crop marks of a page for the press (boxes: ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["MARK", "SLUG", "Dress", "Edges", "dress"]

# Room around the bleed for the marks, their length, and their distance from the bleed, in mm.
SLUG = 7.0
MARK = 5.0
_GAP = 0.8
_PT = 72 / 25.4

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Edges:
    """What is around the trim: bleed in mm, crop marks, and whether pages bleed into the spine too."""

    bleed: float
    marks: bool = True
    into_spine: bool = True

    def is_recto(self, page: int) -> bool:
        """Say whether a page, counted from 0, is dressed as a recto; both sides are where they bleed alike."""
        return self.into_spine or page % 2 == 0

    def inner(self, *, recto: bool) -> tuple[float, float]:
        """Return the bleed of the left and of the right edge, in mm."""
        spine = self.bleed if self.into_spine else 0.0
        return (spine, self.bleed) if recto else (self.bleed, spine)


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


def dress(media: Box, edges: Edges, *, recto: bool = True) -> Dress:
    """Grow a page by the slug, with crop marks in it, and keep the page's own content within the bleed.

    The page comes with a MediaBox of trim and bleed on all sides. Without marks there is no slug. Content is moved so
    that the new MediaBox begins at the origin: some imposition programs ignore where a MediaBox begins.
    """
    left, bottom, right, top = media
    slug, edge = SLUG * _PT if edges.marks else 0.0, edges.bleed * _PT
    before, after = (side * _PT for side in edges.inner(recto=recto))
    width, height = right - left + 2 * slug - (2 * edge - before - after), top - bottom + 2 * slug
    bleed_box = (slug, slug, width - slug, height - slug)
    trim_box = (slug + before, slug + edge, width - slug - after, height - slug - edge)
    x, y = slug - left - (edge - before), slug - bottom
    opening = f"q {_rectangle(bleed_box)} re W n 1 0 0 1 {x:.4f} {y:.4f} cm q\n"
    closing = "\nQ Q\n" + (_marks(trim_box, edge) if edges.marks else "")
    return Dress(opening, closing, *map(_rounded, ((0, 0, width, height), bleed_box, trim_box)))


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
