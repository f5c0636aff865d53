"""A work-around for a fault of WeasyPrint 70 in breaking lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.layout import inline

__all__ = ["mend_linebreaks", "mended"]

Splitter = Callable[..., tuple[Any, ...]]
_RESUME_INDEX = 2
_HANGING = " \u00a0"
"""Spaces at the end of a text that its caller takes off, or keeps with the element behind it."""


def mend_linebreaks() -> None:
    """Make the engine of this process keep a line together that only its trailing space makes too long."""
    inline.split_first_line = mended(inline.split_first_line)


def mended(split: Splitter) -> Splitter:
    """Return WeasyPrint's `split_first_line` without its fault.

    Where text before a link or another inline element fits the line but for the space at its end, WeasyPrint
    70 breaks after the first word that it finds. The text fits: trailing spaces hang (CSS Text 3, 4.1.3), and
    its caller takes them off again. It does so too where a no-break space at the end joins the text to that element;
    then the line ends before the last word, which its caller finds by asking for a little less room each time.
    So a line of one word is asked for again without the spaces at its end.
    """

    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, spacing: float, **options: Any
    ) -> tuple[Any, ...]:
        found = split(text, style, context, max_width, spacing, **options)
        bare = text.rstrip(_HANGING)
        if bare == text or style["white_space"] != "normal" or not _is_one_word(text, found[_RESUME_INDEX]):
            return found
        fitted = split(bare, style, context, max_width, spacing, **options)
        return fitted if fitted[_RESUME_INDEX] else split(text, style, context, None, spacing, **options)

    return split_first_line


def _is_one_word(text: str, resume_index: int | None) -> bool:
    """Say whether a line was broken after its first word, `resume_index` bytes on."""
    return resume_index is not None and b" " not in text.encode()[:resume_index].strip(b" ")
