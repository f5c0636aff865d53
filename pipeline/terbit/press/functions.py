"""Functions of one variable in a PDF (ISO 32000-1, 7.10), as functions to call."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise
from typing import TypeAlias

import pikepdf

from terbit.press.spaces import Unprintable

__all__ = ["Function", "read_function"]

Function: TypeAlias = Callable[[float], tuple[float, ...]]


def read_function(function: pikepdf.Object) -> Function:
    """Return a PDF's function; several functions of one value each count as one.

    Raises
    ------
    Unprintable
        If it is of a kind that is not known here.
    """
    if isinstance(function, pikepdf.Array):
        parts = [read_function(one) for one in function]
        return lambda x: tuple(part(x)[0] for part in parts)
    kinds = {0: _sampled, 2: _exponential, 3: _stitched}
    kind = int(function.FunctionType)
    if kind not in kinds:
        raise Unprintable(f"a gradient by a function of type {kind}")
    low, high = _floats(function.Domain)
    inner = kinds[kind](function)
    return lambda x: inner(min(high, max(low, x)))


def _exponential(function: pikepdf.Object) -> Function:
    begin = [float(value) for value in function.get("/C0", [0])]
    end = [float(value) for value in function.get("/C1", [1])]
    change = [last - first for first, last in zip(begin, end, strict=True)]
    power = float(function.N)
    return lambda x: tuple(first + x**power * more for first, more in zip(begin, change, strict=True))


def _stitched(function: pikepdf.Object) -> Function:
    low, high = _floats(function.Domain)
    bounds, encode = _floats(function.Bounds), _floats(function.Encode)
    parts = [read_function(one) for one in function.Functions]
    ranges = list(zip(pairwise([low, *bounds, high]), zip(encode[::2], encode[1::2], strict=True), strict=True))

    def value(x: float) -> tuple[float, ...]:
        at = bisect_right(bounds, x)
        (begin, end), (first, last) = ranges[at]
        return parts[at](first if end == begin else first + (x - begin) * (last - first) / (end - begin))

    return value


def _sampled(function: pikepdf.Object) -> Function:
    if int(function.BitsPerSample) != 8 or len(function.Size) != 1:
        raise Unprintable("a gradient by a table that is not of bytes")
    low, high = _floats(function.Domain)
    size, data, ranges = int(function.Size[0]), function.read_bytes(), _floats(function.Range)
    count = len(ranges) // 2
    spans = list(zip(ranges[::2], ranges[1::2], strict=True))

    def value(x: float) -> tuple[float, ...]:
        at = (x - low) / (high - low) * (size - 1)
        before = min(int(at), max(size - 2, 0))
        here = data[before * count : (before + 1) * count]
        there = data[min(before + 1, size - 1) * count :]
        mixed = (a + (at - before) * (b - a) for a, b in zip(here, there, strict=False))
        return tuple(floor + part / 255 * (roof - floor) for part, (floor, roof) in zip(mixed, spans, strict=True))

    return value


def _floats(array: pikepdf.Object) -> list[float]:
    return [float(value) for value in array]
