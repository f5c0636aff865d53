"""The decks of a book: one of each chapter and one of the whole, planned, measured and named."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from terbit.diagnostics import Diagnostic
from terbit.model import Chapter, Document
from terbit.slides.model import Deck
from terbit.slides.plan import finished
from terbit.transforms.slides import chapter_deck, chapter_slides, module_deck

__all__ = ["decks"]


def decks(document: Document) -> tuple[list[Deck], tuple[Diagnostic, ...]]:
    """Return the decks as they are drawn, the whole book's last, and what does not fit."""
    chapters = [chapter for chapter in document.chapters if chapter.role == "chapter"]
    planned = [(chapter, *chapter_slides(chapter, document)) for chapter in chapters]
    planned_decks = [chapter_deck(chapter, own, document, _stem(chapter, document)) for chapter, own, _ in planned]
    whole = module_deck([(chapter, own) for chapter, own, _ in planned], document, document.config.slug)
    done = [finished(deck) for deck in (*planned_decks, whole)]
    found = [f for findings in (*(found for _, _, found in planned), *(found for _, found in done)) for f in findings]
    return [deck for deck, _ in done], tuple(dict.fromkeys(found))


def _stem(chapter: Chapter, document: Document) -> str:
    """Return a file name such as `kerja-sama-01-pengertian`, from the chapter's number and file."""
    name = re.sub(r"^\d+[-_ ]*", "", PurePosixPath(chapter.file).stem)
    number = f"{int(chapter.number):02}" if chapter.number.isdigit() else chapter.number
    return "-".join(filter(None, [document.config.slug, number, name]))
