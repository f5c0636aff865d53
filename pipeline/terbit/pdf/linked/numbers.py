"""Page numbers left open: which of a page's texts they are, and how other numbers are set in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from terbit.pdf.linked.internals import children, is_margin, shaped, style_key
from terbit.pdf.linked.model import FOLIO, NumberTable
from terbit.pdf.linked.order import Unlinkable
from terbit.pdf.pagination import TARGET

__all__ = ["Open", "Tables", "open_numbers"]

_DIGITS, _ROMAN = "0123456789", "ivxlcdm"
_STYLES = {"decimal": _DIGITS, "lower-roman": _ROMAN}
_RUN = re.compile(r"<((?:[0-9a-f]{4})+)>([-\d.]*)")
_SHIFTS = {"left": 0.0, "start": 0.0, "center": 0.5, "right": 1.0, "end": 1.0}


class Open:
    """An open number: the box of its text, its target, the characters that it may hold, and how it is aligned."""

    def __init__(self, box: Any, target: str, characters: str, shift: float) -> None:
        """Keep what is known of the number."""
        self.box, self.target, self.characters, self.shift = box, target, characters, shift

    @property
    def roman(self) -> bool:
        """Whether it is written in roman numerals."""
        return self.characters == _ROMAN


def open_numbers(page: Any) -> Iterator[Open]:
    """Yield the open numbers of a page's box.

    Raises
    ------
    Unlinkable
        If a margin shows the page's number among other things.
    """
    for box in children(page):
        if is_margin(box):
            yield from _folio(box)
        else:
            yield from _numbers(box)


def _folio(margin: Any) -> Iterator[Open]:
    content = margin.style["content"]
    items = content if isinstance(content, tuple) else ()
    counted = [item for item in items if item[0] in ("counter()", "counters()") and item[1][0] in ("page", "pages")]
    if not counted:
        return
    kind, (name, *style) = items[0]
    texts = list(_texts(margin))
    if len(items) > 1 or kind != "counter()" or name != "page" or style[-1] not in _STYLES or len(texts) > 1:
        raise Unlinkable(f"{margin.at_keyword} shows more than the number of the page, or not in plain figures")
    for text in texts:
        yield Open(text, FOLIO, _STYLES[style[-1]], _SHIFTS.get(margin.style["text_align_all"], 0.0))


def _numbers(box: Any) -> Iterator[Open]:
    text = getattr(box, "text", None)
    if text is None:
        for child in children(box):
            yield from _numbers(child)
    elif box.element is not None and "::" not in box.element_tag and text.isdecimal():
        target = box.element.get(TARGET)
        if target:
            yield Open(box, target, _DIGITS, 0.0)


def _texts(box: Any) -> Iterator[Any]:
    if hasattr(box, "text"):
        yield box
    for child in children(box):
        yield from _texts(child)


class Tables:
    """The tables of figures that a unit's numbers are set by, each made once for a style."""

    def __init__(self) -> None:
        """Begin without any."""
        self._made: dict[tuple[Any, ...], NumberTable] = {}

    def table(self, stream: Any, number: Open) -> NumberTable:
        """Return the table for an open number."""
        key = (number.characters, *style_key(number.box.style))
        if key not in self._made:
            self._made[key] = _table(stream, number)
        return self._made[key]


def _table(stream: Any, number: Open) -> NumberTable:
    """Shape each character alone, and each before each other in one long number."""
    shown, widths = {}, {}
    for character in number.characters:
        text, widths[character] = shaped(stream, number.box, character)
        shown[character] = _glyphs(text, 1)[0]
    all_pairs = _all_pairs(number.characters)
    text, _ = shaped(stream, number.box, all_pairs)
    for (first, second), glyph in zip(pairwise(all_pairs), _glyphs(text, len(all_pairs)), strict=False):
        shown[first + second], widths[first + second] = glyph, widths[first]
        if glyph != shown[first]:
            widths[first + second] = shaped(stream, number.box, first + second)[1] - widths[second]
    return NumberTable(shown, widths)


def _all_pairs(characters: str) -> str:
    """Return the shortest text in which each character follows each: a de Bruijn sequence, closed."""
    text = "".join(a if a == b else a + b for n, a in enumerate(characters) for b in characters[n:])
    return text + characters[0]


def _glyphs(shown: str, count: int) -> list[bytes]:
    """Part the operand of TJ by its glyphs, each with the kerning after it."""
    parts: list[str] = []
    for glyphs, kerning in _RUN.findall(shown):
        parts += [f"<{glyphs[at : at + 4]}>" for at in range(0, len(glyphs), 4)]
        parts[-1] += kerning
    if len(parts) != count or not shown.startswith("<"):
        raise Unlinkable(f"figures are not set glyph by glyph: {shown}")
    return [part.encode() for part in parts]
