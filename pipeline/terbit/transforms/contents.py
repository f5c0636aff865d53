"""Generated matter: contents, lists of figures and tables, the index."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from terbit.ast import (
    Element,
    Elements,
    div,
    elements,
    header,
    identifier,
    link,
    map_elements,
    plain,
    space,
    span,
    string,
    stringify,
    text,
)
from terbit.model import Anchor, Chapter, Document, IndexEntry, Role

__all__ = ["add_matter"]


def add_matter(document: Document, wanted: Collection[str]) -> Document:
    """Add the generated chapters that a target asks for, each where a book has it, empty ones left out."""
    present = {identifier(e) for ch in document.chapters for e in elements(ch.blocks)} | {
        ch.ident for ch in document.chapters
    }
    anchors = [anchor for ident, anchor in document.anchors.items() if ident in present]
    front = [ch for ch in _lists(document, anchors) if ch.ident in wanted]
    chapters = [*front, *document.chapters]
    if "index" in wanted:
        index = _index(document, present)
        at = _index_place(chapters)
        chapters[at:at] = [index] if index else []
    return replace(document, chapters=tuple(chapters))


def _generated(document: Document, ident: str, role: Role, body: Element) -> Chapter:
    title = text(document.labels(ident))
    return Chapter("", role, ident, "", title, [header(1, title, ident), body])


def _lists(document: Document, anchors: list[Anchor]) -> Iterator[Chapter]:
    deepest = document.config.contents_depth
    headings = [a for a in anchors if a.kind in ("chapter", "section") and a.level <= deepest]
    tree = _nested(headings)
    yield _generated(document, "contents", "front", div([tree], names=["contents"]))
    for kind, ident in (("figure", "list-of-figures"), ("table", "list-of-tables")):
        entries = [_entry(a) for a in anchors if a.kind == kind]
        if entries:
            block = {"t": "BulletList", "c": [[entry] for entry in entries]}
            yield _generated(document, ident, "front", div([block], names=["contents", ident]))


def _entry(anchor: Anchor) -> Element:
    number = anchor.label if anchor.kind == "chapter" else anchor.number
    title = span(_without_marks(anchor.title), names=["title"])
    words = [span([string(number)], names=["number"]), space(), title] if number else [title]
    return plain(
        [link(words, f"#{anchor.ident}", names=["contents-entry"], **{"data-level": str(anchor.level)})]
    )


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
    with_refs = [
        n for n, ch in enumerate(chapters) if any(identifier(e) == "refs" for e in elements(ch.blocks))
    ]
    return with_refs[-1] + 1 if with_refs else len(chapters)


def _index(document: Document, present: set[str]) -> Chapter | None:
    places = _mark_places(document)
    entries = [replace(e, anchors=tuple(a for a in e.anchors if a in present)) for e in document.index]
    kept = [entry for entry in entries if entry.anchors]
    if not kept:
        return None
    block = {"t": "BulletList", "c": list(_index_items(kept, places, 0))}
    return _generated(document, "index", "back", div([block], names=["index"]))


def _index_items(entries: list[IndexEntry], places: dict[str, str], depth: int) -> Iterator[Elements]:
    """Yield one item a term, its sub-entries in a list below it."""
    at = 0
    while at < len(entries):
        term = entries[at].terms[depth]
        same = [e for e in entries[at:] if e.terms[depth].casefold() == term.casefold()]
        own = [ident for e in same if len(e.terms) == depth + 1 for ident in e.anchors]
        deeper = [e for e in same if len(e.terms) > depth + 1]
        words = [span(text(term), names=["index-term"]), *_page_links(own, places)]
        below = list(_index_items(deeper, places, depth + 1))
        yield [plain(words), *([{"t": "BulletList", "c": below}] if below else [])]
        at += len(same)


def _page_links(idents: Iterable[str], places: dict[str, str]) -> Elements:
    out: Elements = []
    for ident in idents:
        words = text(places.get(ident, "")) or [string("•")]
        out += [string(","), space(), link(words, f"#{ident}", names=["index-page"])]
    return out


def _mark_places(document: Document) -> dict[str, str]:
    """Return for each index mark what to call its place where there are no pages: the section it is in."""
    places: dict[str, str] = {}
    for chapter in document.chapters:
        here = ""
        for element in elements(chapter.blocks):
            if element["t"] == "Header":
                anchor = document.anchors.get(identifier(element) or chapter.ident)
                here = (anchor.number or _title(anchor)) if anchor else here
            elif element["t"] == "Span" and "index-mark" in element["c"][0][1]:
                places[identifier(element)] = here
    return places


def _title(anchor: Anchor) -> str:
    return stringify(anchor.title)
