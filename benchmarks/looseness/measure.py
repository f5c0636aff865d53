"""Measuring the spaces between the words of a PDF, by where its letters stand: the same program for all."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, pstdev
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

__all__ = ["LIMITS", "SetLine", "Setting", "figures", "lines_of"]

LIMITS = (1.5, 2.0, 2.5)
"""From how many times the face's own space on a line counts as loose."""
_GAP = 0.1
"""What is a space between words, in em: TeX presses none below 0.15, and no kern is as much."""
_SAME, _EDGE = 0.5, 1.0
"""How exactly letters of a line stand on its baseline, and justified lines end at the edge, in pt."""
_HYPHENS = ("-", "\u2010", "\u2011", "\u00ad", "\x02", "\ufffe")
"""What a hyphen is read as: XeTeX names the glyph by its other code point, pdfium marks one at the end of a line."""


@dataclass(frozen=True)
class Setting:
    """How the text is set: sizes in pt, the width of the face's own space in em, lines on a page."""

    size: float
    space: float
    lines: int


@dataclass(frozen=True)
class SetLine:
    """A line: its page, its right edge, its letters without spaces, and the spaces between its words, in pt."""

    page: int
    right: float
    text: str
    spaces: tuple[float, ...]


@dataclass(frozen=True)
class _Letter:
    char: str
    left: float
    right: float
    baseline: float


def lines_of(file: Path, setting: Setting, paragraphs: Iterable[str]) -> Iterator[SetLine]:
    """Yield the lines of some paragraphs: of their type size and with their words, as heads and contents have not."""
    words = "\n".join(map(_bare, paragraphs))
    for line in _all_lines(file, setting):
        if (bare := _bare(line.text)) and bare in words:
            yield line


def _bare(text: str) -> str:
    """Return the letters and figures of a text: spaces, hyphens and quotation marks are each contestant's own."""
    return "".join(filter(str.isalnum, text))


def _all_lines(file: Path, setting: Setting) -> Iterator[SetLine]:
    with pypdfium2.PdfDocument(file) as pdf:
        for number in range(len(pdf)):
            line: list[_Letter] = []
            for letter in _letters(pdf[number].get_textpage(), setting.size):
                if line and not _is_beside(line[-1], letter, setting.size):
                    yield _line(number, line, setting.size)
                    line = []
                line.append(letter)
            if line:
                yield _line(number, line, setting.size)


def figures(lines: Iterable[SetLine], setting: Setting) -> dict[str, float]:
    """Return what is compared, of the lines that are justified: those that end paragraphs are not.

    Loose and overfull lines are counted in 100 pages of as many lines as the setting has, whatever pages there are.
    """
    found = list(lines)
    edges = _edges(found)
    full = [line for line in found if line.right > edges[line.page % 2] - _EDGE and line.spaces]
    ratios = [mean(line.spaces) / (setting.space * setting.size) for line in full]
    pages = len(full) / setting.lines / 100
    over = sum(line.right > edges[line.page % 2] + _EDGE for line in full)
    loose = {f"loose_{limit}": round(sum(one > limit for one in ratios) / pages, 1) for limit in LIMITS}
    return {
        "lines": len(full),
        **loose,
        "mean": round(mean(ratios), 3),
        "deviation": round(pstdev(ratios), 3),
        "widest": round(max(ratios), 2),
        "hyphenated_percent": round(100 * sum(line.text.endswith(_HYPHENS) for line in full) / len(full), 1),
        "overfull": round(over / pages, 1),
    }


def _letters(text: Any, size: float) -> Iterator[_Letter]:
    """Yield the letters that are painted in a size; spaces are what lies between them."""
    x, y, box, placed = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    for index in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        if pdfium.FPDFText_IsGenerated(text, index) or char.isspace():
            continue
        pdfium.FPDFText_GetMatrix(text, index, placed)
        scale = math.hypot(placed.a, placed.b)
        if abs(pdfium.FPDFText_GetFontSize(text, index) * scale - size) < 0.05:
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            pdfium.FPDFText_GetLooseCharBox(text, index, box)
            yield _Letter(char, box.left, box.right, y.value)


def _is_beside(last: _Letter, letter: _Letter, size: float) -> bool:
    return abs(letter.baseline - last.baseline) < _SAME and letter.left > last.left - size


def _line(page: int, line: Sequence[_Letter], size: float) -> SetLine:
    spaces, reached = [], line[0].right
    for letter in line[1:]:
        if letter.left - reached > _GAP * size:
            spaces.append(letter.left - reached)
        # The letters of a ligature share its box.
        reached = max(reached, letter.right)
    return SetLine(page, reached, "".join(letter.char for letter in line), tuple(spaces))


def _edges(lines: Iterable[SetLine]) -> dict[int, float]:
    """Return where lines end on left-hand and on right-hand pages: at the place where most do."""
    ends = Counter((line.page % 2, round(line.right, 1)) for line in lines)
    return {side: edge for (side, edge), _ in reversed(ends.most_common())}
