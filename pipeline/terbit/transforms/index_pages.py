"""The index as a list of terms, each with links to its marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from terbit.ast import Element, Elements, elements, identifier, link, plain, space, span, string, stringify, text
from terbit.model import Anchor, Document, IndexEntry

__all__ = ["index_block"]


def index_block(document: Document) -> Element | None:
    """Return the index as a list, or nothing where no mark is shown."""
    present = {ident for chapter in document.chapters for ident in chapter.survey.identified}
    places = _mark_places(document)
    entries = [replace(e, anchors=tuple(a for a in e.anchors if a in present)) for e in document.index]
    kept = [entry for entry in entries if entry.anchors]
    if not kept:
        return None
    return {"t": "BulletList", "c": list(_index_items(kept, places, 0))}


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
                here = (anchor.numbered_in(chapter.number) or _title(anchor)) if anchor else here
            elif element["t"] == "Span" and "index-mark" in element["c"][0][1]:
                places[identifier(element)] = here
    return places


def _title(anchor: Anchor) -> str:
    return stringify(anchor.title)
