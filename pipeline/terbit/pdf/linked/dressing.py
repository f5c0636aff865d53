"""Dressing pages for the press: what they wear is written once for each box and side (`terbit.pdf.marks`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from terbit.pdf.linked.model import Media
from terbit.pdf.linked.writer import Writer
from terbit.pdf.marks import Edges, dress

__all__ = ["Wardrobe", "Worn"]


class Worn(NamedTuple):
    """What a page wears: its boxes as entries of its dictionary, numbers of what is drawn before and after its own."""

    boxes: bytes
    before: int
    after: int


@dataclass(frozen=True)
class Wardrobe:
    """What pages wear, written when the first one needs it."""

    edges: Edges
    writer: Writer
    worn: dict[tuple[Media, bool], Worn] = field(default_factory=dict)

    def dress(self, media: Media, page: int) -> Worn:
        """Return what a page with a MediaBox wears; those with even numbers are rectos."""
        key = media, self.edges.is_recto(page)
        if key not in self.worn:
            found = dress(media, self.edges, recto=key[1])
            before, after = (self.writer.stream(b"<<", text.encode()) for text in (found.before, found.after))
            self.worn[key] = Worn(found.boxes(), before, after)
        return self.worn[key]
