"""Measuring words and their parts as Pango sets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pyphen
from weasyprint.text import line_break

__all__ = ["Face", "Part", "Word", "face_of"]

_KEPT = "measured_words"
"""The name under which a document's fonts keep what was measured in them."""
_SET_BY = (
    *("font_size", "font_kerning", "word_spacing", "letter_spacing", "lang", "hyphens", "hyphenate_character"),
    *("hyphenate_limit_chars", "white_space"),
)
"""What the width of a word and its parts depend on beside `_font_style_cache_key`."""
_LETTERS = re.compile(r"(?<![\w'’])[^\W\d_]+(?:['’][^\W\d_]+)*(?!\w)")
_INNER = re.compile(r"[^\w.,;:?!'’\"“”()\u00a0]")
"""What a line may break behind or before, within what stands between two spaces: Pango is asked."""


class Part(NamedTuple):
    """A place where a word may be broken, by characters; how wide it is up to there with its hyphen, and without."""

    at: int
    end: float
    start: float
    mark: str


class Word(NamedTuple):
    """A word: how wide it is, how many no-break spaces are in it, and where it may be broken."""

    width: float
    spaces: int
    parts: tuple[Part, ...]


class Face:
    """A face, size and language that text is set in, with the words that were measured in it."""

    def __init__(self, style: Any) -> None:
        """Measure the face's own space; all widths are in px."""
        self._style = style
        self._widths: dict[str, float] = {}
        self._words: dict[str, Word] = {}
        self.space = max(self._set("n n") - 2 * self._set("n") - style["word_spacing"], 0.0)
        self._is_broken = style["white_space"] == "normal"
        is_divided = self._is_broken and style["hyphens"] == "auto" and style["lang"]
        language = pyphen.language_fallback(style["lang"]) if is_divided else None
        self._fewest, left, right = style["hyphenate_limit_chars"]
        self._patterns = pyphen.Pyphen(lang=language, left=left, right=right) if language else None

    def word(self, text: str) -> Word:
        """Return what is known of a word, or of anything else that stands between two spaces."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = self._measured(text)
        return found

    def _measured(self, text: str) -> Word:
        places = sorted((*self._syllables(text), *self._inner(text)))
        widths = [self._width(text[:at]) for at, _, _ in places]
        parts = (Part(at, w + self._width(end), w, mark) for w, (at, end, mark) in zip(widths, places, strict=True))
        return Word(self._width(text), text.count("\u00a0"), tuple(parts))

    def _syllables(self, text: str) -> Iterator[tuple[int, str, str]]:
        if self._patterns is None or len(text) < self._fewest:
            return
        for word in _LETTERS.finditer(text):
            if len(word[0]) >= self._fewest:
                for place in self._patterns.positions(word[0]):
                    if not place.data:
                        yield word.start() + place, self._style["hyphenate_character"], "="

    def _inner(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield the places beside dashes and the like."""
        if self._is_broken and _INNER.search(text):
            for at, attributes in enumerate(line_break.get_log_attrs(text, self._style["lang"])):
                if 0 < at < len(text) and attributes.is_line_break:
                    yield at, "", "-"

    def _width(self, text: str) -> float:
        """Return a width, no-break spaces as wide as the face's own."""
        if "\u00a0" in text:
            words = text.split("\u00a0")
            return sum(map(self._width, words), self.space * (len(words) - 1))
        if text not in self._widths:
            self._widths[text] = self._set(text) if text else 0.0
        return self._widths[text]

    def _set(self, text: str) -> float:
        layout = line_break.Layout(self._style)
        layout.set_text(text)
        line, _ = layout.get_first_line()
        width: float = line_break.line_size(line, self._style)[0]
        layout.deactivate()
        return width


def face_of(style: Any) -> Face:
    """Return the face of a style, which its document keeps."""
    face: Face | None = getattr(style, "measured_face", None)
    if face is None:
        own = tuple(str(style[name]) for name in _SET_BY)
        kept = vars(style.font_config).setdefault(_KEPT, {})
        key = own, line_break._font_style_cache_key(style)  # noqa: SLF001 - no other way to it
        face = kept.get(key)
        if face is None:
            face = kept[key] = Face(style)
        style.measured_face = face
    return face
