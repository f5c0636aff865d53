"""What the rules of a profile speak of, measured on the pages of a print PDF."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pypdfium2 import raw

from terbit.checks.press.model import MM, Proof, box_of
from terbit.checks.press.reading import Box

__all__ = ["Distance", "Measures"]

_SAMPLE = 5
"""Every fifth letter tells the size of the text."""

_CUT = 1.0
"""How far, in mm, type may cross the trim and still be measured: what is farther out is cut off, and reported so."""


@dataclass(frozen=True)
class Distance:
    """How near type comes to the edge of a page, in mm: at the spine, or at one of the three others."""

    mm: float
    page: int
    box: Box
    words: str


class Measures:
    """Measures one print PDF; each thing is measured once."""

    def __init__(self, proof: Proof) -> None:
        """Take the PDF as the checks have it."""
        self._proof = proof

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self._proof.shown)

    @cached_property
    def trim(self) -> tuple[float, float]:
        """The width and height of the trimmed page, in mm."""
        left, bottom, right, top = box_of(self._proof.pdf.pages[0], "/TrimBox")
        return (right - left) / MM, (top - bottom) / MM

    @cached_property
    def bleeds(self) -> dict[int, tuple[float, float, float]]:
        """How far each page bleeds at the spine, at the fore-edge, and least at head and foot, in mm."""
        found = {}
        for number, page in enumerate(self._proof.pdf.pages, start=1):
            trim, bleed = box_of(page, "/TrimBox"), box_of(page, "/BleedBox")
            left, right = trim[0] - bleed[0], bleed[2] - trim[2]
            inner, outer = (left, right) if number % 2 else (right, left)
            found[number] = (inner / MM, outer / MM, min(trim[1] - bleed[1], bleed[3] - trim[3]) / MM)
        return found

    @cached_property
    def slug(self) -> float:
        """The most room outside the bleed, where marks are, in mm."""
        rooms = []
        for page in self._proof.pdf.pages:
            media, bleed = box_of(page, "/MediaBox"), box_of(page, "/BleedBox")
            rooms += [bleed[0] - media[0], bleed[1] - media[1], media[2] - bleed[2], media[3] - bleed[3]]
        return max(rooms, default=0.0) / MM

    @cached_property
    def nearest_to_spine(self) -> Distance | None:
        """The type nearest to the spine."""
        return min((inner for inner, _ in self._distances), key=lambda one: one.mm, default=None)

    @cached_property
    def nearest_to_edge(self) -> Distance | None:
        """The type nearest to one of the three other edges."""
        return min((outer for _, outer in self._distances), key=lambda one: one.mm, default=None)

    @cached_property
    def type_size(self) -> float:
        """The size that most letters are set in, in pt."""
        sizes: Counter[float] = Counter()
        for page in self._shown():
            text = page.get_textpage()
            sizes.update(_size(text, index) for index in range(0, text.count_chars(), _SAMPLE))
        return sizes.most_common(1)[0][0] if sizes else 0.0

    @cached_property
    def ends_blank(self) -> bool:
        """Whether nothing is on the last page but marks."""
        last = self._proof.shown[self.pages - 1]
        left, bottom, right, top = last.get_trimbox()
        width, height = last.get_size()
        crop = (left, bottom, width - right, height - top)
        return bool(last.render(crop=crop, grayscale=True).to_pil().convert("L").getextrema() == (255, 255))

    def _shown(self) -> Iterator[Any]:
        for index in range(self.pages):
            yield self._proof.shown[index]

    @cached_property
    def _distances(self) -> list[tuple[Distance, Distance]]:
        """The least distances of each page that has type: from the spine, and from the other edges."""
        return [pair for number, page in enumerate(self._shown(), start=1) if (pair := _nearest(number, page))]


def _nearest(number: int, page: Any) -> tuple[Distance, Distance] | None:
    trim = page.get_trimbox()
    text = page.get_textpage()
    boxes = [box for index in range(text.count_rects()) if _is_within(box := text.get_rect(index), trim)]
    if not boxes:
        return None

    def distance(of: Callable[[Box], float]) -> Distance:
        box = min(boxes, key=of)
        return Distance(of(box) / MM, number, box, " ".join(text.get_text_bounded(*box).split())[:40])

    spine, fore = (0, 2) if number % 2 else (2, 0)
    return distance(lambda box: abs(box[spine] - trim[spine])), distance(
        lambda box: min(abs(box[side] - trim[side]) for side in (fore, 1, 3))
    )


def _is_within(box: Box, trim: Box) -> bool:
    slack = _CUT * MM
    inside = box[0] > trim[0] - slack and box[1] > trim[1] - slack
    return inside and box[2] < trim[2] + slack and box[3] < trim[3] + slack


def _size(text: Any, index: int) -> float:
    """Return the size of a letter as it is printed, to a tenth of a point."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
    return round(float(raw.FPDFText_GetFontSize(text, index)) * scale, 1)
