"""Lines of type as they stand on the pages of a PDF: words, places, and the spaces between the words."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from terbit.checks.press.graphics import Box

__all__ = ["Line", "Word", "lines_of"]

_COLUMN = 2.5
"""A gap of as many heights of a letter is none between words: another column begins."""
_RAISED = 0.6
"""How far from the baseline, in heights of a letter, a mark of the same line may stand."""
_BACK = 1.0
"""How far back, in heights, the next letter of a line may begin: those of a ligature share its box."""


@dataclass(frozen=True)
class Word:
    """A word of a line, with its left and right edges in pt."""

    text: str
    left: float
    right: float


@dataclass(frozen=True)
class Line:
    """A line on a page, counted from 1; `natural` is how wide the face's own space is, in pt, 0 where it has none."""

    page: int
    words: tuple[Word, ...]
    box: Box
    baseline: float
    natural: float

    @property
    def text(self) -> str:
        """The words, with spaces between them."""
        return " ".join(word.text for word in self.words)

    @property
    def start(self) -> str:
        """The first words, to know it by."""
        return " ".join(word.text for word in self.words[:6])

    @property
    def space(self) -> float:
        """The usual width of the spaces between the words, in pt, that of a formula apart; 0 if there are none."""
        gaps = sorted(after.left - before.right for before, after in pairwise(self.words))
        return gaps[(len(gaps) - 1) // 2] if gaps else 0.0

    @property
    def looseness(self) -> float:
        """How many times as wide as in the face the spaces between words are; 0 if that is not known."""
        return self.space / self.natural if self.natural else 0.0


@dataclass(frozen=True)
class _Glyph:
    char: str
    box: Box
    baseline: float
    index: int


def lines_of(page: Any, number: int) -> list[Line]:
    """Return the lines of a page, in the order in which they were painted; `page` is pypdfium2's."""
    out: list[Line] = []
    run: list[_Glyph] = []
    text = page.get_textpage()
    for glyph in _glyphs(text):
        if run and not _goes_on(run, glyph):
            out += _line(run, number, text)
            run = []
        if run or not glyph.char.isspace():
            run.append(glyph)
    return out + list(_line(run, number, text))


def _glyphs(text: Any) -> Iterator[_Glyph]:
    """Yield what is painted, and not what pdfium makes up between."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    for index in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, index):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        yield _Glyph(char, (box.left, box.bottom, box.right, box.top), y.value, index)


def _goes_on(run: list[_Glyph], glyph: _Glyph) -> bool:
    """Say whether a letter stands on the line of those before it."""
    last = next(one for one in reversed(run) if not one.char.isspace())
    high = max(run[0].box[3] - run[0].box[1], glyph.box[3] - glyph.box[1])
    level = abs(glyph.baseline - run[0].baseline) < _RAISED * high
    return level and -_BACK * high < glyph.box[0] - last.box[2] < _COLUMN * high


def _line(run: list[_Glyph], page: int, text: Any) -> Iterator[Line]:
    words = [_word(part) for part in _parts(run) if part]
    if words:
        inked = [glyph for glyph in run if not glyph.char.isspace()]
        bottom, top = min(glyph.box[1] for glyph in inked), max(glyph.box[3] for glyph in inked)
        box = (words[0].left, bottom, words[-1].right, top)
        yield Line(page, tuple(words), box, run[0].baseline, _natural(text, run[0].index))


def _parts(run: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Yield the letters of each word; where a PDF has no spaces in it, a gap of a sixth of the height is one."""
    part: list[_Glyph] = []
    for glyph in run:
        if glyph.char.isspace() or (part and glyph.box[0] - part[-1].box[2] > (glyph.box[3] - glyph.box[1]) / 6):
            yield part
            part = []
        if not glyph.char.isspace():
            part.append(glyph)
    yield part


def _word(part: list[_Glyph]) -> Word:
    return Word("".join(glyph.char for glyph in part), part[0].box[0], part[-1].box[2])


def _natural(text: Any, index: int) -> float:
    """Return the width of the space in the face of a letter, in pt, by the face itself."""
    wide, placed = ctypes.c_float(), pdfium.FS_MATRIX()
    face = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(text, index))
    if not face or not pdfium.FPDFFont_GetGlyphWidth(face, ord(" "), 1.0, wide):
        return 0.0
    pdfium.FPDFText_GetMatrix(text, index, placed)
    return float(wide.value) * float(pdfium.FPDFText_GetFontSize(text, index)) * math.hypot(placed.a, placed.b)
