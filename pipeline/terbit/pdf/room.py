"""The room that a line of text has, and what words need of it, by the advances of the theme's faces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from terbit.ast import elements, where
from terbit.config import Config
from terbit.diagnostics import Diagnostic, Location
from terbit.faces import faces_of
from terbit.fonts import advances
from terbit.model import Chapter
from terbit.pdf.geometry import TYPE, geometry

__all__ = ["Room", "long_words", "room_of"]

_PT_IN_MM = 72 / 25.4
_SHOWN = 24
"""Letters of a long word that are named."""
_LEAST = 20
"""Letters of a word that are never longer than a line."""
_MISSING = 1.0
"""The width of a character that the face lacks, in em."""


@dataclass(frozen=True)
class Room:
    """The width and height of the text and the size of its type, in pt; `families` are the theme's by their names.

    `column` is the width of notes in the margin in pt, 0 where they stand in the text.
    """

    width: float
    height: float
    size: float
    families: Mapping[str, str]
    column: float = 0.0

    def length(self, text: str, size: float, face: str = "face-text", weight: int = 400) -> float:
        """Return how long a text is on one line, in pt, at a size that the style sheet gives."""
        widths = _advances(self.families.get(face, ""), weight)
        return size * self.size / TYPE * sum(widths.get(ord(character), _MISSING) for character in text)


def room_of(config: Config, tokens: Mapping[str, str]) -> Room:
    """Return the room of a book's lines, those of the widest gutter that it may get."""
    profile = config.press.profile
    page = geometry(config.trim, config.press, profile.gutters[-1].width if profile and profile.gutters else None)
    width = (page.width - page.inner - page.outer) * _PT_IN_MM
    return Room(width, page.lines * page.leading, config.press.type_size, tokens, page.note * _PT_IN_MM)


def long_words(chapter: Chapter, room: Room) -> Iterator[Diagnostic]:
    """Find words that are longer than a line, and so are broken anywhere; addresses may be."""
    place: Location | None = Location(chapter.file) if chapter.file else None
    passed: set[int] = set()
    for element in elements(chapter.blocks, words=True):
        place = where(element) or place
        if element["t"] in ("Link", "Image", "Table"):
            passed.update(id(inner) for inner in elements(element["c"], words=True))
        elif element["t"] in ("Str", "Code") and id(element) not in passed:
            is_code = element["t"] == "Code"
            face = "face-code" if is_code else "face-text"
            text = str(element["c"][1] if is_code else element["c"])
            for word in text.split():
                if len(word) > _LEAST and room.length(word, TYPE, face) > room.width:
                    yield _too_long(word, place)


def _too_long(word: str, place: Location | None) -> Diagnostic:
    message = f"a word of {len(word)} letters is longer than a line, and is broken in it: '{word[:_SHOWN]}…'"
    return Diagnostic("warning", "word-long", message, place, "divide it with a space, or with a hyphen")


@cache
def _advances(family: str, weight: int) -> Mapping[int, float]:
    """Return the widths of a family's upright face nearest to a weight, in em by code point."""
    faces = [face for face in faces_of([family]) if face.style == "normal"]
    return advances(min(faces, key=lambda face: abs(face.weight - weight))) if faces else {}
