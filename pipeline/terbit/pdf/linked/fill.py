"""Filling in page numbers: the contents of a unit's pages, with those that were left open set as the engine would."""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from terbit.pdf.linked.model import Content, Deflated, Hole, NumberTable

__all__ = ["EMPTY", "Contents", "Figures", "filled", "number_shown"]

_ZLIB_HEADER = b"\x78\x9c"
_LAST_BLOCK = b"\x03\x00"
_STORED = struct.Struct("<xHH")
"""The head of a block that is not compressed and not the last (RFC 1951, 3.2.4): its length twice, once inverted."""
_ADLER = 65521
"""The base of Adler-32 (RFC 1950, 8.2)."""
_PART = struct.Struct("<III")
"""A part of a content: where it ends, its Adler-32, its length when inflated."""


@dataclass(frozen=True)
class Contents:
    """The contents of a unit's pages as they are kept: quick to read, for all of a book are read to link it.

    `data` has the parts between holes one after the other, `parts` tells of each what `_PART` has. A page begins and
    ends with one; `counts` are the holes of the pages. Tables are pickled, since most units have the same.
    """

    data: bytes
    parts: bytes
    holes: tuple[Hole, ...]
    counts: tuple[int, ...]
    tables: tuple[bytes, ...]

    @classmethod
    def of(cls, pages: Iterable[Content], tables: Iterable[NumberTable]) -> Contents:
        """Take the contents of pages."""
        contents = list(pages)
        holes = [[part for part in content if isinstance(part, Hole)] for content in contents]
        between = [part for content in contents for part in content if isinstance(part, Deflated)]
        ends, end = [], 0
        for part in between:
            end += len(part.data)
            ends.append(_PART.pack(end, part.adler, part.length))
        data = b"".join([part.data for part in between])
        each = tuple(hole for some in holes for hole in some)
        return cls(data, b"".join(ends), each, tuple(map(len, holes)), tuple(map(pickle.dumps, tables)))


EMPTY = Contents(b"", b"", (), (), ())
"""Those of no pages."""


class Figures(dict[str, tuple[float, bytes]]):
    """Numbers as a table sets them: their widths, and the operands that show them; each is set once."""

    def __init__(self, table: NumberTable) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, number: str) -> tuple[float, bytes]:
        steps = [number[at : at + 2] for at in range(len(number))]
        width = sum([self._table.widths[step] for step in steps])
        self[number] = found = width, b"".join([self._table.shown[step] for step in steps])
        return found


def filled(
    contents: Contents, number: Callable[[int, Hole], str], known: dict[bytes, Figures] | None = None
) -> Iterator[bytes]:
    """Yield each page's content as one stream for FlateDecode; its parts are not compressed again.

    `number` gives that for a hole of a page, `known` are the tables that were read for other units.
    """
    known = {} if known is None else known
    for one in contents.tables:
        if one not in known:
            known[one] = Figures(pickle.loads(one))  # noqa: S301 - of the project's own cache
    tables = [known[one] for one in contents.tables]
    parts, holes, at = _PART.iter_unpack(contents.parts), iter(contents.holes), 0
    for page, count in enumerate(contents.counts):
        end, adler, _ = next(parts)
        out, a, b = [_ZLIB_HEADER, contents.data[at:end]], adler & 0xFFFF, adler >> 16
        for hole in islice(holes, count):
            shown = number_shown(hole, number(page, hole), tables[hole.table])
            own, size = zlib.adler32(shown), len(shown)
            at, (end, adler, length) = end, next(parts)
            out += (_STORED.pack(size, size ^ 0xFFFF), shown, contents.data[at:end])
            # Adler-32 of three parts: a sum of bytes and one of such sums, begun with 1 and 0 in each.
            a, b = a + (own & 0xFFFF) - 1, b + (own >> 16) + size * (a - 1)
            a, b = a + (adler & 0xFFFF) - 1, b + (adler >> 16) + length * (a - 1)
        at = end
        yield b"".join((*out, _LAST_BLOCK, (b % _ADLER << 16 | a % _ADLER).to_bytes(4)))


def number_shown(hole: Hole, number: str, figures: Figures) -> bytes:
    """Return the operators that show a number, aligned as the one that it takes the place of."""
    width, shown = figures[number]
    x = b"%.6f" % (hole.x + hole.shift * (hole.width - width))
    return b"%b %b %b\n[%b] TJ\n" % (hole.before, x.rstrip(b"0").rstrip(b"."), hole.after, shown)
