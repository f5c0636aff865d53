"""Justified paragraphs: where each of their lines is to end, weighed as a whole."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.percent import percentage

from terbit.pdf.breaks import Leaf, breaks_of, leaves_of
from terbit.pdf.measuring import face_of
from terbit.pdf.weighing import Weighed

__all__ = ["Paragraph", "SetLine", "paragraph_of"]

_MOST = 64
"""Paragraphs that are remembered: those on a page, with its notes."""
_EXACTLY = 2
"""To how many decimals a measure counts, in px: recto and verso differ in the ninth."""


class SetLine(NamedTuple):
    """A line to be set: the texts of its paragraph, where it ends and the next one starts, and what mark is there."""

    leaves: dict[int, Leaf]
    end: int
    next: int
    mark: str

    def is_whole(self, leaf: Leaf) -> bool:
        """Say whether a text ends in this line, or before it."""
        return leaf.start + len(leaf.box.text) <= self.next


class Paragraph:
    """The line box of a justified paragraph, with its texts by their boxes."""

    def __init__(self, box: Any, leaves: list[Leaf], measure: float) -> None:
        """Weigh a paragraph for a measure in px."""
        self.box = box
        self.leaves = {id(leaf.box): leaf for leaf in leaves if leaf.box is not None}
        zone = percentage(box.style["hyphenate_limit_zone"], box.style, measure) / measure
        self._weighed = Weighed(breaks_of(leaves), measure, face_of(box.style).space, zone)

    def line(self, skip: Any, measure: float) -> SetLine | None:
        """Return the line that begins where a skip stack points to; None if nobody knows where it should end."""
        start = self.place(skip)
        end = None if start is None else self._weighed.end(start, round(measure, _EXACTLY))
        if end is None:
            return None
        breaks = self._weighed.breaks
        return SetLine(self.leaves, breaks.ends[end], breaks.starts[end], breaks.marks[end])

    def ends_as(self, line: SetLine, resume: Any) -> bool:
        """Say whether a line that goes on where `resume` points to ended where it was to end."""
        rest = None if resume is None else inline.skip_first_whitespace(self.box, resume)
        if rest is None or rest == "continue":
            return all(map(line.is_whole, self.leaves.values()))
        return self.place(rest) == line.next

    def place(self, skip: Any) -> int | None:
        """Return where in the text a skip stack points to, by characters."""
        return self._place(self.box, skip)

    def _place(self, box: Any, skip: Any) -> int | None:
        if isinstance(box, boxes.TextBox):
            leaf = self.leaves.get(id(box))
            inner = next(iter(skip)) if skip else 0
            return None if leaf is None else leaf.start + len(box.text.encode()[:inner].decode())
        index, inner = next(iter(skip.items())) if skip else (0, None)
        for child in box.children[index:]:
            found = self._place(child, inner) if child.is_in_normal_flow() else None
            if found is not None:
                return found
            inner = None
        return None


def paragraph_of(box: Any, measure: float) -> Paragraph | None:
    """Return the paragraph of a line box, for a measure in px; None if it is not justified, or not surely measured."""
    style = box.style
    if style["text_align_all"] != "justify" or style["direction"] != "ltr" or style["white_space"] != "normal":
        return None
    return _paragraph_of(box, round(measure, _EXACTLY))


@lru_cache(_MOST)
def _paragraph_of(box: Any, measure: float) -> Paragraph | None:
    leaves = leaves_of(box)
    return Paragraph(box, leaves, measure) if leaves else None
