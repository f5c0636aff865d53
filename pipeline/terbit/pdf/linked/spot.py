"""The spot of a unit: where its objects are in the book's PDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from terbit.pdf.marks import Edges

__all__ = ["ALONE", "DOCUMENT", "FIRST", "FONTS", "ROOT", "TREE", "Side", "Spot"]

ROOT, TREE, DOCUMENT, FONTS, FIRST = range(1, 6)
"""Object numbers that are the same in each book: the root of its page tree, that of its structure tree, the document in
this, the dictionary of its fonts; then the first of its first unit."""

Side = Literal["right", "left"]
"""The side of a leaf that a page is on."""


@dataclass(frozen=True)
class Spot:
    """Where a unit has its objects in a book, and all that they depend on there beside its object file.

    `first` is its first object number, `side` that of its first page; `edges` and `tagged` are the book's. `images` are
    the object numbers of those that units before it have written, by digest.
    """

    first: int
    side: Side
    edges: Edges | None
    tagged: bool
    images: Mapping[str, int]

    def of(self, images: Iterable[str]) -> Spot:
        """Return the spot of a unit with some images: no others matter to it."""
        return replace(self, images={digest: self.images[digest] for digest in images if digest in self.images})


ALONE = Spot(FIRST, "right", None, tagged=False, images={})
"""That of a unit of which a PDF is made by itself."""
