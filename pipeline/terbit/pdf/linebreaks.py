"""Work-arounds for three faults of WeasyPrint 70 in breaking lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import inline

__all__ = ["LineStarts", "mend_linebreaks", "mended"]

Splitter = Callable[..., tuple[Any, ...]]
_RESUME_INDEX = 2
_HANGING = " \u00a0"
"""Spaces at the end of a text that its caller takes off, or keeps with the element behind it."""
_HAIR = 1.0
"""What a line may be measured too wide by, in px."""


def mend_linebreaks() -> None:
    """Make the engine of this process keep words together that stand well in a line, or in the next."""
    inline.split_first_line = mended(inline.split_first_line)
    if inline.split_text_box.__module__ == inline.__name__:
        starts = LineStarts()
        inline.split_inline_box = starts.of_lines(inline.split_inline_box)
        inline.split_text_box = starts.of_texts(inline.split_text_box)


def mended(split: Splitter) -> Splitter:
    """Return WeasyPrint's `split_first_line` without two of its faults.

    Where text before a link or another inline element fits the line but for the space at its end, WeasyPrint
    70 breaks after the first word that it finds. The text fits: trailing spaces hang (CSS Text 3, 4.1.3), and
    its caller takes them off again. It does so too where a no-break space at the end joins the text to that element;
    then the line ends before the last word, which its caller finds by asking for a little less room each time.
    So a line of one word is asked for again without the spaces at its end.

    Where Pango has a line fit that WeasyPrint measures a hair wider, by half of the word spacing at its ends, the first
    word is taken for longer than the line, and divided. So such a line is asked for once more, in a hair less room.
    """

    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, spacing: float, **options: Any
    ) -> tuple[Any, ...]:
        found = split(text, style, context, max_width, spacing, **options)
        bare = text.rstrip(_HANGING)
        if max_width is None or style["white_space"] != "normal" or not _is_one_word(text, found[_RESUME_INDEX]):
            return found
        if bare != text:
            found = split(bare, style, context, max_width, spacing, **options)
            if not found[_RESUME_INDEX]:
                return split(text, style, context, None, spacing, **options)
        closer = split(bare, style, context, max_width - _HAIR, spacing, **options)
        is_better = closer[_RESUME_INDEX] and not _is_one_word(text, closer[_RESUME_INDEX])
        return closer if is_better else found

    return split_first_line


def _is_one_word(text: str, resume_index: int | None) -> bool:
    """Say whether a line was broken after its first word, `resume_index` bytes on."""
    return resume_index is not None and b" " not in text.encode()[:resume_index].strip(b" ")


class LineStarts:
    """Where the lines begin that are being broken (px): an inline block has lines within a line.

    With `overflow-wrap` a word may be broken anywhere, without a hyphen, if nothing stands before it in its line.
    WeasyPrint 70 takes every text for such a word that lies in the line's first inline element, be it that element's
    last: it asks whether the line has children yet, and an element becomes one when it is done.
    """

    def __init__(self) -> None:
        """Begin outside of any line."""
        self._starts: list[float] = []

    def of_lines(self, split: Splitter) -> Splitter:
        """Return WeasyPrint's `split_inline_box`, which tells where its line begins."""

        def split_inline_box(context: Any, box: Any, position_x: float, *others: Any) -> tuple[Any, ...]:
            if not isinstance(box, LineBox):
                return split(context, box, position_x, *others)
            self._starts.append(position_x)
            try:
                return split(context, box, position_x, *others)
            finally:
                self._starts.pop()

        return split_inline_box

    def of_texts(self, split: Splitter) -> Splitter:
        """Return WeasyPrint's `split_text_box`, which takes for the start of a line what stands there."""

        def split_text_box(
            context: Any, box: Any, available_width: float | None, skip: int, *, is_line_start: bool = True
        ) -> tuple[Any, ...]:
            begins = is_line_start and (not self._starts or box.position_x <= self._starts[-1])
            return split(context, box, available_width, skip, is_line_start=begins)

        return split_text_box
