"""The trace of a unit: where each of its pages begins, and what is kept of them for when only a part has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from terbit.pdf.linked.leaf import Leaf
from terbit.pdf.linked.model import FontUse
from terbit.pdf.measuring import Word

__all__ = ["Start", "Trace"]


@dataclass(frozen=True)
class Start:
    """Where a page begins: a stamp of all that it and the next ones are made of, its first element, those above."""

    stamp: str
    element: int
    chain: tuple[int, ...]


@dataclass(frozen=True)
class Trace:
    """The pages of a unit that was laid out: their starts, their leaves, its fonts, and how many elements it has.

    There is a start for each page of the layout, `before` of them for pages that are not the unit's own. `lines` are
    those that its text was broken into, by what they are made of: `quick_lines` knows them again, and `words`
    what was measured for that, by face.
    """

    starts: tuple[Start | None, ...]
    leaves: tuple[Leaf, ...]
    fonts: tuple[FontUse, ...]
    count: int
    before: int
    lines: Mapping[bytes, Any]
    words: Mapping[bytes, Mapping[str, Word]]

    def rest(self, index: int, start: Start, count: int) -> Trace | None:
        """Return what follows from a page on, for a unit of `count` elements in which that page begins at `start`.

        None if other things follow there, or something is of an element that the page does not begin with.
        """
        old = self.starts[index] if index < len(self.starts) else None
        if old is None or old.stamp != start.stamp or self.count - old.element != count - start.element:
            return None
        places = dict(zip(old.chain, start.chain, strict=True))
        places.update({place: place + count - self.count for place in range(old.element, self.count)})
        leaves = self.leaves[index - self.before :]
        if any(place not in places for leaf in leaves for place in _places(leaf)):
            return None
        starts = tuple(_start_moved(one, places) for one in self.starts[index:])
        return replace(self, starts=starts, leaves=tuple(_moved(leaf, places) for leaf in leaves), count=count)


def _places(leaf: Leaf) -> Iterator[int]:
    yield from (event.element for event in leaf.events)
    yield from (link.element for link in leaf.links)


def _moved(leaf: Leaf, places: Mapping[int, int]) -> Leaf:
    events = tuple(replace(event, element=places[event.element]) for event in leaf.events)
    links = tuple(replace(link, element=places[link.element]) for link in leaf.links)
    return replace(leaf, events=events, links=links)


def _start_moved(start: Start | None, places: Mapping[int, int]) -> Start | None:
    if start is None or any(place not in places for place in (start.element, *start.chain)):
        return None
    return Start(start.stamp, places[start.element], tuple(places[one] for one in start.chain))
