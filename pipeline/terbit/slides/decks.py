"""A book's decks: one a chapter and one of the module, planned and measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from terbit.cache import Cache
from terbit.diagnostics import Diagnostic
from terbit.digest import digest
from terbit.model import Chapter, Document
from terbit.slides.fit import Fits, fits
from terbit.slides.model import Deck, Slide
from terbit.slides.plan import finished
from terbit.transforms.slides import chapter_deck, chapter_slides, entries, module_deck
from terbit.versions import own_tools

__all__ = ["Plans", "decks", "plan_decks"]


@dataclass(frozen=True)
class Plans:
    """The decks before they are measured, the whole book's last; how their slides are divided; what was found."""

    decks: tuple[Deck, ...]
    known: Fits
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class _Plan:
    """A chapter's slides, what was found, and how the slides are divided."""

    slides: tuple[Slide, ...]
    findings: tuple[Diagnostic, ...]
    fits: Fits


def decks(document: Document, cache: Cache) -> list[Deck]:
    """Return the decks as they are drawn, the whole book's last."""
    plans = plan_decks(document, cache)
    return [finished(deck, plans.known)[0] for deck in plans.decks]


def plan_decks(document: Document, cache: Cache) -> Plans:
    """Plan the decks; the slides of chapters that have not changed are those of the last build."""
    chapters = [chapter for chapter in document.chapters if chapter.role == "chapter"]
    plans = [_planned(chapter, document, cache) for chapter in chapters]
    known = {slide: parts for plan in plans for slide, parts in plan.fits.items()}
    pairs = [(chapter, plan.slides) for chapter, plan in zip(chapters, plans, strict=True)]
    return Plans(tuple(_decks(pairs, document)), known, tuple(f for plan in plans for f in plan.findings))


def _planned(chapter: Chapter, document: Document, cache: Cache) -> _Plan:
    """Plan a chapter's slides; they have places in the source, so places are in the key too."""
    anchors = [repr(anchor) for anchor in document.anchors.values() if anchor.chapter == chapter.ident]
    own = (chapter.file, chapter.ident, chapter.number, chapter.title, chapter.blocks)
    key = digest("plan", own_tools(), own, anchors, dict(document.labels.words), sorted(document.resources))

    def plan() -> _Plan:
        slides, findings = chapter_slides(chapter, document)
        return _Plan(slides, findings, fits(slides))

    return cache.compute("plan", key, plan)


def _decks(pairs: Sequence[tuple[Chapter, tuple[Slide, ...]]], document: Document) -> Iterator[Deck]:
    """Yield a deck a chapter and the module's."""
    listed = tuple(entries(document))
    for chapter, own in pairs:
        yield chapter_deck(chapter, own, document, _stem(chapter, document), listed)
    yield module_deck(pairs, document, document.config.slug, listed)


def _stem(chapter: Chapter, document: Document) -> str:
    """Return a file name such as `kerja-sama-01-pengertian`, from the chapter's number and file."""
    name = re.sub(r"^\d+[-_ ]*", "", PurePosixPath(chapter.file).stem)
    number = f"{int(chapter.number):02}" if chapter.number.isdigit() else chapter.number
    return "-".join(filter(None, [document.config.slug, number, name]))
