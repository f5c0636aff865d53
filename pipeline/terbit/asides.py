"""Asides: matter that some editions or targets leave out, so that nothing outside may rest on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from terbit.ast import ATTRIBUTED, Element, classes
from terbit.transforms.boxes import KINDS

__all__ = ["ANSWERS", "FOR_TEACHERS", "is_aside", "parted"]

# An answer in a line, a code block or a section is no box, but an answer all the same.
ANSWERS = frozenset(name for name, kind in KINDS.items() if kind == "answer") | {"box-answer"}
FOR_TEACHERS = "for-teachers"
"""What a condition shows in the teacher's edition and in no other: it is no part of a sheet for pupils."""
_ASIDES = ANSWERS | {"notes", "slide", "content-visible", "content-hidden"}


def is_aside(element: Element) -> bool:
    """Say whether an element is for one edition or some targets only."""
    return not _ASIDES.isdisjoint(classes(element))


def parted(blocks: Sequence[Any]) -> Iterator[tuple[Any, Element | None]]:
    """Yield each member of a list with the aside that it is part of; a heading takes its section along."""
    section: Element | None = None
    for block in blocks:
        tag = block.get("t") if type(block) is dict else None
        if tag not in ATTRIBUTED:
            yield block, section
            continue
        if tag == "Header" and (section is None or block["c"][0] <= section["c"][0]):
            section = block if is_aside(block) else None
        yield block, section or (block if is_aside(block) else None)
