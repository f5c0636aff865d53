"""Changes applied to every chapter of a document alike."""

from __future__ import annotations

from collections.abc import Callable, Collection
from collections.abc import Set as AbstractSet
from dataclasses import replace

from terbit.ast import Element, Elements, classes, map_elements, with_attr
from terbit.model import Chapter, Document

__all__ = ["in_chapters", "map_document", "without_classes"]


def in_chapters(document: Document, change: Callable[[Chapter], Chapter]) -> Document:
    """Return the document with each chapter replaced."""
    return replace(document, chapters=tuple(change(chapter) for chapter in document.chapters))


def map_document(document: Document, change: Callable[[Element], Element | Elements | None]) -> Document:
    """Return the document with `map_elements` applied to every chapter's blocks, in order; what stays is the same."""
    return in_chapters(document, lambda chapter: _mapped(chapter, change))


def without_classes(document: Document, names: AbstractSet[str], keys: Collection[str] = ()) -> Document:
    """Return the document with some classes taken away, and where they were some key-value attributes."""

    def change(element: Element) -> Element | None:
        if names.isdisjoint(classes(element)):
            return None
        kept = [name for name in classes(element) if name not in names]
        return with_attr(element, names=kept, pairs=dict.fromkeys(keys))

    def changed(chapter: Chapter) -> Chapter:
        return chapter if names.isdisjoint(chapter.survey.classes) else _mapped(chapter, change)

    return in_chapters(document, changed)


def _mapped(chapter: Chapter, change: Callable[[Element], Element | Elements | None]) -> Chapter:
    blocks = map_elements(chapter.blocks, change)
    return chapter if blocks is chapter.blocks else replace(chapter, blocks=blocks)
