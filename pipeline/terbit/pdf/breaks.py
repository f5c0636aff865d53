"""The places where a paragraph may be broken, between its words and in them."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from unicodedata import category

from weasyprint.formatting_structure import boxes

from terbit.pdf.measuring import face_of
from terbit.pdf.weighing import Breaks

__all__ = ["Leaf", "breaks_of", "leaves_of"]

_WORDS = re.compile(r" +|[^ ]+")
_NOT_FOR_US = re.compile(
    "[\n\t\r\f\v\u00ad\u0085\u1680\u2028\u2029\u200b\u2060\ufeff\u0590-\u08ff\u202a-\u202e\u2066-\u2069\u2e80-\uffff]"
)
"""Line breaks that are kept, soft hyphens, and writing that goes leftward or breaks anywhere: left to WeasyPrint."""
_CLOSING, _OPENING = {"Pe", "Pf", "Po"}, {"Ps", "Pi"}
"""What no line begins with, be there a space before it, and what none ends with (UAX 14, LB 13 and 14)."""
_SIDES = ("margin_left", "margin_right", "padding_left", "padding_right")
_BORDERS = ("border_left_width", "border_right_width")


class Leaf(NamedTuple):
    """A text of a paragraph: where it begins, by characters; or what stands for the side of an element (px)."""

    box: Any
    start: int
    aside: float = 0.0


def leaves_of(box: Any, start: int = 0) -> list[Leaf] | None:
    """Return the texts of a paragraph in order; None where something is in it that cannot be measured."""
    leaves: list[Leaf] = []
    for child in box.children:
        if not child.is_in_normal_flow():
            if child.is_floated() or child.is_running() or child.is_note():
                return None
        elif isinstance(child, boxes.TextBox):
            if not _is_for_us(child):
                return None
            leaves.append(Leaf(child, start))
            start += len(child.text)
        elif isinstance(child, boxes.InlineBox) and not child.is_leader:
            inner, sides = leaves_of(child, start), _sides(child.style)
            if inner is None or sides is None:
                return None
            leaves += [Leaf(None, start, sides[0]), *inner] if sides[0] else inner
            start += sum(len(leaf.box.text) for leaf in inner if leaf.box is not None)
            leaves += [Leaf(None, start, sides[1])] if sides[1] else []
        else:
            return None
    return leaves


def _is_for_us(box: Any) -> bool:
    """Say whether a text can be measured; one that is not to be broken may have no spaces."""
    keeps = box.style["white_space"]
    is_simple = keeps == "normal" or (keeps == "nowrap" and " " not in box.text)
    return bool(is_simple and box.style["font_size"] and not _NOT_FOR_US.search(box.text))


def _sides(style: Any) -> tuple[float, float] | None:
    """Return how much an element stands off at its left and its right; None if that hangs on where it stands."""
    widths = [style[name] for name in _SIDES]
    if any(width != "auto" and getattr(width, "unit", None) != "px" for width in widths):
        return None
    left, right, *inner = [0.0 if width == "auto" else width.value for width in widths]
    borders = [style[name] for name in _BORDERS]
    return left + inner[0] + borders[0], right + inner[1] + borders[1]


def breaks_of(leaves: list[Leaf]) -> Breaks:
    """Return the places where a paragraph may be broken, between its words and in them."""
    breaks = Breaks()
    place, spaces, last = 0.0, 0, " "
    end: tuple[int, float, int] | None = (0, 0.0, 0)
    at = 0
    for box, start, aside in leaves:
        at, place = start, place + aside
        if box is None:
            continue
        face = face_of(box.style)
        for found in _WORDS.finditer(box.text):
            text, at = found[0], start + found.start()
            if text[0] == " ":
                end = end or (at, place, spaces)
                place, spaces = place + face.space, spaces + 1
                continue
            if end and (last == " " or (category(last) not in _OPENING and category(text[0]) not in _CLOSING)):
                breaks.add((end[0], at), (end[1], place), (end[2], spaces), " ")
            width, held, parts = face.word(text)
            for inner, whole, without, mark in parts:
                before = spaces + text.count("\u00a0", 0, inner) if held else spaces
                breaks.add((at + inner,) * 2, (place + whole, place + without), (before, before), mark)
            place, spaces, last, end = place + width, spaces + held, text[-1], None
            at += len(text)
    ending = end or (at, place, spaces)
    breaks.add((ending[0], _total(leaves)), (ending[1], place), (ending[2], spaces), " ")
    return breaks


def _total(leaves: list[Leaf]) -> int:
    return max((start + len(box.text) for box, start, _ in leaves if box is not None), default=0)
