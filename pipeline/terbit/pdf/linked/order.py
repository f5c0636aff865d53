"""Orders: what a process is told of a unit that it is to lay out, and what it may answer if it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from terbit.pdf.linked.spot import ALONE, Side, Spot

__all__ = ["Order", "Start", "Style", "Unlinkable"]

Start = Literal["right", "left", "any"]
"""The side on which a unit or a section must begin."""


class Unlinkable(ValueError):  # noqa: N818 - what it says is a finding, not an error
    """Says why a unit cannot be laid out alone."""


@dataclass(frozen=True)
class Style:
    """How all units of a book are set: style sheets in order, hyphenation, and the files that style sheets name.

    `key` is a digest of all of it.
    """

    key: str
    stylesheets: tuple[str, ...]
    hyphenation: str
    resources: Mapping[str, bytes]


@dataclass(frozen=True)
class Order:
    """A unit to lay out: its HTML, the side that it begins on, and what the next unit begins on.

    `tagged` says whether a structure tree is wanted; `known` are the digests of font files that need not be sent back.
    `trace` tells how the unit was laid out the last time, b"" if it never was; None if it need not be told again.
    `is_only` says that no other unit is laid out at the time. `spot` is where its objects will be, as far as is known.
    """

    html: str
    side: Side
    then: Start
    tagged: bool
    resources: Mapping[str, bytes]
    known: frozenset[str] = frozenset()
    trace: bytes | None = None
    is_only: bool = False
    spot: Spot = ALONE
