"""A book's decks: one a chapter and one of the module, planned and measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from terbit.cache import Cache
from terbit.diagnostics import Diagnostic, errors_in
from terbit.digest import digest
from terbit.model import Chapter, Document
from terbit.slides.fit import Fits, fits
from terbit.slides.given_faces import faces_of_decks
from terbit.slides.looks import DESIGNS, WIDE, Design
from terbit.slides.mark import without_room
from terbit.slides.model import Deck, Slide
from terbit.slides.palette import coloured, unreadable
from terbit.slides.places import Places, places_of
from terbit.slides.plan import finished
from terbit.slides.publisher import Template, read_template
from terbit.slides.renewal import renewed
from terbit.slides.stems import deck_stem
from terbit.transforms.slides import Entry, Given, chapter_deck, chapter_slides, entries, module_deck
from terbit.versions import own_tools

__all__ = ["Plans", "decks", "designs_of", "dressed", "measured_decks", "plan_decks", "template_of"]


@dataclass(frozen=True)
class Plans:
    """The decks before they are measured, the whole book's last; how slides of each ratio are divided; findings."""

    decks: tuple[Deck, ...]
    known: Mapping[str, Fits]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class _Plan:
    """A chapter's slides, what was found, how the slides are divided in each ratio, and what each section gave."""

    slides: tuple[Slide, ...]
    findings: tuple[Diagnostic, ...]
    fits: Mapping[str, Fits]
    given: Mapping[str, Given]


def decks(document: Document, cache: Cache) -> list[Deck]:
    """Return the decks as they are drawn, the whole book's last."""
    return [deck for deck, _ in measured_decks(document, cache)]


def measured_decks(document: Document, cache: Cache) -> Iterator[tuple[Deck, tuple[Diagnostic, ...]]]:
    """Yield the decks in the same order, each with the errors of what does not fit."""
    plans = plan_decks(document, cache)
    for deck in plans.decks:
        drawn, findings = finished(deck, plans.known[deck.design.ratio], cache)
        yield drawn, errors_in(findings)


def plan_decks(document: Document, cache: Cache) -> Plans:
    """Plan the decks; the slides of chapters that have not changed are those of the last build."""
    chapters = [c for c in document.chapters if c.role == "chapter" and c.meta.get("slides") is not False]
    designs = designs_of(document)
    plans = [_planned(chapter, document, designs, cache) for chapter in chapters]
    known: dict[str, dict[Slide, tuple[Slide, ...]]] = {design.ratio: {} for design in designs}
    for ratio, measured in ((ratio, found) for plan in plans for ratio, found in plan.fits.items()):
        known[ratio].update(measured)
    places, beside = places_of(document), len(designs) > 1
    pairs = [(c, tuple(map(places.told, plan.slides))) for c, plan in zip(chapters, plans, strict=True)]
    listed = tuple(_listed(document, cache))
    made = [deck for design in designs for deck in _decks(pairs, document, listed, design, places, beside=beside)]
    return Plans(tuple(made), known, tuple(f for plan in plans for f in plan.findings))


def dressed(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return a book whose theme is in the publisher's colours, and what is wrong with template, faces and colours."""
    own = template_of(document)
    document = coloured(document)
    found = (*(own.findings if own else ()), *faces_of_decks(document, own).findings, *unreadable(document))
    return document, (*found, *without_room(document.config, document.resources, own))


def _planned(chapter: Chapter, document: Document, designs: Sequence[Design], cache: Cache) -> _Plan:
    """Plan a chapter's slides; they have places in the source, so places are in the key too."""
    own = (chapter.file, chapter.ident, chapter.number, chapter.title, chapter.blocks, chapter.meta)
    seen = (repr(designs), dict(document.labels.words), sorted(document.resources))
    works = {ident: name for ident, name in document.works.items() if ident in chapter.survey.targets}
    key = digest("plan", own_tools(), own, _anchors(chapter, document), works, *seen)

    def plan(before: _Plan | None) -> _Plan:
        known, given = (before.fits, before.given) if before else ({}, {})
        slides, findings, now = chapter_slides(chapter, document, given)
        measured = {one.ratio: fits(slides, one, known.get(one.ratio)) for one in designs}
        return _Plan(slides, findings, measured, now)

    return renewed(cache, "plan", key, digest("plan", own_tools(), chapter.file, chapter.ident, *seen), plan)


def _anchors(chapter: Chapter, document: Document) -> list[str]:
    return [repr(anchor) for anchor in document.anchors.values() if anchor.chapter == chapter.ident]


def _listed(document: Document, cache: Cache) -> Iterator[Entry]:
    """Yield the entries of all lists of references in a book: those of a list that has not changed are kept."""
    for chapter in (c for c in document.chapters if "entry" in c.survey.classes):
        key = digest("entries", own_tools(), chapter.blocks, _anchors(chapter, document))
        yield from cache.compute("entries", key, partial(entries, chapter, document.anchors))


def designs_of(document: Document) -> tuple[Design, ...]:
    """Return the designs that a book's decks are asked for in: its own template's, or Terbit's; none if that is bad."""
    own = template_of(document)
    chosen = faces_of_decks(document, own)
    if any(finding.severity == "error" for finding in chosen.findings):
        return ()
    if own is None:
        designs = [DESIGNS[ratio] for ratio in document.config.slides.ratios]
    else:
        designs = [own.design] if own.layouts else []
    return tuple(design.set_in(chosen.text, chosen.titles) for design in designs)


def template_of(document: Document) -> Template | None:
    """Return the publisher's own template, read, if the book names one that is there."""
    path = document.config.slides.template
    if path not in document.resources:
        return None
    where = document.config.places.get("slides.template")
    names = tuple(document.labels(f"slides.layout.{kind}") for kind in WIDE.looks)
    return read_template(document.resources[path].data, path, where, names)


def _decks(
    pairs: Sequence[tuple[Chapter, tuple[Slide, ...]]],
    document: Document,
    listed: Sequence[Entry],
    design: Design,
    places: Places,
    *,
    beside: bool,
) -> Iterator[Deck]:
    """Yield a deck a chapter and the module's; `beside` says that there are decks of another design."""

    def placed(deck: Deck) -> Deck:
        return replace(deck, slides=tuple(map(places.told, deck.slides)), design=design)

    end = f"-{design.ratio.replace(':', 'x')}" if beside and design.ratio != WIDE.ratio else ""
    for chapter, own in pairs:
        yield placed(chapter_deck(chapter, own, document, deck_stem(chapter, document.config) + end, listed))
    yield placed(module_deck(pairs, document, document.config.slug + end, listed))
