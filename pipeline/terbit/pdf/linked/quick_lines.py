"""Quicker ways to break lines: how a text was broken before, here or the last time, is not asked of Pango again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from math import floor
from typing import Any, NamedTuple

from weasyprint.text import line_break

from terbit.pdf.measuring import to_keep

__all__ = ["LINES", "Line", "Lines", "spaced"]

_MOST = 4_000
"""Lines that are remembered of a unit, those of some fifty pages: more would take more memory than they save time."""
_BROKEN_BY = (
    *("white_space", "font_size", "font_kerning", "direction", "text_decoration_line", "lang", "tab_size"),
    *("hyphens", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone"),
    *("word_spacing", "letter_spacing", "overflow_wrap", "word_break"),
)
"""What the breaking of a line depends on beside `_font_style_cache_key`."""
_UNITS, _RATIO = 1024, 4
"""Units of Pango in a px, and how many letters WeasyPrint tries to set first, by width and size."""
_SURE = 1e-3
"""A part of a unit that no rounding comes near to."""


class Line(NamedTuple):
    """A line as `split_first_line` gives it (bytes, px), and the text, direction and other attributes of its layout."""

    text: str
    direction: int
    attributes: tuple[tuple[str, Any], ...]
    length: int
    resume_index: int | None
    width: float
    height: float
    baseline: float

    def given(self, max_width: float | None) -> tuple[Any, ...]:
        """Return what `split_first_line` returns, with a layout that has been put away already."""
        layout = line_break.Layout.__new__(line_break.Layout)
        vars(layout).update(self.attributes, text=self.text, max_width=max_width, first_line_direction=self.direction)
        return layout, *self[3:]


class Lines:
    """The lines of the unit that is laid out in this process, by all that they are made of."""

    def __init__(self) -> None:
        """Begin without any."""
        self._known: Mapping[bytes, Line] = {}
        self._used: dict[bytes, Line] = {}
        self._shared: dict[tuple[Any, ...], tuple[Any, ...]] = {}

    def begin(self, known: Mapping[bytes, Line]) -> None:
        """Begin a unit with the lines that are known from the last time."""
        self._known, self._used = known, {}

    def kept(self) -> dict[bytes, Line]:
        """Return the lines to keep for the next time; those of pages that were taken over are among the known."""
        return to_keep(self._used, self._known, _MOST)

    def breaking(self, split: Callable[..., tuple[Any, ...]]) -> Callable[..., tuple[Any, ...]]:
        """Return `split_first_line`, which is asked for what is not known alone."""

        def split_first_line(
            text: str,
            style: Any,
            context: Any,
            max_width: float | None,
            justification_spacing: float,
            is_line_start: bool = True,
            minimum: bool = False,
        ) -> tuple[Any, ...]:
            key = _key(text, style, max_width, justification_spacing, is_line_start, minimum)
            line = self._used.get(key) or self._known.get(key)
            if line is None:
                found = split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
                line = self._line(*found)
            else:
                found = line.given(max_width)
            if len(self._used) < _MOST:
                self._used[key] = line
            return found

        return split_first_line

    def _line(self, layout: Any, *metrics: Any) -> Line:
        attributes = dict(vars(layout))
        text, direction = attributes.pop("text"), attributes.pop("first_line_direction")
        del attributes["max_width"]
        others = tuple(attributes.items())
        return Line(text, direction, self._shared.setdefault(others, others), *metrics)


LINES = Lines()
"""Those of this process: WeasyPrint's functions are the process's too."""


def spaced(slow: Callable[..., Any]) -> Callable[..., Any]:
    """Return `create_layout` for a line that is only given its spaces, and set when it is drawn."""

    def create_layout(text: str, style: Any, context: Any, max_width: None, justification_spacing: float) -> Any:
        ready = getattr(style, "ready_for_text", None)
        if ready is None or "\n" in text or text == " ":
            return slow(text, style, context, max_width, justification_spacing)
        layout = line_break.Layout.__new__(line_break.Layout)
        vars(layout).update(ready[2], text=text, first_line_direction=0, max_width=None, layout=None, style=None)
        vars(layout).update(justification_spacing=justification_spacing, language=None)
        return layout

    return create_layout


def _key(text: str, style: Any, max_width: float | None, *others: Any) -> bytes:
    own: tuple[bytes, float, Any] | None = getattr(style, "line_key", None)
    if own is None:
        own = style.line_key = _style_key(style)
    key, size, zone = own
    room = _room(max_width, size, zone) if size and max_width is not None else None
    return _digest(f"{key!r}{room or max_width}{others}{text}")


def _style_key(style: Any) -> tuple[bytes, float, Any]:
    """Return a key of what a style does to lines, its size and zone for hyphens; size 0 if any width counts as it is.

    Pango's units are exact, what CSS adds between letters is not.
    """
    fonts, zone = line_break._font_style_cache_key(style), style["hyphenate_limit_zone"]  # noqa: SLF001 - no other way
    is_exact = style["letter_spacing"] == "normal" and hasattr(zone, "unit")
    return _digest(f"{[style[name] for name in _BROKEN_BY]}{fonts}"), style["font_size"] if is_exact else 0, zone


def _room(width: float, size: float, zone: Any) -> tuple[int, ...] | None:
    """Return what a width comes to where a line is broken, None if that hangs on how it was rounded.

    The same column is wider by 1e-9 px on one side of a spread than on the other. What is compared with a width
    comes in units of Pango, 1/1024 px: with it, with what a hyphen must fill of it, and with the size.
    """
    limit = zone.value / 100 * width if zone.unit == "%" else zone.value
    rooms = width * _UNITS, (width - limit) * _UNITS, width / size * _RATIO
    if not all(_SURE < room % 1 < 1 - _SURE for room in rooms):
        return None
    return tuple(map(floor, rooms))


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
