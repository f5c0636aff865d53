"""Changes applied to every chapter of a document alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from terbit.ast import Element, Elements, map_elements
from terbit.model import Chapter, Document

__all__ = ["in_chapters", "map_document"]


def in_chapters(document: Document, change: Callable[[Chapter], Chapter]) -> Document:
    """Return the document with each chapter replaced."""
    return replace(document, chapters=tuple(change(chapter) for chapter in document.chapters))


def map_document(document: Document, change: Callable[[Element], Element | Elements | None]) -> Document:
    """Return the document with `map_elements` applied to every chapter's blocks, in order."""
    return in_chapters(document, lambda ch: replace(ch, blocks=map_elements(ch.blocks, change)))
