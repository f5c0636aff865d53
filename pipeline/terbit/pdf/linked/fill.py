"""Filling a page's content: the numbers that were left open, set as the engine would have set them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from terbit.pdf.linked.model import Deflated, Hole, NumberTable

__all__ = ["filled", "number_shown"]

_ZLIB_HEADER = b"\x78\x9c"
_LAST_BLOCK = b"\x03\x00"
_ADLER = 65521
"""The base of Adler-32 (RFC 1950, 8.2)."""


def filled(content: Iterable[Deflated | Hole], number: Callable[[Hole], str], tables: Sequence[NumberTable]) -> bytes:
    """Return a page's content as one stream for FlateDecode; its parts are not compressed again."""
    out, adler = [_ZLIB_HEADER], 1
    for part in content:
        if isinstance(part, Hole):
            data = number_shown(part, number(part), tables[part.table])
            out.append(_stored(data))
            adler = _combined(adler, zlib.adler32(data), len(data))
        else:
            out.append(part.data)
            adler = _combined(adler, part.adler, part.length)
    return b"".join((*out, _LAST_BLOCK, adler.to_bytes(4)))


def number_shown(hole: Hole, text: str, table: NumberTable) -> bytes:
    """Return the operators that show a number, aligned as the one that it takes the place of."""
    steps = [a + b for a, b in pairwise([*text, ""])]
    x = hole.x + hole.shift * (hole.width - sum(table.widths[step] for step in steps))
    shown = b"".join([table.shown[step] for step in steps])
    return b"%b %b %b\n[%b] TJ\n" % (hole.before, f"{x:.6f}".rstrip("0").rstrip(".").encode(), hole.after, shown)


def _stored(data: bytes) -> bytes:
    """Return a block of deflated data that is not compressed, and not the last (RFC 1951, 3.2.4)."""
    length = len(data)
    return b"\x00%b%b%b" % (length.to_bytes(2, "little"), (length ^ 0xFFFF).to_bytes(2, "little"), data)


def _combined(first: int, second: int, length: int) -> int:
    """Return the Adler-32 of two parts, the second of some length, from those of each."""
    a1, b1, a2, b2 = first & 0xFFFF, first >> 16, second & 0xFFFF, second >> 16
    a = (a1 + a2 - 1) % _ADLER
    b = (b1 + b2 + length * (a1 - 1)) % _ADLER
    return b << 16 | a
