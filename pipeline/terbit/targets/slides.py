"""The slides: a deck a chapter and one of the module, each to edit (PPTX) and to present (HTML)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from terbit.diagnostics import Diagnostic
from terbit.model import Artifact, Chapter, Document
from terbit.slides.drawings import svg_faces
from terbit.slides.formulas import with_formulas
from terbit.slides.model import Deck, Picture
from terbit.slides.page import write_html
from terbit.slides.pictures import is_svg, pictures
from terbit.slides.plan import finished
from terbit.slides.pptx import write_pptx
from terbit.slides.template import template
from terbit.slides.webfonts import deck_faces, face_rules
from terbit.targets import Rendering
from terbit.theme import read_tokens
from terbit.transforms.slides import chapter_deck, chapter_slides, module_deck

__all__ = ["TARGET"]


@dataclass(frozen=True)
class _Slides:
    name: str = "slides"
    formats: frozenset[str] = frozenset({"slides", "pptx", "revealjs", "presentation"})
    matter: frozenset[str] = frozenset()
    presents: bool = True
    partial: bool = True
    effort: int = 6
    after: frozenset[str] = frozenset()

    def render(self, document: Document, workshop: object = None) -> Rendering:
        """Return the decks; a chapter's deck depends on that chapter alone."""
        del workshop
        drawn, found = with_formulas(document)
        decks, findings = _decks(drawn)
        return Rendering(tuple(_artifacts(decks, drawn)), (*found, *findings))


def _decks(document: Document) -> tuple[list[Deck], tuple[Diagnostic, ...]]:
    chapters = [chapter for chapter in document.chapters if chapter.role == "chapter"]
    planned = [(chapter, *chapter_slides(chapter, document)) for chapter in chapters]
    decks = [chapter_deck(chapter, own, document, _stem(chapter, document)) for chapter, own, _ in planned]
    whole = module_deck([(chapter, own) for chapter, own, _ in planned], document, document.config.slug)
    done = [finished(deck) for deck in (*decks, whole)]
    found = [f for findings in (*(found for _, _, found in planned), *(found for _, found in done)) for f in findings]
    return [deck for deck, _ in done], tuple(dict.fromkeys(found))


def _stem(chapter: Chapter, document: Document) -> str:
    """Return a file name such as `kerja-sama-01-pengertian`, from the chapter's number and file."""
    name = re.sub(r"^\d+[-_ ]*", "", PurePosixPath(chapter.file).stem)
    number = f"{int(chapter.number):02}" if chapter.number.isdigit() else chapter.number
    return "-".join(filter(None, [document.config.slug, number, name]))


def _artifacts(decks: Sequence[Deck], document: Document) -> Iterator[Artifact]:
    base = template(read_tokens(document.styles["theme.css"].data.decode()), document.labels, document.config.title)
    paths = sorted({s.body.path for deck in decks for s in deck.slides if isinstance(s.body, Picture)})
    images = pictures(paths, document.resources)
    faces = _faces(decks, paths, document)
    for deck in decks:
        yield _artifact(deck, "pptx", write_pptx(deck, base, document.config, document.labels, images))
        page = write_html(deck, faces, document.config, document.labels, document.styles, document.resources)
        yield _artifact(deck, "html", page)


def _artifact(deck: Deck, form: str, data: bytes) -> Artifact:
    path = f"slides/{deck.stem}.{form}"
    return Artifact(path, data, "slides", slides=len(deck.slides), sources=deck.sources)


def _faces(decks: Sequence[Deck], paths: Sequence[str], document: Document) -> str:
    found = dict(deck_faces(decks))
    drawings = [document.resources[path].data for path in paths if is_svg(path)]
    for face, characters in svg_faces(drawings).items():
        found[face] = found.get(face, frozenset()) | characters
    return face_rules(found)


TARGET = _Slides()
