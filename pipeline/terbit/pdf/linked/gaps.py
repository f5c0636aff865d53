"""Gaps: what is kept of a unit has room for each number that other parts of the book decide, whatever that will be."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from terbit.pdf.linked.model import FOLIO, Content, Deflated, Hole, NumberTable
from terbit.pdf.linked.writer import Writer

__all__ = ["BASE", "EMPTY", "GAP", "MOVED", "PAGE", "SHOWN", "SUM", "Form", "Gaps", "Opening", "room"]

_ZLIB_HEADER = b"\x78\x9c"
_LAST_BLOCK = b"\x03\x00"
_STORED = struct.Struct("<xHH")
"""The head of a block that is not compressed and not the last (RFC 1951, 3.2.4): its length twice, once inverted."""
BASE = 65521
"""That of Adler-32 (RFC 1950, 8.2)."""
SUM = struct.Struct(">I")
PAGE = struct.Struct("<IIII")
"""A page with gaps: its index in the unit, the place of its Adler-32, what that is as long as gaps are filled with
zeros, how many there are."""
GAP = struct.Struct("<IIIi")
"""A gap: its place, how many bytes come after it when the page is inflated, its form and its target, -1 for FOLIO."""
MOVED, SHOWN = b"%.6f 0 Td ", b"[%b] TJ\n"
"""The operators of a number: it is moved (px) where it is not as wide as the one laid out, and shown."""
_FIGURES, _ROMAN_FIGURES = 6, 15
"""The most in a number: of 999,999, and of the roman 3,888."""


class Form(NamedTuple):
    """How numbers are set: whether in `roman` figures, by which table (`_short`), how aligned (`Hole`), in what room.

    Where all begin at one place the width does not matter, and is 0.
    """

    roman: bool
    table: bytes
    width: float
    shift: float
    room: int


def room(table: NumberTable, shift: float, *, roman: bool) -> int:
    """Return how many bytes the operators of any number may need that is set by a table, and so aligned."""
    figures = (_ROMAN_FIGURES if roman else _FIGURES) * max(map(len, table.shown.values()))
    return figures + len(SHOWN % b"") + (len(MOVED % -99_999) if shift else 0)


def _short(table: NumberTable) -> bytes:
    """Pickle a table without what is said of two figures that is the same as of the first alone: of most."""
    shown, widths = (
        {step: said for step, said in told.items() if len(step) == 1 or said != told[step[0]]}
        for told in (table.shown, table.widths)
    )
    return pickle.dumps((shown, widths))


@dataclass(frozen=True)
class Gaps:
    """The gaps in a stretch as they are kept: quick to read, for all of a book are filled to link it.

    `pages` says of each page with gaps what `PAGE` has, `places` of each gap what `GAP` has.
    """

    pages: bytes
    places: bytes
    forms: tuple[Form, ...]
    targets: tuple[str, ...]


EMPTY = Gaps(b"", b"", (), ())
"""None."""


class Opening:
    """Writes the contents of a unit's pages with gaps for their numbers, in which any number has room."""

    def __init__(self, tables: Sequence[NumberTable], writer: Writer) -> None:
        self._tables, self._writer = [*map(_short, tables)], writer
        self._forms: dict[Form, int] = {}
        self._targets: dict[str, int] = {}
        self._pages, self._places = bytearray(), bytearray()

    def write(self, index: int, content: Content, number: int) -> None:
        """Write the content of a page as one stream for FlateDecode; its parts are not compressed again."""
        out, size, a, b = [_ZLIB_HEADER], len(_ZLIB_HEADER), 1, 0
        length, gaps = 0, list[tuple[int, int, int, int]]()
        for part in content:
            if isinstance(part, Deflated):
                data, inflated, own = part.data, part.length, part.adler
            else:
                inflated = part.room
                head = _STORED.pack(inflated, inflated ^ 0xFFFF)
                data, own = head + bytes(inflated), inflated << 16 | 1
                gaps.append((size + len(head), length + inflated, self._form(part), self._target(part.target)))
            out.append(data)
            size, length = size + len(data), length + inflated
            # Adler-32 of two parts: a sum of bytes and one of such sums, begun with 1 and 0 in each.
            a, b = a + (own & 0xFFFF) - 1, b + (own >> 16) + inflated * (a - 1)
        sums = b % BASE << 16 | a % BASE
        place = self._writer.deflated(b"".join((*out, _LAST_BLOCK, SUM.pack(sums))), number)
        if gaps:
            self._pages += PAGE.pack(index, place + size + len(_LAST_BLOCK), sums, len(gaps))
        for at, before, form, target in gaps:
            self._places += GAP.pack(place + at, length - before, form, target)

    def gaps(self) -> Gaps:
        """Return all gaps of the unit."""
        return Gaps(bytes(self._pages), bytes(self._places), tuple(self._forms), tuple(self._targets))

    def _form(self, hole: Hole) -> int:
        """Return the index of a hole's form."""
        width = hole.width if hole.shift else 0.0
        form = Form(hole.roman, self._tables[hole.table], width, hole.shift, hole.room)
        return self._forms.setdefault(form, len(self._forms))

    def _target(self, name: str) -> int:
        return -1 if name == FOLIO else self._targets.setdefault(name, len(self._targets))
