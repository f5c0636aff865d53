"""Cites and entries in the tree: links from each cite to its entry, and from the entry back to its cites."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from terbit.ast import (
    Element,
    Elements,
    classes,
    div,
    elements,
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
    with_contents,
)
from terbit.citations.clusters import Cluster, replace_cites
from terbit.citations.engine import Processor, Written
from terbit.citations.entries import Entry
from terbit.model import Anchor, Chapter, Document, GlossaryEntry

__all__ = ["Woven", "anchors_of", "has_references", "weave"]

_UNSAFE = re.compile(r"[^\w.:-]+")
_BACK = "↑"


@dataclass(frozen=True)
class Woven:
    """The clusters of a book as inlines, in order, and for each key the identifiers of its cites."""

    inlines: tuple[Elements, ...]
    cited: Mapping[str, tuple[str, ...]]


def anchors_of(keys: Sequence[str]) -> Mapping[str, str]:
    """Return an identifier for each key's entry, unique though a key may hold what an identifier may not."""
    taken: dict[str, str] = {}
    out: dict[str, str] = {}
    for key in keys:
        ident = wanted = "ref-" + (_UNSAFE.sub("-", key).strip("-") or "entry")
        number = 1
        while ident in taken:
            number += 1
            ident = f"{wanted}-{number}"
        taken[ident] = out[key] = ident
    return out


def has_references(chapters: Sequence[Chapter]) -> bool:
    """Tell whether the book has a place for its bibliography."""
    return any(map(_holds_references, (chapter.blocks for chapter in chapters)))


def _holds_references(node: Any) -> bool:
    return any(_is_references(element) for element in elements(node))


def _is_references(element: Element) -> bool:
    return element["t"] == "Div" and identifier(element) == "refs"


def weave(
    clusters: Sequence[Cluster], written: Sequence[Written], processor: Processor, anchors: Mapping[str, str]
) -> Woven:
    """Make the inlines of each cluster; a key without an entry in the book gets no link."""
    cited: dict[str, list[str]] = {}
    numbers = iter(range(1, sum(len(cluster.cites) for cluster in clusters) + 1))
    out = []
    for cluster, one in zip(clusters, written, strict=True):
        keys = iter([cluster.cites[index].key for index in one.order])
        out.append(_Weaver(processor, anchors, cited, numbers).inlines(cluster, one, keys))
    return Woven(tuple(out), {key: tuple(idents) for key, idents in cited.items()})


@dataclass(frozen=True)
class _Weaver:
    processor: Processor
    anchors: Mapping[str, str]
    cited: dict[str, list[str]]
    numbers: Iterator[int]

    def inlines(self, cluster: Cluster, one: Written, keys: Iterator[str]) -> Elements:
        """Return `Span(.citation)[…]`; in a style that cites in notes, the name and a note."""
        author = self.processor.inlines(one.author) if one.author else []
        body = self.processor.inlines(one.body, self._linker(keys)) if one.body else []
        if self.processor.in_notes and not cluster.in_note and body:
            return [*author, {"t": "Note", "c": [para([self._span(_stopped(body))])]}]
        if author and not body and cluster.cites[0].key in self.anchors:
            author = self._linker(iter([cluster.cites[0].key]))(author)
        joined = [*author, space(), *body] if author and body else [*author, *body]
        return [self._span(joined)] if joined else []

    @staticmethod
    def _span(inlines: Elements) -> Element:
        return span(inlines, names=["citation"])

    def _linker(self, keys: Iterator[str]) -> Any:
        def linked(inlines: Elements) -> Elements:
            key = next(keys, None)
            if key is None:
                return inlines
            ident = f"cite-{next(self.numbers)}"
            if key not in self.anchors:
                return [span(inlines, ident, ["cite"])]
            self.cited.setdefault(key, []).append(ident)
            return [link(_unlinked(inlines), f"#{self.anchors[key]}", ["cite"], ident)]

        return linked


def _unlinked(inlines: Elements) -> Elements:
    """Open up links inside a link: a cite that shows an address would nest them."""
    mapped: Elements = map_elements(inlines, lambda e: e["c"][1] if e["t"] == "Link" else None)
    return mapped


