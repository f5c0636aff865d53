"""The slides: a deck a chapter and one of the module, each to edit (PPTX) and to present (HTML)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from terbit.model import Artifact, Document
from terbit.slides.decks import decks
from terbit.slides.drawings import svg_faces
from terbit.slides.formulas import with_formulas
from terbit.slides.model import Deck, Picture
from terbit.slides.page import write_html
from terbit.slides.pictures import is_svg, pictures
from terbit.slides.pptx import write_pptx
from terbit.slides.template import template
from terbit.slides.webfonts import deck_faces, face_rules
from terbit.targets import Rendering
from terbit.theme import read_tokens

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
        planned, findings = decks(drawn)
        return Rendering(tuple(_artifacts(planned, drawn)), (*found, *findings))


def _artifacts(planned: Sequence[Deck], document: Document) -> Iterator[Artifact]:
    base = template(read_tokens(document.styles["theme.css"].data.decode()), document.labels, document.config.title)
    paths = sorted({s.body.path for deck in planned for s in deck.slides if isinstance(s.body, Picture)})
    images = pictures(paths, document.resources)
    faces = _faces(planned, paths, document)
    for deck in planned:
        yield _artifact(deck, "pptx", write_pptx(deck, base, document.config, document.labels, images))
        page = write_html(deck, faces, document.config, document.labels, document.styles, document.resources)
        yield _artifact(deck, "html", page)


def _artifact(deck: Deck, form: str, data: bytes) -> Artifact:
    path = f"slides/{deck.stem}.{form}"
    return Artifact(path, data, "slides", slides=len(deck.slides), sources=deck.sources)


def _faces(planned: Sequence[Deck], paths: Sequence[str], document: Document) -> str:
    found = dict(deck_faces(planned))
    drawings = [document.resources[path].data for path in paths if is_svg(path)]
    for face, characters in svg_faces(drawings).items():
        found[face] = found.get(face, frozenset()) | characters
    return face_rules(found)


TARGET = _Slides()
