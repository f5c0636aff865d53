"""Numbers of footnotes: in each chapter from 1, as its HTML has them, or on through the book."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import accumulate

from terbit.model import Chapter, Document

__all__ = ["NUMBERS", "notes_before", "renumbered"]

NUMBERS = re.compile(
    r'(?P<tag><(?:a class="(?P<mark>noteref|footnote-number)"[^>]*? href="#(?:fn|fnref)-'
    r'|span class="note-number" data-note="fn-)(?P<note>[^"]*)"[^>]*)>(?P<number>[0-9]+)(?=<)'
)
"""The number of a footnote in a chapter's HTML: at its mark, before the note itself, and where another refers to it."""


def notes_in(chapter: Chapter) -> int:
    """Count the footnotes of a chapter."""
    surveys = (part.survey for part in chapter.parts if part.survey.has_kind("Note"))
    return sum(element["t"] == "Note" for survey in surveys for element in survey.elements)


def notes_before(document: Document, count: Callable[[Chapter], int] = notes_in) -> Mapping[str, int]:
    """Return how many footnotes stand before each chapter of a book that numbers them through, by identifier.

    Nothing is said of a book that begins anew in each chapter.
    """
    if document.config.footnote_numbering == "chapter":
        return {}
    counts = accumulate(map(count, document.chapters), initial=0)
    return {chapter.ident: before for chapter, before in zip(document.chapters, counts, strict=False)}


def renumbered(html: str, before: int) -> str:
    """Return a chapter's HTML with the numbers of its footnotes as they are behind so many others."""
    return NUMBERS.sub(lambda m: f"{m['tag']}>{int(m['number']) + before}", html) if before else html
