"""Places in a book: on which page each identifier is, and at which spot each unit has its objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from terbit.pdf.folios import folio, front_pages
from terbit.pdf.linked.extent import Extent
from terbit.pdf.linked.metadata import About
from terbit.pdf.linked.spot import FIRST, Side, Spot
from terbit.pdf.marks import Edges

__all__ = ["Book", "PageMap", "page_map", "room", "spots"]

_STEPS = 2
"""Bits of a count that are told apart: most edits of a unit leave those behind it their object numbers."""


@dataclass(frozen=True)
class PageMap:
    """Where everything is in the book: the pages before that numbered 1, and the page of each identifier, from 0."""

    front: int
    total: int
    anchors: Mapping[str, int]

    @cached_property
    def folios(self) -> dict[str, str]:
        """The printed number of the page of each identifier."""
        return {name: folio(index, self.front) for name, index in self.anchors.items()}


@dataclass(frozen=True)
class Book:
    """How object files are to be linked: with its `edges` for the press, or None for the screen.

    `numbers` are those in it that do not depend on its pages, by what they are of.
    """

    about: About
    edges: Edges | None
    tagged: bool
    numbers: Mapping[str, str] = field(default_factory=dict)


def page_map(extents: Sequence[Extent]) -> PageMap:
    """Return the page map of the units in their order."""
    anchors: dict[str, int] = {}
    start = 0
    for extent in extents:
        for name, page in extent.anchors.items():
            anchors.setdefault(name, start + page)
        start += len(extent.names)
    return PageMap(front_pages(name for extent in extents for name in extent.names), start, anchors)


def room(least: int) -> int:
    """Return how many object numbers a unit is given that needs so many at least."""
    step = 1 << max((least - 1).bit_length() - _STEPS, 0)
    return -(-least // step) * step


def spots(
    sides: Sequence[Side], rooms: Sequence[int], extents: Sequence[Extent | None], edges: Edges | None, *, tagged: bool
) -> list[Spot]:
    """Return the spots of the units of a book, each with so much room; units may be of unknown extent.

    A unit has its images first, in their order, under numbers in a row.
    """
    out: list[Spot] = []
    images: dict[str, int] = {}
    first = FIRST
    for side, numbers, extent in zip(sides, rooms, extents, strict=True):
        out.append(Spot(first, side, edges, tagged, images).of(images if extent is None else extent.images))
        for at, digest in enumerate(extent.images if extent else ()):
            images.setdefault(digest, first + at)
        first += numbers
    return out
