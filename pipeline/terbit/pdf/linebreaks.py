"""A work-around for a fault of WeasyPrint 70 in breaking lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.layout import inline

__all__ = ["mend_linebreaks", "mended"]

Splitter = Callable[..., tuple[Any, ...]]
_RESUME_INDEX = 2
_FIXED = "\u00a0"


def mend_linebreaks() -> None:
    """Make the engine of this process keep a line together that only its trailing space makes too long."""
    inline.split_first_line = mended(inline.split_first_line)


def mended(split: Splitter) -> Splitter:
    """Return WeasyPrint's `split_first_line` without its fault.

    Where text before a link or another inline element fits the line but for the space at its end, WeasyPrint
    70 breaks after the first word that it finds. The text fits: trailing spaces hang (CSS Text 3, 4.1.3), and
    its caller takes them off again. It does so too where a no-break space at the end joins the text to that element;
    then the line ends before the last word, which its caller finds by asking for a little less room each time.
    """

    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, spacing: float, **options: Any
    ) -> tuple[Any, ...]:
        found = split(text, style, context, max_width, spacing, **options)
        if not _is_one_word(text, found[_RESUME_INDEX]) or not _may_fit(text, style, max_width):
            return found
        fitted = split(text.rstrip(f" {_FIXED}"), style, context, max_width, spacing, **options)
        if fitted[_RESUME_INDEX]:
            return fitted if text.endswith(_FIXED) else found
        return split(text, style, context, None, spacing, **options)

    return split_first_line


def _is_one_word(text: str, resume_index: int | None) -> bool:
    """Say whether a line was broken after its first word, `resume_index` bytes on."""
    return resume_index is not None and b" " not in text.encode()[:resume_index].strip(b" ")


def _may_fit(text: str, style: Any, max_width: float | None) -> bool:
    """Say whether the space at the end of a text can be why it was broken so; a letter is a fifth of the type size."""
    if max_width is None or style["white_space"] != "normal":
        return False
    return text.endswith(_FIXED) or (text.endswith(" ") and len(text) * style["font_size"] / 5 < max_width)
