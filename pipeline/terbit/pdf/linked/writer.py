"""Writing a PDF file: objects in object streams, and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8)."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from itertools import accumulate

__all__ = ["MOST_IN_A_STREAM", "Writer"]

MOST_IN_A_STREAM = 200
"""Objects in an object stream."""


class Writer:
    """Takes the objects of a PDF in turn, and gives its bytes at the end."""

    def __init__(self) -> None:
        """Begin a file of version 1.7; bytes above 127 say that it is binary."""
        self._out: list[bytes] = [b"%PDF-1.7\n%\xc2\xa7\xc2\xb6\n"]
        self._at = len(self._out[0])
        self._places: list[tuple[int, int, int]] = [(0, 0, 65535)]
        self._waiting: list[tuple[int, bytes]] = []

    def reserve(self, count: int = 1) -> int:
        """Return the first of some new object numbers in a row, for objects to come."""
        first = len(self._places)
        self._places.extend([(0, 0, 0)] * count)
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
            self._places[own] = (2, number, index)
        offsets = accumulate((len(data) + 1 for data in objects), initial=0)
        first = b" ".join([b"%d %d" % pair for pair in zip(numbers, offsets, strict=False)]) + b"\n"
        body = zlib.compress(first + b"\n".join(objects), 1)
        head = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(objects), len(first))
        self.stream(head, body, number)

    def stream(self, head: bytes, data: bytes, number: int = 0) -> int:
        """Write a stream; `head` is its dictionary, open and without its length."""
        number = number or self.reserve()
        self._places[number] = (1, self._at, 0)
        self._put(b"%d 0 obj\n%s/Length %d>>\nstream\n" % (number, head, len(data)), data, b"\nendstream\nendobj\n")
        return number

    def finish(self, root: int, info: int) -> bytes:
        """Write the cross-reference stream and return the file; its identifier is made of its content."""
        self._flush()
        number, begin = self.reserve(), self._at
        self._places[number] = (1, begin, 0)
        table = zlib.compress(b"".join([b"%c%b%b" % (k, a.to_bytes(4), b.to_bytes(2)) for k, a, b in self._places]), 1)
        sums = hashlib.md5(usedforsecurity=False)
        for part in self._out:
            sums.update(part)
        name = b"<%b>" % sums.hexdigest().encode()
        head = b"<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R" % (len(self._places), root, info)
        self.stream(b"%b/ID[%b%b]/Filter/FlateDecode" % (head, name, name), table, number)
        self._put(b"startxref\n%d\n%%%%EOF\n" % begin)
        return b"".join(self._out)

    def _flush(self) -> None:
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self.together(*zip(*waiting, strict=True))

    def _put(self, *parts: bytes) -> None:
        self._out.extend(parts)
        self._at += sum(map(len, parts))
