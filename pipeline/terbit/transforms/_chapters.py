"""Changes applied to every chapter of a document alike."""

from __future__ import annotations

from collections.abc import Callable, Collection
from collections.abc import Set as AbstractSet
from dataclasses import replace

from terbit.ast import Element, classes, with_attr
from terbit.blocks import Change, map_chapter
from terbit.model import Chapter, Document
from terbit.survey import Survey

__all__ = ["in_chapters", "map_document", "without_classes"]


def in_chapters(document: Document, change: Callable[[Chapter], Chapter]) -> Document:
    """Return the document with each chapter replaced."""
    return replace(document, chapters=tuple(change(chapter) for chapter in document.chapters))


def map_document(document: Document, change: Change, concerns: Callable[[Survey], bool]) -> Document:
    """Return the document with `map_chapter` applied to every chapter, in order."""
    return in_chapters(document, lambda chapter: map_chapter(chapter, change, concerns))


def without_classes(document: Document, names: AbstractSet[str], keys: Collection[str] = ()) -> Document:
    """Return the document with some classes taken away, and where they were some key-value attributes."""

    def change(element: Element) -> Element | None:
        if names.isdisjoint(classes(element)):
            return None
        kept = [name for name in classes(element) if name not in names]
        return with_attr(element, names=kept, pairs=dict.fromkeys(keys))

    return map_document(document, change, lambda held: held.has_class(*names))
