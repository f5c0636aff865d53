"""Fitting words into a box: as large as they can be set."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import ImageFont

from terbit.assets import FontFile

__all__ = ["Fitted", "fitted", "length"]

_FINE = 20
"""Words are measured at this many times their size: Pillow's fonts have whole sizes."""


@dataclass(frozen=True)
class Fitted:
    """A text's size in pt and its lines; whether it fits at that size."""

    size: float
    lines: tuple[str, ...]
    fits: bool = True


def length(words: str, face: FontFile, size: float) -> float:
    """Return how long words are on one line, in pt."""
    return float(ImageFont.truetype(face.path, round(size * _FINE)).getlength(words)) / _FINE


def fitted(words: str, face: FontFile, width: float, sizes: tuple[float, ...], most_lines: int) -> Fitted:
    """Return the largest of some sizes, the largest first, in which words fit a width in pt on a number of lines."""
    made = Fitted(sizes[-1], ())
    for size in sizes:
        lines = _wrapped(words, face, size, width)
        made = Fitted(size, lines, fits=len(lines) <= most_lines and _widest(lines, face, size) <= width)
        if made.fits:
            return made
    return made


def _widest(lines: tuple[str, ...], face: FontFile, size: float) -> float:
    return max((length(line, face, size) for line in lines), default=0.0)


def _wrapped(words: str, face: FontFile, size: float, width: float) -> tuple[str, ...]:
    font = ImageFont.truetype(face.path, round(size * _FINE))
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) / _FINE <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
