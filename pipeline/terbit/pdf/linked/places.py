"""Places in a book: on which page each identifier is, and what the pages of a unit are given of the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from terbit.pdf.folios import folio, front_pages
from terbit.pdf.linked.extent import Extent
from terbit.pdf.linked.metadata import About
from terbit.pdf.linked.model import Media
from terbit.pdf.marks import Edges

__all__ = ["Book", "Common", "PageMap", "Spot", "Worn", "page_map"]


@dataclass(frozen=True)
class PageMap:
    """Where everything is in the book: the pages before that numbered 1, and the page of each identifier, from 0."""

    front: int
    total: int
    anchors: Mapping[str, int]

    def folios(self) -> dict[str, str]:
        """Return the printed number of the page of each identifier."""
        return {name: folio(index, self.front) for name, index in self.anchors.items()}

    def numbers(self, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return some identifiers with the printed numbers of their pages."""
        return tuple((name, folio(self.anchors[name], self.front)) for name in names if name in self.anchors)


@dataclass(frozen=True)
class Book:
    """How object files are to be linked: with its `edges` for the press, or None for the screen."""

    about: About
    edges: Edges | None
    tagged: bool


class Worn(NamedTuple):
    """What pages of a MediaBox wear for the press on one side of a leaf: their boxes as entries of their dictionaries.

    `before` and `after` are the numbers of what is drawn before and after their own content.
    """

    media: Media
    recto: bool
    boxes: bytes
    before: int
    after: int


@dataclass(frozen=True)
class Common:
    """What all units of a book share: numbers of the page tree's root, of the fonts, of the structure's document.

    `dresses` are what its pages wear for the press.
    """

    root: int
    fonts: int
    document: int
    edges: Edges | None
    tagged: bool
    front: int
    dresses: tuple[Worn, ...] = ()

    def worn(self, media: Media, page: int) -> Worn | None:
        """Return what a page of the book, counted from 0, wears for the press; None for the screen."""
        if self.edges is None:
            return None
        recto = self.edges.is_recto(page)
        return next(worn for worn in self.dresses if (worn.media, worn.recto) == (media, recto))


@dataclass(frozen=True)
class Spot:
    """The place of a unit in a book, and all that its bytes there depend on beside its object file.

    `first` is its first object number, `page` its first page from 0, `parent` its first key of the parent tree, which
    has one for each page, then one for each annotation. `numbers` are those that it shows, by identifier; `images`
    are the object numbers of those that units before it have written, by digest.
    """

    common: Common
    first: int
    page: int
    parent: int
    numbers: tuple[tuple[str, str], ...]
    images: tuple[tuple[str, int], ...]


def page_map(extents: Sequence[Extent]) -> PageMap:
    """Return the page map of the units in their order."""
    anchors: dict[str, int] = {}
    start = 0
    for extent in extents:
        for name, page in extent.anchors.items():
            anchors.setdefault(name, start + page)
        start += len(extent.names)
    return PageMap(front_pages(name for extent in extents for name in extent.names), start, anchors)
