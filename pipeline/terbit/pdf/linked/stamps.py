"""Stamps: by which it is told, at the beginning of a page, that all that follows will be set as it was before.

A stamp is made of what WeasyPrint 70 sets a page and those after it from: the boxes that are left with their styles,
those above them that were begun, the state of counters, strings and page names. Where there is more (a table that was
begun, a note that is carried over, a float), there is no stamp.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from terbit.pdf.linked.stable import UnsureError, digest, stable
from terbit.pdf.linked.style_stamps import StyleStamps
from terbit.pdf.linked.trace import Start
from terbit.pdf.linked.walk import Elements
from terbit.pdf.pagination import TARGET

__all__ = ["Stamps"]

_RESUMED = (boxes.BlockBox, boxes.LineBox, boxes.InlineBox, boxes.TextBox)
"""The boxes that nothing but their content and their style matters of once they were begun."""
_APART = ("element", "element_tag", "style", "children", "replacement")
"""The attributes of a box that are looked at in another way; pictures are told by their element and its files."""
_PLAIN = frozenset((str, int, float, bool, bytes))
"""What is written as it is, for most attributes are."""


class Stamps:
    """The stamps of a document that is about to be laid out."""

    def __init__(self, root: Any, elements: Elements) -> None:
        """Look at all boxes, while they are as they were made.

        Raises
        ------
        UnsureError
            If there is something that cannot be stamped.
        """
        self._root, self._elements = root, elements
        self._styles = StyleStamps()
        self._children: dict[int, tuple[Any, ...]] = {}
        self._places: dict[int, int] = {}
        self._own: list[bytes] = []
        self._read(root)
        self._left = _from_the_end(self._own)
        self._elements_left = _from_the_end([_element(one) for one in elements.all])

    def start(self, context: Any, index: int) -> Start | None:
        """Return where a page that comes next begins, with its stamp; None where there is none."""
        resume_at, following, is_right, state, _ = context.page_maker[index]
        if resume_at is None or context.reported_footnotes or context.broken_out_of_flow:
            return None
        found, runners = self._found(resume_at), self._runners(context)
        if found is None or runners is None or context.target_collector.counter_lookup_items:
            return None
        box, above, offset = found
        place = self._elements.place(box.element)
        chain = self._elements.chain(place)
        heads = sorted((name, pages[max(pages)][-1]) for name, pages in context.string_set.items() if pages)
        said = (
            above, self._left[self._places[id(box)]], offset, self._elements_left[place],
            [_tag(self._elements.all[one]) for one in chain],
            following, is_right, state, heads, runners, len(context.footnotes),
        )  # fmt: skip
        try:
            return Start(digest(stable(said)).hex(), place, chain)
        except UnsureError:
            return None

    def _runners(self, context: Any) -> list[tuple[str, list[bytes]]] | None:
        """Return the last of the boxes that were taken to each margin; None if one was not there at the beginning."""
        last = [(name, pages[max(pages)][-1]) for name, pages in context.running_elements.items() if pages]
        if any(box.is_note() or id(box) not in self._places for _, box in last):
            return None
        return sorted((name, list(self._recorded(box))) for name, box in last)

    def _recorded(self, box: Any) -> Iterator[bytes]:
        """Yield what was read of a box and all in it."""
        yield self._own[self._places[id(box)]]
        for child in self._children[id(box)]:
            yield from self._recorded(child)

    def _found(self, resume_at: Any) -> tuple[Any, list[bytes], int] | None:
        """Return the box at which a page begins, what is above it, and the bytes of its text that are set already."""
        box, above = self._root, list[bytes]()
        while True:
            if type(box) not in _RESUMED or len(resume_at) != 1 or box.bookmark_label:
                return None
            ((at, resume_at),) = resume_at.items()
            if isinstance(box, boxes.TextBox):
                return box, above, at
            above.append(self._own[self._places[id(box)]])
            children = self._children[id(box)]
            if at >= len(children):
                return None
            if type(box) is boxes.BlockBox and box.children[at] is not children[at]:
                return None  # text has gone before a figure that is still to come
            box = children[at]
            if resume_at is None:
                return box, above, -1

    def _read(self, box: Any) -> None:
        self._places[id(box)] = len(self._own)
        self._own.append(self._stamped(box))
        self._children[id(box)] = tuple(box.children)
        for child in box.children:
            self._read(child)

    def _stamped(self, box: Any) -> bytes:
        said: list[Any] = [type(box).__name__, box.element_tag, self._styles.stamp(box.style)]
        if "replacement" in vars(box):
            said.append(type(box.replacement).__name__)
        plain: list[str] = []
        for name, value in sorted(vars(box).items()):
            if name in _APART or value is None:
                continue
            if type(value) in _PLAIN and name != "text":
                plain.append(f"{name}={value!r}")
                continue
            if name in ("first_letter_style", "first_line_style"):
                raise UnsureError(name)
            said.append((name, self._value(box, name, value)))
        return digest(stable(said) + ";".join(plain).encode("utf-8", "surrogatepass"))

    def _value(self, box: Any, name: str, value: Any) -> Any:
        if name == "text" and box.element is not None and box.element.get(TARGET) and value.isdecimal():
            return "0" * len(value)
        if isinstance(value, boxes.Box):
            return list(self._subtree(value))
        if isinstance(value, list | tuple) and any(isinstance(one, boxes.Box) for one in value):
            return [list(self._subtree(one)) for one in value]
        return value

    def _subtree(self, box: Any) -> Iterator[bytes]:
        yield self._stamped(box)
        yield str(len(box.children)).encode()
        for child in box.children:
            yield from self._subtree(child)


def _from_the_end(own: list[bytes]) -> list[bytes]:
    """Return for each place a digest of all from there on."""
    out, last = [b""] * len(own), b""
    for place in reversed(range(len(own))):
        out[place] = last = digest(own[place] + last)
    return out


def _element(element: Any) -> bytes:
    text = element.text or ""
    if element.get(TARGET) and text.isdecimal():
        text = "0" * len(text)
    return digest(stable((_tag(element), text, element.tail or "", len(element))))


def _tag(element: Any) -> tuple[str, list[tuple[str, str]]]:
    return element.tag if isinstance(element.tag, str) else "", sorted(element.attrib.items())
