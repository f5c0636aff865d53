"""Writing a PDF file: objects in object streams, and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8)."""

from __future__ import annotations

import hashlib
import io
import pickle
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from terbit.cache import APART

__all__ = ["MOST_IN_A_STREAM", "Stretch", "Writer"]

MOST_IN_A_STREAM = 200
"""Objects in an object stream."""
_BEGIN = b"%PDF-1.7\n%\xc2\xa7\xc2\xb6\n"
"""The version, and bytes above 127, which say that the file is binary."""
_END = b"\nendstream\nendobj\n"
"""What comes after the data of a stream."""
_ROW = struct.Struct(">BIH")
"""A row of the cross-reference stream: how an object is kept, its place or object stream, its index there."""
_NAME = 32
"""Figures of a file's identifier (14.4)."""
_PLACE = struct.Struct(">xI2x")
_FREE = _ROW.pack(0, 0, 65535)
"""The row of a number that no object has, and that none is to get (7.5.4)."""


@dataclass(frozen=True)
class Stretch:
    """Objects with numbers in a row from `first`, written apart from a file, and put into one at any place.

    `rows` are those of the cross-reference stream, `streams` say which of them hold places in `data`, whose digest is
    `name`.
    """

    first: int
    rows: bytes
    streams: tuple[int, ...]
    data: bytes
    name: bytes

    @property
    def count(self) -> int:
        """How many numbers it has."""
        return len(self.rows) // _ROW.size

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Be pickled, its data apart where that can be done (PEP 574): they are most of a book, and not copied then."""
        if protocol < APART:
            return super().__reduce_ex__(protocol)
        return Stretch, (self.first, self.rows, self.streams, pickle.PickleBuffer(self.data), self.name)


class Writer:
    """Takes the objects of a PDF in turn, and gives its bytes at the end."""

    def __init__(self, first: int = 0) -> None:
        """Begin a file, or a stretch of one whose numbers begin with `first`."""
        self._first, self._at = first, 0
        self._out = io.BytesIO()
        self._sums = hashlib.sha256()
        self._rows = bytearray()
        self._streams: list[int] = []
        self._waiting: list[tuple[int, bytes]] = []
        if not first:
            self._put(_BEGIN)
            self.reserve()

    @property
    def next(self) -> int:
        """The number that the next object gets."""
        return self._first + len(self._rows) // _ROW.size

    def reserve(self, count: int = 1) -> int:
        """Return the first of some new object numbers in a row, for objects to come."""
        first = self.next
        self._rows += _FREE * count
        return first

    def add(self, data: bytes, number: int = 0) -> int:
        """Write an object that is no stream, under a number reserved or a new one; return its number."""
        number = number or self.reserve()
        self._waiting.append((number, data))
        if len(self._waiting) == MOST_IN_A_STREAM:
            self._flush()
        return number

    def together(self, numbers: Sequence[int], objects: Sequence[bytes]) -> None:
        """Write objects that are no streams, under numbers reserved, as one object stream."""
        number = self.reserve()
        for index, own in enumerate(numbers):
            _ROW.pack_into(self._rows, (own - self._first) * _ROW.size, 2, number, index)
        offsets = accumulate((len(data) + 1 for data in objects), initial=0)
        first = b" ".join([b"%d %d" % pair for pair in zip(numbers, offsets, strict=False)]) + b"\n"
        body = zlib.compress(first + b"\n".join(objects), 1)
        head = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(objects), len(first))
        self.stream(head, body, number)

    def stream(self, head: bytes, data: bytes, number: int = 0) -> int:
        """Write a stream; `head` is its dictionary, open and without its length."""
        number = number or self.reserve()
        self._sums.update(data)
        self._streams.append(number - self._first)
        _ROW.pack_into(self._rows, (number - self._first) * _ROW.size, 1, self._at, 0)
        self._put(b"%d 0 obj\n%s/Length %d>>\nstream\n" % (number, head, len(data)), data, _END)
        return number

    def deflated(self, data: bytes, number: int) -> int:
        """Write a stream for FlateDecode under a number reserved; return the place where its data begin."""
        self.stream(b"<</Filter/FlateDecode", data, number)
        return self._at - len(_END) - len(data)

    def stretch(self) -> Stretch:
        """Return what was written as a stretch."""
        self._flush()
        data = self._out.getvalue()
        return Stretch(self._first, bytes(self._rows), tuple(self._streams), data, hashlib.sha256(data).digest())

    def put(self, stretch: Stretch, fill: Callable[[memoryview], bytes] = lambda _: b"") -> None:
        """Put a stretch into the file, whose first number must be the next one.

        `fill` is given its bytes there to fill gaps in, and returns something of which can be told what it filled in.
        """
        rows = bytearray(stretch.rows)
        for index in stretch.streams:
            (place,) = _PLACE.unpack_from(rows, index * _ROW.size)
            _ROW.pack_into(rows, index * _ROW.size, 1, self._at + place, 0)
        self._rows += rows
        self._sums.update(stretch.name)
        begin = self._at
        self._put(stretch.data)
        with self._out.getbuffer() as whole, whole[begin:] as own:
            self._sums.update(fill(own))

    def finish(self, root: int, info: int) -> bytes:
        """Write the cross-reference stream and return the file; its identifier is made of what all streams hold."""
        self._flush()
        number, begin = self.reserve(), self._at
        _ROW.pack_into(self._rows, number * _ROW.size, 1, begin, 0)
        name = b"<%b>" % self._sums.hexdigest()[:_NAME].encode()
        head = b"<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R" % (self.next, root, info)
        self.stream(b"%b/ID[%b%b]/Filter/FlateDecode" % (head, name, name), zlib.compress(self._rows, 1), number)
        self._put(b"startxref\n%d\n%%%%EOF\n" % begin)
        return self._out.getvalue()

    def _flush(self) -> None:
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self.together(*zip(*waiting, strict=True))

    def _put(self, *parts: bytes) -> None:
        self._out.writelines(parts)
        self._at = self._out.tell()
