"""Measuring words and their parts as Pango sets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

import pyphen
from weasyprint.text import line_break

__all__ = ["WIDTHS", "Face", "Part", "Widths", "Word", "face_of"]

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


class Widths:
    """What was measured in this process, by face and text in px: it can be kept, and is not measured again then."""

    def __init__(self) -> None:
        """Begin without any."""
        self._of: dict[bytes, dict[str, float]] = {}

    def begin(self, known: Mapping[bytes, Mapping[str, float]]) -> None:
        """Take up what is known from the last time."""
        for face, widths in known.items():
            self.of(face).update(widths)

    def of(self, face: bytes) -> dict[str, float]:
        """Return what is known in a face, to be added to."""
        return self._of.setdefault(face, {})

    def kept(self) -> dict[bytes, dict[str, float]]:
        """Return all that is known by now."""
        return self._of


WIDTHS = Widths()
"""Those of this process."""


class Face:
    """A face, size and language that text is set in, with the words that were measured in it."""

    def __init__(self, style: Any, widths: dict[str, float]) -> None:
        """Measure the face's own space; all widths are in px, and what is known of them is added to."""
        self._style, self._widths = style, widths
        self._layout = line_break.Layout(style)
        self._words: dict[str, Word] = {}
        self.space = max(self._width("n n") - 2 * self._width("n") - style["word_spacing"], 0.0)
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
        """Measure a text; one layout serves for all that have no spaces to be set wider or narrower."""
        layout = self._layout
        if " " in text or self._style["letter_spacing"] != "normal":
            layout = line_break.Layout(self._style)
            layout.set_text(text)
        else:
            characters, _ = line_break.unicode_to_char_p(text)
            line_break.pango.pango_layout_set_text(layout.layout, characters, -1)
        line, _ = layout.get_first_line()
        width: float = line_break.line_size(line, self._style)[0]
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
            face = kept[key] = Face(style, WIDTHS.of(blake2b(repr(key).encode(), digest_size=16).digest()))
        style.measured_face = face
    return face
