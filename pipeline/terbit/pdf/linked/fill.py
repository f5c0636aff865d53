"""Filling in numbers: the gaps that are left for them in what is kept of units are written over in the book."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Mapping
from itertools import islice
from typing import TypeVar

from terbit.pdf.linked.gaps import BASE, GAP, MOVED, PAGE, SHOWN, SUM, Form, Gaps

__all__ = ["Filling"]

T = TypeVar("T")


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

    def __missing__(self, number: str) -> tuple[bytes, int, int]:
        steps = [number[at : at + 2] for at in range(len(number))]
        shown = SHOWN % b"".join([self._shown[step] for step in steps])
        if self._form.shift:
            width = sum([self._widths[step] for step in steps])
            shown = MOVED % (self._form.shift * (self._form.width - width)) + shown
        if len(shown) > self._form.room:
            raise OverflowError(f"{number} has more figures than the number of a page")
        shown = shown.ljust(self._form.room)
        sums = zlib.adler32(shown, 0)
        self[number] = found = shown, sums & 0xFFFF, sums >> 16
        return found


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
        places, said = GAP.iter_unpack(gaps.places), bytearray()
        for page, place, sums, count in PAGE.iter_unpack(gaps.pages):
            a, b = sums & 0xFFFF, sums >> 16
            for at, after, number, target in islice(places, count):
                form, setting = settings[number]
                shown, one, two = setting[self._folio(first + page, form.roman) if target < 0 else told[target]]
                data[at : at + len(shown)] = shown
                a, b = a + one, b + two + after * one
            SUM.pack_into(data, place, b % BASE << 16 | a % BASE)
            said += data[place : place + SUM.size]
        return bytes(said)

    def _setting(self, form: Form) -> _Setting:
        if form not in self._settings:
            self._settings[form] = _Setting(form)
        return self._settings[form]
