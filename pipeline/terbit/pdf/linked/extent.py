"""The extent of a unit that was laid out: all of its pages that other units' numbers depend on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from terbit.pdf.linked.model import FOLIO, Hole, Media, ObjectFile

__all__ = ["Extent"]


@dataclass(frozen=True)
class Extent:
    """The names of a unit's pages, and the page of each identifier in it.

    `last` is the identifier furthest on in it and where that is, in pages and parts of one; `closed` is that of the
    object file. `shows` are the identifiers whose page numbers it shows, `images` the digests of those that it has,
    `media` the boxes of its pages.
    """

    names: tuple[str, ...]
    anchors: Mapping[str, int]
    last: tuple[str, float]
    closed: bool
    shows: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()

    @classmethod
    def of(cls, file: ObjectFile) -> Extent:
        """Return the extent of a unit by its object file."""
        anchors = {name: page for name, page, _, _ in reversed(file.anchors)}
        last = ("", 0.0)
        if file.anchors:
            name, page, _, y = max(file.anchors, key=lambda anchor: (anchor[1], -anchor[3]))
            last = (name, page + 1 - y / file.pages[page].media[3])
        names = tuple(page.name for page in file.pages)
        holes = (part for page in file.pages for part in page.content if isinstance(part, Hole))
        shows = tuple(dict.fromkeys(hole.target for hole in holes if hole.target != FOLIO))
        media = tuple(dict.fromkeys(page.media for page in file.pages))
        return cls(names, anchors, last, file.closed, shows, tuple(file.images), media)
