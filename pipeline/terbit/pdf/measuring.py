"""Measuring words and their parts as Pango sets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import pyphen
from weasyprint.text import line_break

__all__ = ["WORDS", "Face", "Part", "Word", "Words", "face_of", "to_keep"]

K = TypeVar("K")
V = TypeVar("V")

_MOST = 4_000
"""Words of a face that are remembered of a unit, twice those of a long chapter."""
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


Part = tuple[int, float, float, str]
"""A place where a word may be broken, by characters; how wide it is up to there with its hyphen, and without; its mark.

As plain as can be: those of a chapter are some thousands, which are kept.
"""


class Word(NamedTuple):
    """A word: how wide it is, how many no-break spaces are in it, and where it may be broken."""

    width: float
    spaces: int
    parts: tuple[Part, ...]


class Words:
    """The words that were measured in this process, by face: what is known of them the next time is not measured."""

    def __init__(self) -> None:
        """Begin without any."""
        self._known: Mapping[bytes, Mapping[str, Word]] = {}
        self._used: dict[bytes, dict[str, Word]] = {}

    def begin(self, known: Mapping[bytes, Mapping[str, Word]]) -> None:
        """Begin a unit with the words that are known from the last time."""
        self._known = known
        for used in self._used.values():
            used.clear()

    def used(self, face: bytes) -> dict[str, Word]:
        """Return the words that were used in a face so far, to be added to."""
        return self._used.setdefault(face, {})

    def known(self, face: bytes, text: str) -> Word | None:
        """Return what is known of a word from the last time."""
        return self._known.get(face, {}).get(text)

    def kept(self) -> dict[bytes, dict[str, Word]]:
        """Return the words to keep for the next time; those of pages that were taken over are among the known."""
        faces = self._known.keys() | self._used.keys()
        return {face: to_keep(self._used.get(face, {}), self._known.get(face, {}), _MOST) for face in sorted(faces)}


def to_keep(used: Mapping[K, V], known: Mapping[K, V], most: int) -> dict[K, V]:
    """Return what was used, behind as much of what else is known as makes `most` in all."""
    return {**dict(islice(known.items(), max(most - len(used), 0))), **used}


WORDS = Words()
"""Those of this process."""


class Face:
    """A face, size and language that text is set in, with the words that were measured in it."""

    def __init__(self, style: Any, key: bytes) -> None:
        """Take a style and the key of all that widths depend on; the face's own space and all widths are in px."""
        self._style, self._key = style, key
        self._words = WORDS.used(key)
        self._layout = line_break.Layout(style)
        self._is_broken = style["white_space"] == "normal"
        is_divided = self._is_broken and style["hyphens"] == "auto" and style["lang"]
        language = pyphen.language_fallback(style["lang"]) if is_divided else None
        self._fewest, left, right = style["hyphenate_limit_chars"]
        self._patterns = pyphen.Pyphen(lang=language, left=left, right=right) if language else None
        self.space = max(self.word("n n").width - 2 * self.word("n").width - style["word_spacing"], 0.0)

    def word(self, text: str) -> Word:
        """Return what is known of a word, or of anything else that stands between two spaces."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = WORDS.known(self._key, text) or self._measured(text)
        return found

    def _measured(self, text: str) -> Word:
        places = sorted((*self._syllables(text), *self._inner(text)))
        widths = [self._width(text[:at]) for at, _ in places]
        parts = ((at, w + self._ends(mark), w, mark) for w, (at, mark) in zip(widths, places, strict=True))
        return Word(self._width(text), text.count("\u00a0"), tuple(parts))

    def _syllables(self, text: str) -> Iterator[tuple[int, str]]:
        if self._patterns is None or len(text) < self._fewest:
            return
        for word in _LETTERS.finditer(text):
            if len(word[0]) >= self._fewest:
                for place in self._patterns.positions(word[0]):
                    if not place.data:
                        yield word.start() + place, "="

    def _inner(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the places beside dashes and the like."""
        if self._is_broken and _INNER.search(text):
            for at, attributes in enumerate(line_break.get_log_attrs(text, self._style["lang"])):
                if 0 < at < len(text) and attributes.is_line_break:
                    yield at, "-"

    def _width(self, text: str) -> float:
        """Return a width, no-break spaces as wide as the face's own."""
        if "\u00a0" in text:
            words = text.split("\u00a0")
            return sum(map(self._width, words), self.space * (len(words) - 1))
        return self._set(text) if text else 0.0

    def _ends(self, mark: str) -> float:
        """Return how much wider a word is where it is divided at a mark."""
        return self.word(self._style["hyphenate_character"]).width if mark == "=" else 0.0

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
            face = kept[key] = Face(style, blake2b(repr(key).encode(), digest_size=16).digest())
        style.measured_face = face
    return face
