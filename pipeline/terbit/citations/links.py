"""Cites and entries in the tree: links from each cite to its entry, and from the entry back to its cites."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from typing import Any

from terbit.ast import (
    Element,
    Elements,
    classes,
    identifier,
    link,
    map_elements,
    para,
    space,
    span,
    string,
    stringify,
    strip_positions,
    with_attr,
)
from terbit.blocks import map_chapter
from terbit.citations.clusters import Cluster, replace_cites
from terbit.citations.inlines import to_inlines
from terbit.citations.listing import GENERATED, fill, is_list, listed
from terbit.citations.look import Look, look_of
from terbit.citations.notes import set_mark
from terbit.citations.plan import Part, Plan, Typesetting
from terbit.citations.written import Written
from terbit.model import Anchor, Chapter, Document, GlossaryEntry

__all__ = ["anchors_of", "weave"]

_UNSAFE = re.compile(r"[^\w.:-]+")


def weave(document: Document, made: Plan, results: Sequence[Typesetting]) -> Document:
    """Return the book with its citations in place and its lists filled, and neither in headings' copies."""
    look = look_of(made.style)
    places = {place.name for place in made.places}
    taken: set[str] = set()
    # Counted in each chapter by itself: one cite more in a chapter changes no other's mark-up.
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(1))
    firsts: dict[tuple[str, int, str], str] = {}
    inlines: list[Elements] = []
    lists: dict[str, Elements] = {}
    for part, result in zip(made.parts, results, strict=True):
        entries = result.entries if part.name in places else ()
        anchors = anchors_of([entry.key for entry in entries], part.name, taken)
        cited: dict[str, list[str]] = {}
        inlines += _woven(part, result, _Weaver(look, anchors, cited, numbers, firsts))
        lists[part.name] = listed(entries, anchors, cited, document.labels)
    in_quote = any(result.in_quote for result in results)
    replaced = _replaced(document, iter(inlines), in_quote=in_quote)
    holders = {place.chapter for place in made.places}
    filled = [_filled(ch, lists, look) if ch.ident in holders else ch for ch in replaced.chapters]
    return replace(replaced, chapters=tuple(chapter for chapter in filled if chapter.blocks))


def anchors_of(keys: Sequence[str], prefix: str = "", taken: set[str] | None = None) -> Mapping[str, str]:
    """Return an identifier for each key's entry, unique though a key may hold what an identifier may not.

    `prefix` keeps the lists of chapters apart; `taken` holds the identifiers of other lists, and gets these.
    """
    used = set() if taken is None else taken
    out: dict[str, str] = {}
    for key in keys:
        name = _UNSAFE.sub("-", key).strip("-") or "entry"
        ident = wanted = f"ref-{prefix}-{name}" if prefix else f"ref-{name}"
        number = 1
        while ident in used:
            number += 1
            ident = f"{wanted}-{number}"
        used.add(ident)
        out[key] = ident
    return out


# ------------------------------------------------------------------- cites


def _woven(part: Part, result: Typesetting, weaver: _Weaver) -> Iterator[Elements]:
    """Yield the inlines of each cluster; a key without an entry in the list gets no link."""
    for cluster, one in zip(part.clusters, result.clusters, strict=True):
        keys = iter([cluster.cites[index].key for index in one.order])
        yield weaver.inlines(cluster, one, keys)


@dataclass(frozen=True)
class _Weaver:
    """Makes inlines of clusters; `firsts` has the first cite of each source in a note, by chapter and aside."""

    look: Look
    anchors: Mapping[str, str]
    cited: dict[str, list[str]]
    numbers: defaultdict[str, Iterator[int]]
    firsts: dict[tuple[str, int, str], str]

    def inlines(self, cluster: Cluster, one: Written, keys: Iterator[str]) -> Elements:
        """Return `Span(.citation)[…]`; in a style that cites in notes, the name and a note."""
        author = to_inlines(one.author) if one.author else []
        body = to_inlines(one.body, cited=self._linker(keys, cluster)) if one.body else []
        if self.look.in_notes and not cluster.in_note and body:
            if one.order and cluster.cites[one.order[0]].prefix:
                body = _capital(body)
            return [*author, {"t": "Note", "c": [para([self._span(_stopped(body))])]}]
        if author and not body and cluster.cites[0].key in self.anchors:
            author = self._linker(iter([cluster.cites[0].key]), cluster)(author)
        joined = [*author, space(), *body] if author and body else [*author, *body]
        return [self._span(joined)] if joined else []

    @staticmethod
    def _span(inlines: Elements) -> Element:
        return span(inlines, names=["citation"])

    def _linker(self, keys: Iterator[str], cluster: Cluster) -> Any:
        chapter = cluster.chapter

        def linked(inlines: Elements) -> Elements:
            key = next(keys, None)
            if key is None:
                return inlines
            ident = "-".join(("cite", *filter(None, [chapter]), str(next(self.numbers[chapter]))))
            inlines = self._referred(inlines, ident, key, cluster)
            if key not in self.anchors:
                return [span(inlines, ident, ["cite"])]
            self.cited.setdefault(key, []).append(ident)
            return _linked(inlines, f"#{self.anchors[key]}", ident)

        return linked

    def _referred(self, inlines: Elements, ident: str, key: str, cluster: Cluster) -> Elements:
        """Say in a reference to an earlier note which one is meant: what number it bears depends on the edition."""
        text, aside = (cluster.chapter, 0, key), (cluster.chapter, cluster.aside, key)
        first = self.firsts.get(text) or self.firsts.get(aside)
        if first is None and (self.look.in_notes or cluster.in_note):
            self.firsts[aside] = ident
        if first is None or not self.look.in_notes:
            return inlines

        def change(element: Element) -> Element | None:
            is_number = element["t"] == "Span" and "note-number" in classes(element)
            return with_attr(element, pairs={"data-first": first}) if is_number else None

        mapped: Elements = map_elements(inlines, change)
        return mapped


