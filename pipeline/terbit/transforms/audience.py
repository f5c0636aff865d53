"""What each audience may see: answers and notes for teachers, slide mark-up for decks alone."""

from __future__ import annotations

from terbit.asides import ANSWERS, FOR_TEACHERS
from terbit.ast import classes
from terbit.model import Document
from terbit.transforms._chapters import without_classes
from terbit.transforms._dropping import without

__all__ = ["select_for_audience"]


def select_for_audience(document: Document, *, presents: bool) -> Document:
    """Drop answers from all but the teacher's edition, notes from all but the teacher's decks.

    `presents` says that the target is a deck: explicit slides stay, `.no-slide` matter goes; elsewhere the
    other way round.
    """
    teacher = document.edition == "teacher"
    dropped = set() if teacher and presents else {"notes"}
    dropped |= set() if teacher else {*ANSWERS, FOR_TEACHERS}
    dropped |= set() if presents else {"slide"}
    kept = without(document, dropped, lambda element: not dropped.isdisjoint(classes(element)))
    return kept if presents else without_classes(kept, {"no-slide"})
