"""Places for the references: where the author put them, or else one at the end of the book or of each chapter."""

from __future__ import annotations

from dataclasses import replace

from terbit.ast import Element, classes, div, header, identifier, text, with_attr, with_contents
from terbit.blocks import map_chapter
from terbit.diagnostics import Diagnostic
from terbit.model import Chapter, Document
from terbit.survey import Survey
from terbit.transforms.identifiers import CROSSREF

__all__ = ["place_bibliographies"]

_PLACE = "refs"


def place_bibliographies(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the book with a place for each list of references that something is cited for."""
    if document.config.bibliography_scope == "chapter":
        chapters = tuple(_with_own(chapter, document) for chapter in document.chapters)
        return replace(document, chapters=chapters), ()
    if any(map(_places, document.chapters)) or not any(map(_cites, document.chapters)):
        return document, ()
    title = text(document.labels("bibliography"))
    blocks = [header(1, title, "bibliography"), div([], _PLACE, ["generated"])]
    chapter = Chapter("", "back", "bibliography", "", title, blocks)
    return replace(document, chapters=(*document.chapters, chapter)), ()


def _with_own(chapter: Chapter, document: Document) -> Chapter:
    """Give a chapter a list of its own: identifiers hold once in the book, so its place bears the chapter's name."""
    own = f"{_PLACE}-{chapter.ident}"
    if _places(chapter):
        return map_chapter(chapter, lambda element: _renamed(element, own), _concerns_place)
    if not _cites(chapter):
        return chapter
    title = header(2, text(document.labels("references")), f"references-{chapter.ident}", ["unnumbered"])
    place = div([], own, ["chapter-references", "generated"])
    section = div([title, place], names=["references-section", "no-slide"])
    return replace(chapter, blocks=[*chapter.blocks, section])


def _renamed(element: Element, own: str) -> Element | None:
    if _is_place(element):
        return with_attr(element, ident=own, names=["chapter-references", *classes(element)])
    if element["t"] == "Link" and element["c"][2][0] == f"#{_PLACE}":
        return with_contents(element, [*element["c"][:2], [f"#{own}", element["c"][2][1]]])
    return None


def _concerns_place(held: Survey) -> bool:
    return _PLACE in held.identified or _PLACE in held.targets


def _places(chapter: Chapter) -> bool:
    return _PLACE in chapter.survey.identified and any(map(_is_place, chapter.survey.elements))


def _is_place(element: Element) -> bool:
    return element["t"] == "Div" and identifier(element) == _PLACE


def _cites(chapter: Chapter) -> bool:
    return bool(chapter.meta.get("nocite")) or not all(map(CROSSREF.match, chapter.survey.cited))
