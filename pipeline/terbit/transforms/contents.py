"""Generated matter: contents, lists of figures and tables, and the index, each in its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from terbit.ast import (
    Element,
    Elements,
    div,
    header,
    link,
    map_elements,
    plain,
    space,
    span,
    string,
    text,
)
from terbit.model import Anchor, Chapter, Document, Role
from terbit.transforms.index_pages import index_block

__all__ = ["add_matter"]


def add_matter(document: Document, wanted: Collection[str]) -> Document:
    """Add the generated chapters that a target asks for, each where a book has it, empty ones left out."""
    lists = [chapter for chapter in _lists(document) if chapter.ident in wanted]
    chapters = [*lists, *document.chapters]
    entries = index_block(document) if "index" in wanted else None
    if entries:
        at = _index_place(chapters)
        chapters.insert(at, _generated(document, "index", "back", div([entries], names=["index"])))
    if "contents" in wanted:
        tree = _nested(list(_headings(document, chapters)))
        chapters.insert(0, _generated(document, "contents", "front", div([tree], names=["contents"])))
    return replace(document, chapters=tuple(chapters))


def _generated(document: Document, ident: str, role: Role, body: Element) -> Chapter:
    title = text(document.labels(ident))
    return Chapter("", role, ident, "", title, [header(1, title, ident), body])


def _lists(document: Document) -> Iterator[Chapter]:
    for kind, ident in (("figure", "list-of-figures"), ("table", "list-of-tables")):
        entries = [_entry(anchor) for anchor in document.anchors.values() if anchor.kind == kind]
        if entries:
            block = {"t": "BulletList", "c": [[entry] for entry in entries]}
            yield _generated(document, ident, "front", div([block], names=["contents", ident]))


def _headings(document: Document, chapters: Sequence[Chapter]) -> Iterator[Anchor]:
    """Yield what the contents list, in the order of the book: generated chapters have no anchors of their own."""
    for chapter in chapters:
        own = Anchor(chapter.ident, "chapter", "", "", chapter.title, 1, chapter.ident)
        yield document.anchors.get(chapter.ident, own)
        yield from (
            anchor
            for anchor in document.anchors.values()
            if anchor.kind == "section"
            and anchor.chapter == chapter.ident
            and anchor.level <= document.config.contents_depth
        )


def _entry(anchor: Anchor) -> Element:
    number = anchor.label if anchor.kind == "chapter" else anchor.shown
    title = span(_without_marks(anchor.title), names=["title"])
    words = [span([string(number)], names=["number"]), space(), title] if number else [title]
    return plain([link(words, f"#{anchor.ident}", names=["contents-entry"], **{"data-level": str(anchor.level)})])


def _without_marks(title: Elements) -> Elements:
    """Return a heading's inlines without notes, identifiers and links, which must not occur twice."""

    def change(element: Element) -> Element | Elements | None:
        if element["t"] == "Note":
            return []
        return list(element["c"][1]) if element["t"] in ("Span", "Link") else None

    changed: Elements = map_elements(title, change)
    return changed


def _nested(anchors: list[Anchor]) -> Element:
    """Return headings in order as bullet lists nested by their levels."""
    items: list[Elements] = []
    at = 0
    while at < len(anchors):
        end = at + 1
        while end < len(anchors) and anchors[end].level > anchors[at].level:
            end += 1
        below = anchors[at + 1 : end]
        items.append([_entry(anchors[at]), *([_nested(below)] if below else [])])
        at = end
    return {"t": "BulletList", "c": items}


def _index_place(chapters: list[Chapter]) -> int:
    """Return where the index goes: after the bibliography, or at the end."""
    with_refs = [n for n, ch in enumerate(chapters) if "refs" in ch.survey.identified]
    return with_refs[-1] + 1 if with_refs else len(chapters)
