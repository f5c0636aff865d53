"""Orders to lay units out, and the keys that what comes of them is kept under."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from terbit.digest import digest, digest_bytes
from terbit.pdf.linked.extent import Extent
from terbit.pdf.linked.kept import TOOLS
from terbit.pdf.linked.order import Order
from terbit.pdf.linked.places import room, spots
from terbit.pdf.linked.resources import Resources, style_of
from terbit.pdf.linked.spot import Side, Spot
from terbit.pdf.linked.units import Unit
from terbit.pdf.marks import Edges
from terbit.pdf.model import Composition, Sheet
from terbit.versions import package_version

__all__ = ["Orders", "Wanted"]


@dataclass(frozen=True)
class Wanted:
    """The key of a unit as it is to be laid out, with its numbers masked; `exactly` gives that with them as they are.

    `trace` is the key of how it was laid out the last time, whatever was in it then.
    """

    masked: str
    trace: str
    exactly: Callable[[], str]

    @cached_property
    def exact(self) -> str:
        """The key with the numbers as they are; seldom asked for, and slow to make."""
        return self.exactly()


class Orders:
    """How each unit of a book is ordered, once the page numbers and the lengths of all units are known or guessed."""

    def __init__(
        self, composition: Composition, sheet: Sheet, own: str, units: Sequence[Unit], edges: Edges | None
    ) -> None:
        """Take a book's units and how it is set; `own` is a digest of Terbit itself."""
        self.units, self._edges, self._tagged = units, edges, bool(sheet.variant)
        self._resources = Resources(composition.resources, sheet.stylesheets)
        self.style = style_of(composition, sheet)
        tools = [package_version(tool) for tool in TOOLS]
        self._base = digest(own, tools, sheet.variant, self.style.key, dict(composition.tokens))
        self._sizes = [len("".join(unit.root.itertext())) for unit in units]
        self._known: dict[tuple[int, str, tuple[str | None, ...]], tuple[Any, str, str]] = {}

    def size(self, n: int) -> int:
        """Return the length of a unit's text, by which the time that it takes can be told."""
        return self._sizes[n]

    def one(self, n: int, folios: Mapping[str, str], first: int) -> Wanted:
        """Return the keys of a unit that begins on a page of the book, counted from 0."""
        unit, side = self.units[n], self._side(n, first)
        told = (n, side, unit.shape(folios))
        if told not in self._known:
            html, masked = unit.html(folios)
            base = (self._base, side, unit.then, self._resources.digests(self._resources.named_in(html)))
            key = digest("unit", *base, digest_bytes(masked.encode()))  # JSON of so long a text would take its time
            self._known[told] = base, key, digest("trace", *base, self._tagged, unit.names)
        base, masked, trace = self._known[told]
        return Wanted(masked, trace, lambda: digest("unit", *base, unit.html(folios)[0], "exact"))

    def order(self, n: int, folios: Mapping[str, str], spot: Spot) -> Order:
        """Return the order to lay a unit out, and to put it at a spot."""
        html, _ = self.units[n].html(folios)
        resources = self._resources.named_in(html)
        return Order(html, spot.side, self.units[n].then, self._tagged, resources, spot=spot)

    def spots(self, firsts: Sequence[int], extents: Sequence[Extent | None]) -> list[Spot]:
        """Return the spots of all units by the pages that they begin on, and the extents of those that are laid out."""
        sides = [self._side(n, first) for n, first in enumerate(firsts)]
        needed = [max(unit.objects, one.objects if one else 0) for unit, one in zip(self.units, extents, strict=True)]
        return spots(sides, [*map(room, needed)], extents, self._edges, tagged=self._tagged)

    def _side(self, n: int, first: int) -> Side:
        start = self.units[n].start
        return "left" if start == "left" or (start == "any" and first % 2 == 1) else "right"
