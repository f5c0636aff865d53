"""The extent of a unit that was laid out: all of its pages that other units' numbers depend on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from terbit.pdf.linked.model import ObjectFile

__all__ = ["Extent"]


@dataclass(frozen=True)
class Extent:
    """The names of a unit's pages, and the page of each identifier in it.

    `last` is the identifier furthest on in it and where that is, in pages and parts of one; `closed` is that of the
    object file. `images` are the digests of those that it has, `objects` is how many object numbers it needs.
    """

    names: tuple[str, ...]
    anchors: Mapping[str, int]
    last: tuple[str, float]
    closed: bool
    images: tuple[str, ...] = ()
    objects: int = 0

    @classmethod
    def of(cls, file: ObjectFile) -> Extent:
        """Return the extent of a unit by its object file."""
        anchors = {name: page for name, page, _, _ in reversed(file.anchors)}
        last = ("", 0.0)
        if file.anchors:
            name, page, _, y = max(file.anchors, key=lambda anchor: (anchor[1], -anchor[3]))
            last = (name, page + 1 - y / file.pages[page].media[3])
        names = tuple(page.name for page in file.pages)
        return cls(names, anchors, last, file.closed, tuple(file.images), file.objects)
