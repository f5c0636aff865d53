"""Decks as files, PPTX and HTML: what a plan gave before, with the same theme and figures, is given again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from terbit.assets import FontFile
from terbit.cache import Cache
from terbit.diagnostics import Diagnostic, errors_in
from terbit.digest import digest, digest_bytes
from terbit.model import Artifact, Document
from terbit.slides.decks import Plans, template_of
from terbit.slides.drawings import svg_faces
from terbit.slides.fit import Fits
from terbit.slides.layouts import OWN, Slots
from terbit.slides.looks import Design
from terbit.slides.maker import Maker
from terbit.slides.mark import Mark, logo_of, mark_in, mark_of
from terbit.slides.model import Deck, Kind, Picture
from terbit.slides.page import write_html
from terbit.slides.pictures import is_svg, pictures
from terbit.slides.plan import finished
from terbit.slides.pptx import write_pptx
from terbit.slides.sheets import Sheets
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
    sheets: Sheets


def deck_files(plans: Plans, document: Document, cache: Cache) -> list[DeckFiles]:
    """Return the files of planned decks, in their order."""
    settings = _settings(document)
    keys = list(_keys(plans.decks, settings, document))
    kept: list[DeckFiles | None] = [cache.get("deck", key) for key in keys]
    missing = [deck for deck, files in zip(plans.decks, kept, strict=True) if files is None]
    made = _made(missing, plans.known, document, cache, settings)
    out = []
    for key, files in zip(keys, kept, strict=True):
        out.append(files or next(made))
        if not files:
            cache.put("deck", key, out[-1])
    return out


def _made(
    missing: Sequence[Deck], known: Mapping[str, Fits], document: Document, cache: Cache, settings: str
) -> Iterator[DeckFiles]:
    """Yield the files of decks; what they have in common is made first, and together."""
    drawn = [finished(deck, known[deck.design.ratio], cache) for deck in missing]
    designs = {deck.design.ratio: deck.design for deck in missing}
    bases = {ratio: _base(design, document, cache, settings) for ratio, design in designs.items()}
    images = pictures((path for deck in missing for path in _paths(deck, document)), document.resources, cache)
    sheets = face_rules([_faces(deck, document) for deck, _ in drawn], cache)
    for (deck, findings), sheet in zip(drawn, sheets, strict=True):
        # What was not laid out cannot be written, and what overflows is not to be published.
        good = () if errors_in(findings) else _artifacts(deck, bases[deck.design.ratio], document, images, sheet)
        yield DeckFiles(tuple(good), findings)


def _settings(document: Document) -> str:
    """Return a digest of all that the decks of a book have in common."""
    styles = {name: style.digest for name, style in document.styles.items()}
    own = document.resources.get(document.config.slides.template)
    parts = (dict(document.labels.words), styles, own.digest if own else "")
    return digest(own_tools(), document.config.settings, *parts)


def _keys(decks: Iterable[Deck], settings: str, document: Document) -> Iterator[str]:
    """Yield what decks are kept under; a slide that several show is written out once."""
    written: dict[int, str] = {}
    for deck in decks:
        slides = [written.get(id(slide)) or written.setdefault(id(slide), repr(slide)) for slide in deck.slides]
        whole = "\n".join((repr(replace(deck, slides=())), *slides))
        pictures = [document.resources[path].digest for path in _paths(deck, document)]
        yield digest("deck", settings, digest_bytes(whole.encode()), pictures)


def _paths(deck: Deck, document: Document) -> list[str]:
    """Return the paths of a deck's pictures, the publisher's mark among them."""
    logo = logo_of(document.config)
    own = {slide.body.path for slide in deck.slides if isinstance(slide.body, Picture)}
    return [*([logo] if logo in document.resources else []), *sorted(own)]


def _base(design: Design, document: Document, cache: Cache, settings: str) -> _Base:
    data, layouts, mark = _begun(design, document)
    maker = Maker(data, document.config, design, layouts, mark)
    return _Base(data, layouts, mark, Sheets(maker.sheet, cache, digest(settings, repr(design))))


def _begun(design: Design, document: Document) -> tuple[bytes, Mapping[Kind, Slots], Mark | None]:
    """Return a template, its layouts and the publisher's mark."""
    config, own = document.config, template_of(document)
    if own is not None:
        data = document.resources[config.slides.template].data
        return data, own.layouts, mark_in(config, document.resources, own)
    tokens = read_tokens(document.styles["theme.css"].data.decode())
    return template(tokens, document.labels, config.title, design), OWN, mark_of(config, document.resources, design)


def _artifacts(
    deck: Deck, base: _Base, document: Document, images: Mapping[str, bytes], faces: str
) -> Iterator[Artifact]:
    config, labels = document.config, document.labels
    data = write_pptx(deck, base.template, config, labels, images, base.layouts, base.mark, sheets=base.sheets)
    yield _artifact(deck, "pptx", data)
    yield _artifact(deck, "html", write_html(deck, faces, config, labels, document.styles, document.resources))


def _artifact(deck: Deck, form: str, data: bytes) -> Artifact:
    path = f"slides/{deck.stem}.{form}"
    return Artifact(path, data, "slides", slides=len(deck.slides), sources=deck.sources)


def _faces(deck: Deck, document: Document) -> Mapping[FontFile, frozenset[str]]:
    """Return the faces that a deck and its drawings are set in, each with its characters."""
    found = dict(deck_faces([deck]))
    drawings = [document.resources[path].data for path in _paths(deck, document) if is_svg(path)]
    for face, characters in svg_faces(drawings).items():
        found[face] = found.get(face, frozenset()) | characters
    return found
