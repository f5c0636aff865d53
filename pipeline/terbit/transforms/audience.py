"""What each audience may see: answers and notes for teachers, slide mark-up for decks alone."""

from __future__ import annotations

from terbit.ast import Element, Elements, classes, with_attr
from terbit.model import Document
from terbit.transforms._chapters import map_document

__all__ = ["select_for_audience"]


def select_for_audience(document: Document, *, presents: bool) -> Document:
    """Drop answers from all but the teacher's edition, notes from all but the teacher's decks.

    `presents` says that the target is a deck: explicit slides stay, `.no-slide` matter goes; elsewhere the
    other way round.
    """
    teacher = document.edition == "teacher"
    dropped = {"notes"} if not (teacher and presents) else set()
    dropped |= set() if teacher else {"box-answer"}
    dropped |= set() if presents else {"slide"}

    def change(element: Element) -> Element | Elements | None:
        if element["t"] not in ("Div", "Span"):
            return None
        names = classes(element)
        if dropped & set(names):
            return []
        return (
            with_attr(element, names=[n for n in names if n != "no-slide"])
            if _spent(names, presents)
            else None
        )

    return map_document(document, change)


def _spent(names: list[str], presents: bool) -> bool:
    return not presents and "no-slide" in names
