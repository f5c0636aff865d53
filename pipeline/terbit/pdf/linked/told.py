"""What units are told of each other, and a book in which nothing of that changes any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from terbit.pdf.linked.orders import Wanted
from terbit.pdf.linked.places import PageMap

__all__ = ["Settled", "Told"]


@dataclass(frozen=True)
class Told:
    """What units are told of the others: the page number of each identifier, the pages of each unit."""

    folios: Mapping[str, str]
    lengths: Sequence[int]

    def firsts(self) -> list[int]:
        """Return the page that each unit begins on."""
        return list(accumulate(self.lengths[:-1], initial=0))


@dataclass(frozen=True)
class Settled:
    """A book whose units are laid out: where everything is, and whether no number changes any more.

    `units` are the keys of the units as they were laid out last, and `told` what they were told then.
    """

    pages: PageMap
    is_settled: bool
    keys: tuple[str, ...]
    units: tuple[Wanted, ...]
    told: Told
