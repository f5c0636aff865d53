"""Widths of text by the real fonts' advances, and the lines it breaks into."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from terbit.assets import FontFile, font_files
from terbit.fonts import advances
from terbit.slides.model import Runs
from terbit.slides.typefaces import OWN_FACES, Faces, Medium

__all__ = ["CODE", "face_file", "line_count", "longest_word", "missing_characters", "whole_width"]

_BOLD: Mapping[Medium, int] = {"pptx": 700, "html": 600}
CODE = "Source Code Pro"
"""The family of code, in every deck."""
_SCRIPT = 0.66
_SLACK = 1.01
"""Renderers round advances and hint; a hundredth keeps a line that just fits from breaking."""
_ROUNDING = 0.001
"""Column widths are rounded to a hundredth of a point; a word as wide as its column stays whole."""
_SPACE = re.compile(r"[^\S\u00a0]")
_STRETCH = re.compile(r"[^\S\u00a0]|(?:\S|\u00a0)+")
"""A space that a line may break at, or what stands between two of them."""
_PIECE = re.compile(r"(?:[^\s–—-]|\u00a0)*[–—-]|(?:[^\s–—-]|\u00a0)+")
"""A piece of a word, up to where it may break."""
_MEDIA: tuple[Medium, ...] = ("pptx", "html")


@dataclass(frozen=True)
class _Word:
    """A word in em: the space before it and its pieces, between which it may break; no pieces: a new line."""

    space: float
    pieces: tuple[float, ...]


@cache
def face_file(family: str, weight: int, style: str) -> FontFile:
    """Return the face of a family of Terbit's nearest to a weight and a style."""
    faces = [face for face in font_files() if face.family == family]
    return min(faces, key=lambda face: (face.style != style, abs(face.weight - weight)))


class _Widths(dict[str, float]):
    """Widths of pieces of words in em, added up character by character, each piece once."""

    def __init__(self, face: Mapping[int, float], scale: float) -> None:
        super().__init__()
        self._face, self._scale = face, scale
        self._pieces: dict[str, tuple[float, ...]] = {}

    def __missing__(self, text: str) -> float:
        width = 0.0
        for character in text:
            width += self._scale * self._face.get(ord(character), 1.0)
        self[text] = width
        return width

    def pieces(self, stretch: str) -> tuple[float, ...]:
        """Return the widths of the pieces of a word, or of what one style has of it."""
        if stretch not in self._pieces:
            self._pieces[stretch] = tuple(self[piece] for piece in _PIECE.findall(stretch))
        return self._pieces[stretch]


@lru_cache(maxsize=256)
def _measure(medium: Medium, faces: Faces, weight: int, style: str, *, code: bool, small: bool) -> _Widths:
    typeface = faces.pptx if medium == "pptx" else faces.html
    file = face_file(CODE, weight, style) if code else typeface.file(weight, style)
    return _Widths(advances(file), _SLACK * (_SCRIPT if small else 1.0))


def missing_characters(text: str, faces: Faces = OWN_FACES) -> str:
    """Return the printing characters, sorted, that a face of either medium lacks."""
    return "".join(sorted(c for c in {*text} - _held(faces) if c.isprintable()))


@lru_cache(maxsize=256)
def _held(faces: Faces) -> frozenset[str]:
    """Return the characters that the faces of both media have."""
    pptx, html = (advances(face.file(400, "normal")) for face in (faces.pptx, faces.html))
    return frozenset(map(chr, pptx.keys() & html.keys()))


@lru_cache(maxsize=50_000)
def _words(runs: Runs, medium: Medium, faces: Faces, *, bold: bool) -> tuple[_Word, ...]:
    words: list[_Word] = []
    pieces: list[float] = []
    space, lead, broken = 0.0, 0.0, True
    for text, widths in _stretches(runs, medium, faces, bold=bold):
        if _SPACE.match(text):
            if pieces:
                words.append(_Word(lead, tuple(pieces)))
                pieces, space = [], 0.0
            if text == "\n":
                words.append(_Word(0.0, ()))
            space = 0.0 if text == "\n" else space + widths[text]
            continue
        if not pieces:
            lead, broken = space, True
        own = widths.pieces(text)
        if not broken:
            for character in _PIECE.findall(text)[0]:
                pieces[-1] += widths[character]
            own = own[1:]
        pieces += own
        broken = text[-1] in "-–—"
    return tuple([*words, _Word(lead, tuple(pieces))] if pieces else words)


def _stretches(runs: Runs, medium: Medium, faces: Faces, *, bold: bool) -> Iterable[tuple[str, _Widths]]:
    for run in runs:
        weight = _BOLD[medium] if bold or run.bold else 400
        style = "italic" if run.italic else "normal"
        widths = _measure(medium, faces, weight, style, code=run.code, small=bool(run.script))
        for text in _STRETCH.findall(run.text):
            yield text, widths


@lru_cache(maxsize=100_000)
def line_count(runs: Runs, width: float, faces: Faces = OWN_FACES, *, bold: bool = False) -> int:
    """Return the lines that text takes in a width (em), in the medium and by the rule that take most.

    Browsers and office programs differ in whether they break after a hyphen, so both are tried.
    """
    most = 0
    for medium in _MEDIA:
        words = _words(runs, medium, faces, bold=bold)
        most = max(most, _lines(words, width, hyphens=True))
        if any(len(word.pieces) > 1 for word in words):
            most = max(most, _lines(words, width, hyphens=False))
    return most


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


def longest_word(runs: Runs, faces: Faces = OWN_FACES, *, bold: bool = False) -> float:
    """Return the width (em) of the widest word, in the medium where it is widest."""
    found = (sum(word.pieces) for medium in _MEDIA for word in _words(runs, medium, faces, bold=bold))
    return max(found, default=0.0)


def whole_width(runs: Runs, faces: Faces = OWN_FACES, *, bold: bool = False) -> float:
    """Return the width (em) of text on one line, in the medium where it is widest."""
    return max(sum(w.space + sum(w.pieces) for w in _words(runs, medium, faces, bold=bold)) for medium in _MEDIA)