def _stopped(inlines: Elements) -> Elements:
    """End a note with a full stop, if it has no end yet."""
    return inlines if stringify(inlines).endswith((".", "!", "?", "…")) else [*inlines, string(".")]


# ------------------------------------------------------------ into the book


def place(
    document: Document, woven: Woven, entries: Sequence[Entry], processor: Processor, anchors: Mapping[str, str]
) -> Document:
    """Return the book with its citations in place, its bibliography filled, and neither in headings' copies."""
    inlines = iter(woven.inlines)
    written: list[tuple[Element, Elements]] = []

    def change(element: Element, _: bool) -> Elements:
        made = next(inlines)
        written.append((element, made))
        return made

    blocks = [replace_cites(chapter.blocks, change) for chapter in document.chapters]
    copies = _Copies(written)
    filled = _filled(blocks, _entries(document, entries, woven, processor, anchors), processor)
    chapters = tuple(
        replace(chapter, blocks=new, title=copies.of(chapter.title))
        for chapter, new in zip(document.chapters, filled, strict=True)
    )
    return replace(
        document,
        chapters=chapters,
        anchors={ident: copies.anchor(anchor) for ident, anchor in document.anchors.items()},
        glossary=tuple(copies.entry(entry) for entry in document.glossary),
    )


def _content(element: Element) -> str:
    citations = [{**cite, "citationNoteNum": 0, "citationHash": 0} for cite in element["c"][0]]
    return json.dumps(strip_positions(citations), sort_keys=True)


def _without_anchors(inlines: Elements) -> Elements:
    """Return a citation for a copy of its place, as in a table of contents: no identifier twice, no link."""

    def change(element: Element) -> Element | Elements | None:
        if element["t"] == "Link":
            inner: Elements = element["c"][1]
            return inner
        if element["t"] == "Note":
            return []
        return with_attr(element, ident="") if element["t"] == "Span" and identifier(element) else None

    mapped: Elements = map_elements(inlines, change)
    return mapped


@dataclass(frozen=True)
class _Copies:
    written: Sequence[tuple[Element, Elements]]

    @cached_property
    def by_content(self) -> Mapping[str, Elements]:
        """Return the text of each citation by what it says, for few headings have any."""
        return {_content(element): made for element, made in reversed(self.written)}

    def of(self, inlines: Elements) -> Elements:
        found: Elements = replace_cites(inlines, self._copy)
        return found

    def _copy(self, element: Element, _: bool) -> Elements:
        made = self.by_content.get(_content(element))
        return list(element["c"][1]) if made is None else _without_anchors(made)

    def anchor(self, anchor: Anchor) -> Anchor:
        return replace(anchor, title=self.of(anchor.title))

    def entry(self, entry: GlossaryEntry) -> GlossaryEntry:
        return replace(entry, definition=self.of(entry.definition))


def _entries(
    document: Document, entries: Sequence[Entry], woven: Woven, processor: Processor, anchors: Mapping[str, str]
) -> Elements:
    out: Elements = []
    for entry in entries:
        back = _backlinks(document, woven.cited.get(entry.key, ()))
        out.append(div([para([*processor.inlines(entry.body), *back])], anchors[entry.key], ["entry"]))
    return out


def _backlinks(document: Document, cites: Sequence[str]) -> Elements:
    out: Elements = []
    for number, ident in enumerate(cites, start=1):
        several = len(cites) > 1
        mark: Elements = [string(_BACK)]
        label = document.labels("back-to-text")
        if several:
            mark.append({"t": "Superscript", "c": [string(str(number))]})
            label = f"{label} ({number})"
        pairs = {"aria-label": label, "role": "doc-backlink"}
        out += [space(), link(mark, f"#{ident}", ["backlink"], "", **pairs)]
    return out


def _filled(blocks: list[Elements], entries: Elements, processor: Processor) -> list[Elements]:
    names = ["references", *(["hanging-indent"] if processor.hanging else [])]
    done = False

    def change(element: Element) -> Element | None:
        nonlocal done
        if done or not _is_references(element):
            return None
        done = True
        kept = [name for name in classes(element) if name not in names]
        filled = with_attr(element, names=[*names, *kept])
        return with_contents(filled, [filled["c"][0], [*element["c"][1], *entries]])

    return [
        [map_elements(block, change) if _holds_references(block) else block for block in chapter] for chapter in blocks
    ]
