"""The index as a list of terms, each with links to its marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from terbit.ast import Element, Elements, identifier, link, plain, space, span, string, stringify, text
from terbit.labels import Labels
from terbit.model import Anchor, Document, IndexEntry

__all__ = ["index_block"]


def index_block(document: Document) -> Element | None:
    """Return the index as a list, or nothing where no mark is shown."""
    present = {ident for chapter in document.chapters for ident in chapter.survey.identified}
    places = _mark_places(document)
    entries = [replace(e, anchors=tuple(a for a in e.anchors if a in present)) for e in document.index]
    kept = [entry for entry in entries if entry.anchors or entry.see]
    if not any(entry.anchors for entry in kept):
        return None
    return {"t": "BulletList", "c": list(_index_items(kept, places, document.labels, 0))}


def _index_items(
    entries: list[IndexEntry], places: dict[str, str], labels: Labels, depth: int
) -> Iterator[Elements]:
    """Yield one item a term, its sub-entries in a list below it."""
    terms: dict[str, list[IndexEntry]] = {}
    for entry in entries:
        terms.setdefault(entry.terms[depth].casefold(), []).append(entry)
    for same in terms.values():
        own = [e for e in same if len(e.terms) == depth + 1]
        deeper = [e for e in same if len(e.terms) > depth + 1]
        words = [span(text(same[0].terms[depth]), names=["index-term"])]
        for e in own:
            words += [*_page_links(e, places), *_led(e, labels)]
        below = list(_index_items(deeper, places, labels, depth + 1))
        yield [plain(words), *([{"t": "BulletList", "c": below}] if below else [])]


def _page_links(entry: IndexEntry, places: dict[str, str]) -> Elements:
    """Link an entry's places; a range has a dash before its end, if that is another place."""
    out: Elements = []
    for ident in entry.anchors:
        out += [string(","), space(), _page_link(ident, places)]
        if ident in entry.ends:
            out += [string("–"), _page_link(entry.ends[ident], places, "range-end")]
    return out


def _page_link(ident: str, places: dict[str, str], *names: str) -> Element:
    words = text(places.get(ident, "")) or [string("•")]
    return link(words, f"#{ident}", names=["index-page", *names])


def _led(entry: IndexEntry, labels: Labels) -> Elements:
    """Say where else to look: "lihat kerja sama", "lihat juga usaha bersama"."""
    out: Elements = []
    for label, targets in (("see", entry.see), ("see-also", entry.also)):
        if targets:
            shown = "; ".join(target.replace("!", ": ") for target in targets)
            out += [string(","), space(), {"t": "Emph", "c": text(labels(label))}, space(), *text(shown)]
    return out


def _mark_places(document: Document) -> dict[str, str]:
    """Return for each index mark what to call its place where there are no pages: the section it is in."""
    places: dict[str, str] = {}
    for chapter in document.chapters:
        here = ""
        for element in chapter.survey.indexed:
            if element["t"] == "Header":
                anchor = document.anchors.get(identifier(element) or chapter.ident)
                here = (anchor.numbered_in(chapter.number) or _title(anchor)) if anchor else here
            elif element["t"] in ("Span", "Div"):
                places[identifier(element)] = here
    return places


def _title(anchor: Anchor) -> str:
    return stringify(anchor.title)
