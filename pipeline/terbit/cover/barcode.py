"""EAN-13, the barcode of books (ISO/IEC 15420): bars as a vector drawing, with the figures below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from terbit.config.checks import check_digit

__all__ = ["HEIGHT", "WIDTH", "barcode", "ean_of", "modules"]

MODULE = 0.33
"""The width of the narrowest bar at the nominal size, in mm."""
WIDTH = MODULE * (11 + 95 + 7)
"""The whole with its quiet zones, 11 modules on the left and 7 on the right, in mm."""
HEIGHT = 25.9
"""From the top of the bars to the foot of the figures, in mm."""
_BARS, _GUARDS = 22.85, 24.5
_FIGURES = 25.7
_LEFT_QUIET = 11
_ODD = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
_PARITIES = ("OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO")
"""How the first figure, which has no bars, is told by the kinds of the next six."""


def ean_of(isbn: str) -> str:
    """Return the 13 figures of an ISBN; one of ten figures gets 978 and a new check digit."""
    figures = re.sub(r"[^0-9X]", "", isbn.upper())
    if len(figures) == 13:
        return figures
    stem = f"978{figures[:9]}"
    return stem + check_digit(stem)


def modules(ean: str) -> str:
    """Return the 95 modules of 13 figures, 1 for a bar.

    Raises
    ------
    ValueError
        If the last figure is not the check digit of the others.
    """
    if ean[-1] != check_digit(ean[:-1]):
        raise ValueError(f"the check digit of {ean} should be {check_digit(ean[:-1])}")
    parities = _PARITIES[int(ean[0])]
    left = "".join(_left(int(figure), parity) for figure, parity in zip(ean[1:7], parities, strict=True))
    right = "".join(_inverted(_ODD[int(figure)]) for figure in ean[7:])
    return f"101{left}01010{right}101"


def barcode(ean: str, face: str) -> bytes:
    """Return the barcode as SVG at its nominal size, in mm, on white that has the quiet zones in it."""
    bars = "".join(f"M{x:.2f} 0h{width:.2f}v{height}h-{width:.2f}z" for x, width, height in _runs(modules(ean)))
    figures = "".join(
        f'<text x="{(_LEFT_QUIET + at) * MODULE:.2f}" y="{_FIGURES}" font-size="3.5" text-anchor="middle" '
        f'font-family="{face}" fill="#000">{figure}</text>'
        for figure, at in zip(ean, _centres(), strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.2f} {HEIGHT}">'
        f'<path d="M0 0h{WIDTH:.2f}v{HEIGHT}h-{WIDTH:.2f}z" fill="#fff"/><path d="{bars}" fill="#000"/>{figures}</svg>'
    ).encode()


def _runs(pattern: str) -> Iterator[tuple[float, float, float]]:
    """Yield each bar's place, width and height in mm; the guards are longer."""
    for found in re.finditer("1+", pattern):
        is_guard = found.start() < 3 or found.start() >= 92 or 45 <= found.start() < 50
        yield (
            (_LEFT_QUIET + found.start()) * MODULE,
            len(found[0]) * MODULE,
            _GUARDS if is_guard else _BARS,
        )


def _centres() -> Iterator[float]:
    """Yield the middle of each figure, in modules: the first is in the quiet zone."""
    yield -5.5
    yield from (3 + 7 * place + 3.5 for place in range(6))
    yield from (50 + 7 * place + 3.5 for place in range(6))


def _left(figure: int, parity: str) -> str:
    return _ODD[figure] if parity == "O" else _inverted(_ODD[figure])[::-1]


def _inverted(pattern: str) -> str:
    return pattern.translate(str.maketrans("01", "10"))
