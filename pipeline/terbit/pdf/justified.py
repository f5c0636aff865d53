"""Justified lines that end where their paragraph is broken best; WeasyPrint 70 fills one line after the other.

It is told where each line ends, and sets it as it sets any. A line that does not come out so is set as WeasyPrint does;
once a line begins again where one may, the rest goes on as weighed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from terbit.pdf.measuring import face_of
from terbit.pdf.paragraphs import SetLine, paragraph_of
from terbit.pdf.weighing import TIGHTEST

__all__ = ["Lines", "mend_justified", "pressing"]

Splitter = Callable[..., tuple[Any, ...]]

_FAR, _FARTHER = 1e5, 1e6
"""What no line comes up to, and what does not fit even there, in px."""
_HAIR = 0.01
"""By how much a line beside a float is narrower at least, in px."""
_KERNED = 0.03
"""How much more spaces may be pressed, as letters are kerned with hyphens."""


class Lines:
    """The lines that are being set in this process: an inline block has lines within a line."""

    def __init__(self) -> None:
        """Begin outside of any line."""
        self._set: list[SetLine | None] = []

    def of_lines(self, split: Splitter) -> Splitter:
        """Return `split_inline_box`, which ends a line where that was weighed to be best."""

        def split_inline_box(
            context: Any, box: Any, position_x: float, max_x: float, bottom: float, skip: Any, block: Any, *others: Any
        ) -> tuple[Any, ...]:
            rest = (bottom, skip, block, *others)
            if not isinstance(box, boxes.LineBox):
                return split(context, box, position_x, max_x, *rest)
            *lists, first_letter, first_line = others
            indent = box.text_indent or 0
            measure = max_x - position_x + indent
            is_beside = abs(measure - block.width) > _HAIR
            paragraph = None if is_beside or first_letter or first_line else paragraph_of(box, measure)
            line = paragraph.line(skip, measure - indent) if paragraph else None
            self._set.append(line)
            try:
                if paragraph and line:
                    lengths = list(map(len, lists))
                    found = split(context, box, position_x, position_x + _FAR, *rest)
                    if paragraph.ends_as(line, found[1]) and _excess(found[0], measure) <= 0:
                        return found
                    for some, length in zip(lists, lengths, strict=True):
                        del some[length:]
                    self._set[-1] = None
                return split(context, box, position_x, max_x, *rest)
            finally:
                self._set.pop()

        return split_inline_box

    def of_texts(self, split: Splitter) -> Splitter:
        """Return `split_text_box`, which ends a text where its line ends."""

        def split_text_box(
            context: Any, box: Any, available_width: float | None, skip: int, *, is_line_start: bool = True
        ) -> tuple[Any, ...]:
            line = self._set[-1] if self._set else None
            leaf = line.leaves.get(id(box)) if line else None
            if line is None or leaf is None:
                return split(context, box, available_width, skip, is_line_start=is_line_start)
            if line.is_whole(leaf):
                return split(context, box, None, skip, is_line_start=is_line_start)
            if leaf.start >= line.next:
                # What belongs to the next line is one letter here: WeasyPrint would look for a break in it, px by px.
                found = split(context, box.copy_with_text("x"), None, 0, is_line_start=is_line_start)
                found[0].width = _FARTHER
                return found
            text = box.text.encode()[skip : _bytes(box, line.end - leaf.start)].decode()
            resume = _bytes(box, line.next - leaf.start)
            if not text:
                return None, resume, False
            hyphen = box.style["hyphenate_character"] if line.mark == "=" else ""
            found = split(context, box.copy_with_text(text + hyphen), None, 0, is_line_start=is_line_start)
            return found[0], resume, False

        return split_text_box


def _bytes(box: Any, place: int) -> int:
    """Return how many bytes there are up to a place in a text that is counted by characters."""
    return len(box.text[: max(place, 0)].encode())


def _excess(line: Any, measure: float) -> float:
    """Return by how much a line is too wide (px), be its spaces pressed as far as they may; not so if that is negative.

    A space at its end, which WeasyPrint takes off later, does not count.
    """
    face = face_of(line.style)
    space = face.space + line.style["word_spacing"]
    last = line
    while getattr(last, "children", None):
        last = last.children[-1]
    hangs = isinstance(last, boxes.TextBox) and last.text.endswith(" ")
    spaces = inline.count_expandable_spaces(line) - hangs
    return float(line.width - hangs * space - measure - spaces * (space - (TIGHTEST - _KERNED) * face.space))


def pressing(align: Callable[..., float]) -> Callable[..., float]:
    """Return `text_align`, which presses the spaces of a justified line that is a little too wide."""

    def text_align(context: Any, line: Any, available_width: float, last: bool) -> float:
        excess = line.width - available_width
        if excess > 0 and line.style["text_align_all"] == "justify" and _excess(line, available_width) <= 0:
            inline.justify_line(context, line, -excess)
            return 0
        return align(context, line, available_width, last)

    return text_align


def mend_justified() -> None:
    """Let the engine of this process weigh the lines of whole paragraphs where they are justified."""
    if inline.text_align.__module__ == inline.__name__:
        lines = Lines()
        inline.split_inline_box = lines.of_lines(inline.split_inline_box)
        inline.split_text_box = lines.of_texts(inline.split_text_box)
        inline.text_align = pressing(inline.text_align)
