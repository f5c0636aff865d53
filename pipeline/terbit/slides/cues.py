"""What the words of a sentence tell about it; each language's words are in its label file, under `slides`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from terbit.labels import Labels
from terbit.slides.prose import words

__all__ = ["found", "has", "names_part", "opens", "points"]

_LONGEST_POINTER = 15
"""Words up to which a clause that leads the reader elsewhere says nothing besides."""
_NAMED = ("figure", "table", "equation", "chapter", "section", "subsection", "page", "pages")
_NUMBER = r"(?:\d[\d.,–-]*|[A-Z][.\d]*\b)"


def found(cue: str, text: str, labels: Labels) -> int | None:
    """Return where a text has the first of the words and phrases that the language lists for a cue."""
    match = _pattern(labels(f"slides.{cue}")).search(text)
    return match.start() if match else None


def has(cue: str, text: str, labels: Labels) -> bool:
    """Tell whether a text has one of the words or phrases of a cue."""
    return found(cue, text, labels) is not None


def opens(cue: str, text: str, labels: Labels) -> bool:
    """Tell whether a text begins with one of the words or phrases of a cue."""
    return bool(_pattern(labels(f"slides.{cue}")).match(text.lstrip('“‘«"([')))


def points(text: str, labels: Labels) -> bool:
    """Tell whether a sentence names a numbered part of the book, says that it shows something, and little else.

    "Tabel 1 dapat kamu lihat di bawah, yang …" is told by its first clause, "Seperti terlihat dalam Tabel 1, …" is
    not. One that begins with the part speaks of that, whatever its verb.
    """
    bare = re.sub(r"\s*\([^()]*\)", "", text)
    told = bare if opens("pointing-aside", bare, labels) else re.split(r"[,;](?!\d)", bare)[0]
    at = names_part(told, labels)
    return at is not None and words(told) <= _LONGEST_POINTER and (at == 0 or has("pointing", told, labels))


def names_part(text: str, labels: Labels) -> int | None:
    """Return where a text names a numbered part of the book ("Gambar 2.1") or one of its pages, if it does."""
    match = _parts(tuple(labels(name) for name in _NAMED)).search(text)
    return match.start() if match else None


@lru_cache(maxsize=256)
def _pattern(listed: str) -> re.Pattern[str]:
    """Read a list such as "namun, -nya": words and phrases, and after a hyphen the ending of a word."""
    entries = [entry.strip() for entry in listed.split(",") if entry.strip()]
    told = (rf"\w+{re.escape(entry[1:])}" if entry.startswith("-") else re.escape(entry) for entry in entries)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(told) or '(?!)'})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=256)
def _parts(named: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_names(named))})", re.IGNORECASE)


def _names(named: tuple[str, ...]) -> Iterator[str]:
    """Yield patterns of "Gambar 2.1" and its like, from the words that the book's own references are made of."""
    for name in named:
        before, _, after = name.partition("{number}")
        yield re.escape(before.strip()) + r"\s*" + _NUMBER + re.escape(after.strip())