def _linked(inlines: Elements, url: str, ident: str) -> Elements:
    """Make a link to an entry of a cite; an address that it shows stays a link of its own, outside the other."""
    at = next((n for n, element in enumerate(inlines) if element["t"] == "Link"), len(inlines))
    within, rest = inlines[:at], inlines[at:]
    if not stringify(within):
        within, rest = inlines, []
    return [link(_unlinked(within), url, ["cite"], ident), *rest]


def _unlinked(inlines: Elements) -> Elements:
    """Open up links inside a link: a cite that shows an address would nest them."""
    mapped: Elements = map_elements(inlines, lambda e: e["c"][1] if e["t"] == "Link" else None)
    return mapped


def _capital(inlines: Elements) -> Elements:
    """Begin a note with a capital: the author's words before the first cite, as "lihat"."""
    first, *rest = inlines
    content = first.get("c")
    if isinstance(content, str):
        return [{**first, "c": content[:1].upper() + content[1:]}, *rest]
    if isinstance(content, list) and content and isinstance(content[0], dict):
        return [{**first, "c": _capital(content)}, *rest]
    return inlines


def _stopped(inlines: Elements) -> Elements:
    """End a note with a full stop, if it has no end yet."""
    return inlines if stringify(inlines).endswith((".", "!", "?", "…")) else [*inlines, string(".")]


# ------------------------------------------------------------ into the book


def _replaced(document: Document, inlines: Iterator[Elements], *, in_quote: bool) -> Document:
    """Return the book with the inlines of each citation in its place and in the copies of its place."""
    copies = _Copies()
    join = partial(set_mark, in_quote=in_quote)
    chapters = []
    for chapter in document.chapters:
        change = partial(copies.keeping, chapter.ident, inlines)
        blocks = [
            replace_cites(part.element, change, join) if part.survey.has_kind("Cite") else part.element
            for part in chapter.parts
        ]
        chapters.append(replace(chapter, blocks=blocks, title=copies.of(chapter.title, chapter.ident)))
    return replace(
        document,
        chapters=tuple(chapters),
        anchors={ident: copies.anchor(anchor) for ident, anchor in document.anchors.items()},
        glossary=tuple(copies.entry(entry) for entry in document.glossary),
    )


def _filled(chapter: Chapter, lists: Mapping[str, Elements], look: Look) -> Chapter:
    """Fill the lists of a chapter; a list without entries goes, with its heading, if no author asked for it."""

    def change(element: Element) -> Element | Elements | None:
        if not is_list(element):
            return None
        entries = lists.get("" if identifier(element) == "refs" else chapter.ident, [])
        return fill(element, entries, look) if entries or GENERATED not in classes(element) else []

    filled = map_chapter(chapter, change, lambda held: any(map(is_list, held.identified.values())))
    kept = [block for block in filled.blocks if "references-section" not in classes(block) or len(block["c"][1]) > 1]
    only_heading = not chapter.file and chapter.ident == "bibliography" and len(kept) == 1
    return replace(chapter, blocks=[] if only_heading else kept)


@dataclass(frozen=True)
class _Copies:
    """Citations for the copies of their places, as in a table of contents, by chapter and content."""

    found: dict[tuple[str, str], Elements] = field(default_factory=dict)
    unseen: list[tuple[str, Element, Elements]] = field(default_factory=list)

    def keeping(self, chapter: str, inlines: Iterator[Elements], element: Element) -> Elements:
        """Return the next citation's inlines, and remember them."""
        words = next(inlines)
        self.unseen.append((chapter, element, words))
        return words

    def _written(self, chapter: str, element: Element) -> Elements:
        """Look for a citation among those remembered; most books have none in a heading, and never ask."""
        for place, known, words in self.unseen:
            for key in (place, ""):
                self.found.setdefault((key, _content(known)), words)
        self.unseen.clear()
        content = _content(element)
        return self.found.get((chapter, content)) or self.found.get(("", content), element["c"][1])

    def of(self, inlines: Elements, chapter: str = "") -> Elements:
        """Return a copy with its citations written."""

        def change(element: Element) -> Elements:
            return _without_anchors(self._written(chapter, element))

        copied: Elements = replace_cites(inlines, change)
        return copied

    def anchor(self, anchor: Anchor) -> Anchor:
        return replace(anchor, title=self.of(anchor.title, anchor.chapter))

    def entry(self, entry: GlossaryEntry) -> GlossaryEntry:
        return replace(entry, definition=self.of(entry.definition))


def _content(element: Element) -> str:
    citations = [{**cite, "citationNoteNum": 0, "citationHash": 0} for cite in element["c"][0]]
    return json.dumps(strip_positions(citations), sort_keys=True)


def _without_anchors(inlines: Elements) -> Elements:
    """Return a citation for a copy of its place: no identifier twice, no link, no note."""

    def change(element: Element) -> Element | Elements | None:
        if element["t"] == "Link":
            inner: Elements = element["c"][1]
            return inner
        if element["t"] == "Note":
            return []
        return with_attr(element, ident="") if element["t"] == "Span" and identifier(element) else None

    mapped: Elements = map_elements(inlines, change)
    return mapped
