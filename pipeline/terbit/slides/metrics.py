"""Widths of text by the real fonts' advances, and the lines it breaks into."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from fontTools.ttLib import TTFont

from terbit.assets import FontFile, font_files
from terbit.slides.model import Run, Runs

__all__ = ["FAMILIES", "Medium", "face_file", "line_count", "longest_word", "missing_characters", "whole_width"]

Medium = Literal["pptx", "html"]

FAMILIES: Mapping[Medium, str] = {"pptx": "Carlito", "html": "Source Sans 3"}
"""The faces that measure: Carlito has the metrics of Calibri, which the PPTX names."""
_BOLD: Mapping[Medium, int] = {"pptx": 700, "html": 600}
_CODE = "Source Code Pro"
_SCRIPT = 0.66
_SLACK = 1.01
"""Renderers round advances and hint; a hundredth keeps a line that just fits from breaking."""
_ROUNDING = 0.001
"""Column widths are rounded to a hundredth of a point; a word as wide as its column stays whole."""
_MEDIA: tuple[Medium, ...] = ("pptx", "html")


@dataclass(frozen=True)
class _Word:
    """A word in em: the space before it and its pieces, between which it may break; no pieces: a new line."""

    space: float
    pieces: tuple[float, ...]


@cache
def _advances(path: Path) -> Mapping[int, float]:
    """Read a face's advance widths, in em by code point."""
    with TTFont(path, lazy=True) as font:
        unit = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return {code: widths[name][0] / unit for code, name in font.getBestCmap().items()}


@cache
def face_file(family: str, weight: int, style: str) -> FontFile:
    """Return the face of a family nearest to a weight and a style."""
    faces = [face for face in font_files() if face.family == family]
    return min(faces, key=lambda face: (face.style != style, abs(face.weight - weight)))


def _face(medium: Medium, run: Run, *, bold: bool) -> Mapping[int, float]:
    family = _CODE if run.code else FAMILIES[medium]
    weight = _BOLD[medium] if bold or run.bold else 400
    return _advances(face_file(family, weight, "italic" if run.italic else "normal").path)


def missing_characters(text: str) -> str:
    """Return the printing characters, sorted, that a face of either medium lacks."""
    faces = [_advances(face_file(family, 400, "normal").path) for family in FAMILIES.values()]
    return "".join(sorted({c for c in set(text) if c.isprintable() and any(ord(c) not in f for f in faces)}))


@lru_cache(maxsize=50_000)
def _words(runs: Runs, medium: Medium, *, bold: bool) -> tuple[_Word, ...]:
    words: list[_Word] = []
    pieces: list[float] = []
    space, lead, broken = 0.0, 0.0, True
    for character, width in _characters(runs, medium, bold=bold):
        if character.isspace() and character != "\u00a0":
            if pieces:
                words.append(_Word(lead, tuple(pieces)))
                pieces, space = [], 0.0
            if character == "\n":
                words.append(_Word(0.0, ()))
            space = 0.0 if character == "\n" else space + width
            continue
        if not pieces:
            lead, broken = space, True
        if broken:
            pieces.append(width)
        else:
            pieces[-1] += width
        broken = character in "-–—"
    return tuple([*words, _Word(lead, tuple(pieces))] if pieces else words)


def _characters(runs: Runs, medium: Medium, *, bold: bool) -> Iterable[tuple[str, float]]:
    for run in runs:
        face = _face(medium, run, bold=bold)
        scale = _SLACK * (_SCRIPT if run.script else 1.0)
        for character in run.text:
            yield character, scale * face.get(ord(character), 1.0)


@lru_cache(maxsize=100_000)
def line_count(runs: Runs, width: float, *, bold: bool = False) -> int:
    """Return the lines that text takes in a width (em), in the medium and by the rule that take most.

    Browsers and office programs differ in whether they break after a hyphen, so both are tried.
    """
    return max(
        _lines(_words(runs, medium, bold=bold), width, hyphens=hyphens)
        for medium in _MEDIA
        for hyphens in (True, False)
    )


def _lines(words: Iterable[_Word], width: float, *, hyphens: bool) -> int:
    lines, used, width = 1, 0.0, width + _ROUNDING
    for word in words:
        if not word.pieces:
            lines, used = lines + 1, 0.0
            continue
        pieces = word.pieces if hyphens else (sum(word.pieces),)
        for at, piece in enumerate(pieces):
            space = word.space if used and not at else 0.0
            if used and used + space + piece > width:
                lines, used, space = lines + 1, 0.0, 0.0
            over = math.ceil(piece / width) - 1 if piece > width else 0
            lines += over
            used += space + piece - over * width
    return lines


def longest_word(runs: Runs, *, bold: bool = False) -> float:
    """Return the width (em) of the widest word, in the medium where it is widest."""
    found = (sum(word.pieces) for medium in _MEDIA for word in _words(runs, medium, bold=bold))
    return max(found, default=0.0)


def whole_width(runs: Runs, *, bold: bool = False) -> float:
    """Return the width (em) of text on one line, in the medium where it is widest."""
    return max(sum(w.space + sum(w.pieces) for w in _words(runs, medium, bold=bold)) for medium in _MEDIA)
