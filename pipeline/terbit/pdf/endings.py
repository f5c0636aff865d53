"""The ends of paragraphs: no part of a word, and no word that looks lost, is left for the last line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal

from terbit.pdf.markup import ASIDES, has_class, make

__all__ = ["LAST_WORD", "mend_endings"]

LAST_WORD = "last-word"
"""The class of a paragraph's last word; the style sheet says how it may be divided."""

_LONG = 60
"""What has no more characters than this is set on one line or two, and loses nothing."""
_LOST_JUSTIFIED, _LOST_RAGGED = 4, 9
"""The most letters of a last word that is held to the one before it: a line that is filled becomes looser by it."""
_DIVIDED = 6
"""The fewest letters of a word that is divided at all."""
_HELD = 12
"""More characters are held together only where the word before the last can be divided, or the line is long."""
_LAST = re.compile(r"(\S+)(\s+)(\S*\w\S*)\s*$")
_RAGGED = ("li", "dd")
_NARROW = ("dd",)
"""The elements that stand in columns, as those of a glossary do: two long words are most of a line there."""
_VERBATIM = ("code", "pre", "kbd")
_BLOCKS = ("p", "ul", "ol", "dl", "div", "table", "figure", "pre", "blockquote", "section", "aside", "header")


@dataclass(frozen=True)
class _Piece:
    """A piece of a paragraph's text: that within an element, or that behind it."""

    element: Any
    at: Literal["text", "tail"]
    is_fixed: bool = False

    @property
    def text(self) -> str:
        return getattr(self.element, self.at) or ""

    def write(self, text: str) -> None:
        """Put another text in its place."""
        setattr(self.element, self.at, text)


def mend_endings(section: Any) -> None:
    """Mark the last word of each paragraph, and hold a short one to the word before it."""
    notes = [span for span in section.iter("span") if has_class(span, "footnote")]
    for paragraph in [*section.iter("p", *_RAGGED), *notes]:
        pieces = list(_pieces(paragraph))
        text = "".join(piece.text for piece in pieces)
        found = _LAST.search(text)
        if found is not None and len(text) > _LONG:
            if _is_lost(found[1], found[3], paragraph.tag):
                _bind(pieces, found.start(2))
            _mark(pieces, found.start(3))


def _is_lost(before: str, last: str, tag: str) -> bool:
    """Say whether a last word looks lost alone, and to hold it to the one before costs no loose or short line."""
    letters = sum(char.isalnum() for char in last)
    is_short = len(before) + len(last) < _HELD
    if tag in _RAGGED:
        return letters <= _LOST_RAGGED and (is_short or tag not in _NARROW)
    is_divisible = before.isalpha() and len(before) >= _DIVIDED
    return letters <= _LOST_JUSTIFIED and (is_divisible or is_short)


def _pieces(element: Any) -> Iterator[_Piece]:
    """Yield a paragraph's text up to the first block in it, without notes and their marks; code is left as it is."""
    yield _Piece(element, "text", element.tag in _VERBATIM)
    for child in element:
        if child.tag in _BLOCKS or has_class(child, "footnote-list") or has_class(child, "footnote-numbers"):
            return
        if not any(has_class(child, name) for name in ASIDES):
            yield from _pieces(child)
        yield _Piece(child, "tail")


def _bind(pieces: list[_Piece], at: int) -> None:
    """Put a no-break space for the white space that begins at a place of the whole text."""
    for piece, start in _placed(pieces):
        inner = at - start
        if 0 <= inner < len(piece.text) and not piece.is_fixed:
            piece.write(piece.text[:inner] + "\u00a0" + piece.text[inner:].lstrip())


def _mark(pieces: list[_Piece], at: int) -> None:
    """Wrap what follows a place of the whole text, if it is long enough to be divided."""
    for piece, start in _placed(pieces):
        inner = max(at - start, 0)
        word = piece.text[inner:]
        if len(word.strip()) >= _DIVIDED and not piece.is_fixed:
            marked = make("span", word, class_=LAST_WORD)
            piece.write(piece.text[:inner])
            parent = piece.element if piece.at == "text" else piece.element.getparent()
            parent.insert(0 if piece.at == "text" else parent.index(piece.element) + 1, marked)


def _placed(pieces: list[_Piece]) -> list[tuple[_Piece, int]]:
    """Return the pieces with the places in the whole text at which they begin, the last one first."""
    starts = [0, *accumulate(len(piece.text) for piece in pieces)]
    return list(zip(pieces, starts, strict=False))[::-1]
