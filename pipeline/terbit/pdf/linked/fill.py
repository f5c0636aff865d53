"""Filling in page numbers: gaps are left for them in what is kept of a unit, and written over as the book is linked."""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, TypeVar

from terbit.pdf.linked.model import FOLIO, Content, Deflated, Hole, NumberTable
from terbit.pdf.linked.writer import Writer

__all__ = ["EMPTY", "Filling", "Gaps", "Opening"]

_ZLIB_HEADER = b"\x78\x9c"
_LAST_BLOCK = b"\x03\x00"
_STORED = struct.Struct("<xHH")
"""The head of a block that is not compressed and not the last (RFC 1951, 3.2.4): its length twice, once inverted."""
_BASE = 65521
"""That of Adler-32 (RFC 1950, 8.2)."""
_SUM = struct.Struct(">I")
_PAGE = struct.Struct("<IIII")
"""A page with gaps: its index in the unit, the place of its Adler-32, what that is as long as gaps are filled with
zeros, how many there are."""
_GAP = struct.Struct("<IIIi")
"""A gap: its place, how many bytes come after it when the page is inflated, its form and its target, -1 for FOLIO."""
_MOVED, _SHOWN = b"%.6f 0 Td ", b"[%b] TJ\n"
"""The operators of a number: it is moved (px) where it is not as wide as the one laid out, and shown."""
_FIGURES, _ROMAN_FIGURES = 6, 15
"""The most in a page number: of 999,999, and of the roman 3,888."""
T = TypeVar("T")


class Form(NamedTuple):
    """How numbers are set: whether in `roman` figures, by which table (`_short`), and how aligned (`Hole`).

    Where all begin at one place the width does not matter, and is 0.
    """

    roman: bool
    table: bytes
    width: float
    shift: float


def _short(table: NumberTable) -> bytes:
    """Pickle a table without what is said of two figures that is the same as of the first alone: of most."""
    shown, widths = (
        {step: said for step, said in told.items() if len(step) == 1 or said != told[step[0]]}
        for told in (table.shown, table.widths)
    )
    return pickle.dumps((shown, widths))


class _Steps(dict[str, T]):
    """What is said of figures by themselves and, where that differs, before another one."""

    def __missing__(self, step: str) -> T:
        self[step] = found = self[step[0]]
        return found


class _Setting(dict[str, tuple[bytes, int, int]]):
    """Numbers set in one form, each once: the operators that show it, and the two sums of Adler-32 over these.

    All are equally long.
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        shown, widths = pickle.loads(form.table)  # noqa: S301 - of the project's own cache
        self._form, self._shown, self._widths = form, _Steps[bytes](shown), _Steps[float](widths)
        most = _ROMAN_FIGURES if form.roman else _FIGURES
        self.size = most * max(map(len, shown.values())) + len(_MOVED % -99_999 + _SHOWN % b"")

    def __missing__(self, number: str) -> tuple[bytes, int, int]:
        steps = [number[at : at + 2] for at in range(len(number))]
        shown = _SHOWN % b"".join([self._shown[step] for step in steps])
        if self._form.shift:
            width = sum([self._widths[step] for step in steps])
            shown = _MOVED % (self._form.shift * (self._form.width - width)) + shown
        if len(shown) > self.size:
            raise OverflowError(f"{number} has more figures than the number of a page")
        shown = shown.ljust(self.size)
        sums = zlib.adler32(shown, 0)
        self[number] = found = shown, sums & 0xFFFF, sums >> 16
        return found


@dataclass(frozen=True)
class Gaps:
    """The gaps in a stretch as they are kept: quick to read, for all of a book are filled to link it.

    `pages` says of each page with gaps what `_PAGE` has, `places` of each gap what `_GAP` has.
    """

    pages: bytes
    places: bytes
    forms: tuple[Form, ...]
    targets: tuple[str, ...]


EMPTY = Gaps(b"", b"", (), ())
"""None."""


class Opening:
    """Writes the contents of a unit's pages with gaps for their numbers, which are so long that any number fits."""

    def __init__(self, tables: Sequence[NumberTable], writer: Writer) -> None:
        self._tables, self._writer = [*map(_short, tables)], writer
        self._forms: dict[Form, tuple[int, int]] = {}
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
                form, inflated = self._form(part)
                target = self._target(part.target)
                head = _STORED.pack(inflated, inflated ^ 0xFFFF)
                data, own = head + bytes(inflated), inflated << 16 | 1
                gaps.append((size + len(head), length + inflated, form, target))
            out.append(data)
            size, length = size + len(data), length + inflated
            # Adler-32 of two parts: a sum of bytes and one of such sums, begun with 1 and 0 in each.
            a, b = a + (own & 0xFFFF) - 1, b + (own >> 16) + inflated * (a - 1)
        sums = b % _BASE << 16 | a % _BASE
        place = self._writer.deflated(b"".join((*out, _LAST_BLOCK, _SUM.pack(sums))), number)
        if gaps:
            self._pages += _PAGE.pack(index, place + size + len(_LAST_BLOCK), sums, len(gaps))
        for at, before, form, target in gaps:
            self._places += _GAP.pack(place + at, length - before, form, target)

    def gaps(self) -> Gaps:
        """Return all gaps of the unit."""
        return Gaps(bytes(self._pages), bytes(self._places), tuple(self._forms), tuple(self._targets))

    def _form(self, hole: Hole) -> tuple[int, int]:
        """Return the index of a hole's form, and the length of its gaps."""
        form = Form(hole.roman, self._tables[hole.table], hole.width if hole.shift else 0.0, hole.shift)
        if form not in self._forms:
            self._forms[form] = len(self._forms), _Setting(form).size
        return self._forms[form]

    def _target(self, name: str) -> int:
        return -1 if name == FOLIO else self._targets.setdefault(name, len(self._targets))


class Filling:
    """Fills the gaps of units, one after the other, as numbers are printed in a book.

    `folios` are those of the pages of targets, and the numbers of footnotes; `folio` gives that of a page of the
    book, in roman figures or not.
    """

    def __init__(self, folios: Mapping[str, str], folio: Callable[[int, bool], str]) -> None:
        self._folios, self._folio = folios, folio
        self._settings: dict[Form, _Setting] = {}

    def fill(self, gaps: Gaps, first: int, data: memoryview) -> bytes:
        """Fill all gaps in a stretch, of a unit that begins on a page of the book; return the sums of its pages."""
        settings = [(form, self._setting(form)) for form in gaps.forms]
        told = [self._folios.get(target, "0") for target in gaps.targets]
        places, said = _GAP.iter_unpack(gaps.places), bytearray()
        for page, place, sums, count in _PAGE.iter_unpack(gaps.pages):
            a, b = sums & 0xFFFF, sums >> 16
            for at, after, number, target in islice(places, count):
                form, setting = settings[number]
                shown, one, two = setting[self._folio(first + page, form.roman) if target < 0 else told[target]]
                data[at : at + len(shown)] = shown
                a, b = a + one, b + two + after * one
            _SUM.pack_into(data, place, b % _BASE << 16 | a % _BASE)
            said += data[place : place + _SUM.size]
        return bytes(said)

    def _setting(self, form: Form) -> _Setting:
        if form not in self._settings:
            self._settings[form] = _Setting(form)
        return self._settings[form]
