"""Decks as files, PPTX and HTML: what a plan gave before, with the same theme and figures, is given again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from terbit.cache import Cache
from terbit.diagnostics import Diagnostic, errors_in
from terbit.digest import digest
from terbit.model import Artifact, Document
from terbit.slides.decks import Plans, template_of
from terbit.slides.drawings import svg_faces
from terbit.slides.fit import Fits
from terbit.slides.holders import Prints
from terbit.slides.layouts import OWN, Slots
from terbit.slides.looks import Design
from terbit.slides.mark import Mark, logo_of, mark_in, mark_of
from terbit.slides.model import Deck, Kind, Picture
from terbit.slides.page import write_html
from terbit.slides.pictures import is_svg, pictures
from terbit.slides.plan import finished
from terbit.slides.pptx import write_pptx
from terbit.slides.template import template
from terbit.slides.webfonts import deck_faces, face_rules
from terbit.theme import read_tokens
from terbit.versions import own_tools

__all__ = ["DeckFiles", "deck_files"]


@dataclass(frozen=True)
class DeckFiles:
    """A deck's files, and what was found where it was measured."""

    artifacts: tuple[Artifact, ...]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class _Base:
    """What the PowerPoint files of one design begin from."""

    template: bytes
    layouts: Mapping[Kind, Slots]
    mark: Mark | None
    prints: Prints = field(default_factory=Prints)


def deck_files(plans: Plans, document: Document, cache: Cache) -> list[DeckFiles]:
    """Return the files of planned decks, in their order."""
    settings = _settings(document)
    keys = [_key(deck, settings, document) for deck in plans.decks]
    kept: list[DeckFiles | None] = [cache.get("deck", key) for key in keys]
    missing = [deck for deck, made in zip(plans.decks, kept, strict=True) if made is None]
    bases = {deck.design.ratio: _base(deck.design, document) for deck in missing}
    images = pictures((path for deck in missing for path in _paths(deck, document)), document.resources, cache)
    out = []
    for deck, key, made in zip(plans.decks, keys, kept, strict=True):
        files = made or _made(deck, plans.known[deck.design.ratio], bases[deck.design.ratio], document, images, cache)
        if not made:
            cache.put("deck", key, files)
        out.append(files)
    return out


def _settings(document: Document) -> str:
    """Return a digest of all that the decks of a book have in common."""
    styles = {name: style.digest for name, style in document.styles.items()}
    own = document.resources.get(document.config.slides.template)
    parts = (dict(document.labels.words), styles, own.digest if own else "")
    return digest(own_tools(), document.config.settings, *parts)


def _key(deck: Deck, settings: str, document: Document) -> str:
    return digest("deck", settings, repr(deck), [document.resources[path].digest for path in _paths(deck, document)])


def _paths(deck: Deck, document: Document) -> list[str]:
    """Return the paths of a deck's pictures, the publisher's mark among them."""
    logo = logo_of(document.config)
    own = {slide.body.path for slide in deck.slides if isinstance(slide.body, Picture)}
    return [*([logo] if logo in document.resources else []), *sorted(own)]


def _base(design: Design, document: Document) -> _Base:
    config, own = document.config, template_of(document)
    if own is not None:
        data = document.resources[config.slides.template].data
        return _Base(data, own.layouts, mark_in(config, document.resources, own))
    tokens = read_tokens(document.styles["theme.css"].data.decode())
    data = template(tokens, document.labels, config.title, design)
    return _Base(data, OWN, mark_of(config, document.resources, design))


def _made(
    planned: Deck, known: Fits, base: _Base, document: Document, images: Mapping[str, bytes], cache: Cache
) -> DeckFiles:
    deck, findings = finished(planned, known)
    if errors_in(findings):
        # What was not laid out cannot be written, and what overflows is not to be published.
        return DeckFiles((), findings)
    return DeckFiles(tuple(_artifacts(deck, base, document, images, cache)), findings)


def _artifacts(
    deck: Deck, base: _Base, document: Document, images: Mapping[str, bytes], cache: Cache
) -> Iterator[Artifact]:
    config, labels = document.config, document.labels
    data = write_pptx(deck, base.template, config, labels, images, base.layouts, base.mark, prints=base.prints)
    yield _artifact(deck, "pptx", data)
    page = write_html(deck, _faces(deck, document, cache), config, labels, document.styles, document.resources)
    yield _artifact(deck, "html", page)


def _artifact(deck: Deck, form: str, data: bytes) -> Artifact:
    path = f"slides/{deck.stem}.{form}"
    return Artifact(path, data, "slides", slides=len(deck.slides), sources=deck.sources)


def _faces(deck: Deck, document: Document, cache: Cache) -> str:
    """Return the rules of the faces that a deck is set in; decks with no rare character share their subsets."""
    found = dict(deck_faces([deck]))
    drawings = [document.resources[path].data for path in _paths(deck, document) if is_svg(path)]
    for face, characters in svg_faces(drawings).items():
        found[face] = found.get(face, frozenset()) | characters
    return face_rules(found, cache)
