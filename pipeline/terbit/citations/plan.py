"""What is typeset together: the whole book under one list of references, or each chapter under its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from terbit.ast import classes, identifier, where
from terbit.citations import styles
from terbit.citations.clusters import Cluster, count_notes, gather, nocite
from terbit.citations.listing import GENERATED, Listed, is_list, laid_out
from terbit.citations.look import look_of
from terbit.citations.record import Record
from terbit.citations.written import Written
from terbit.diagnostics import Location
from terbit.footnotes import notes_before
from terbit.model import Chapter, Document, Resource

__all__ = ["Part", "Plan", "Typesetting", "plan", "typeset_part"]


@dataclass(frozen=True)
class Part:
    """Chapters that share a list: what they cite, in order, and the records of what the list holds.

    `name` is empty for the whole book, and the chapter's identifier where each chapter has its own list.
    """

    name: str
    clusters: tuple[Cluster, ...]
    listed: tuple[str, ...]
    records: Mapping[str, Record]

    @property
    def signature(self) -> list[Any]:
        """Return all that the result depends on apart from style and language: no prose, no places."""
        return [
            [_cluster_signature(cluster) for cluster in self.clusters],
            self.listed,
            [(record.key, record.type, record.language, record.values) for record in self.records.values()],
        ]


@dataclass(frozen=True)
class Place:
    """Where a list of references stands: its part's name, its chapter, its place in the source; whose wish it is."""

    name: str
    chapter: str
    where: Location | None
    generated: bool


@dataclass(frozen=True)
class Plan:
    """A book's parts, the places of their lists, and the style and the language that they are typeset in."""

    style: Resource
    language: str
    parts: tuple[Part, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Typesetting:
    """A part's clusters and entries as the style writes them; plain data, to be kept.

    `in_quote` tells that the language has stops within quotation marks.
    """

    clusters: tuple[Written, ...]
    entries: tuple[Listed, ...]
    in_quote: bool


def plan(document: Document, records: Mapping[str, Record], style: Resource) -> Plan:
    """Return what to typeset: one part, or with `bibliography-scope: chapter` one for each chapter that cites."""
    notes = look_of(style).in_notes
    gathered = partial(gather, notes=notes, before=notes_before(document, partial(count_notes, notes=notes)))
    if document.config.bibliography_scope == "book":
        parts = [_part("", document.chapters, records, gathered)]
    else:
        every = [_part(chapter.ident, [chapter], records, gathered) for chapter in document.chapters]
        parts = [part for part in every if part.listed]
    language = styles.language(style, document.config.language)
    return Plan(style, language, tuple(parts), tuple(_places(document.chapters)))


def _places(chapters: Iterable[Chapter]) -> Iterator[Place]:
    for chapter in chapters:
        for element in chapter.survey.elements:
            if is_list(element):
                name = "" if identifier(element) == "refs" else chapter.ident
                place = where(element) or (Location(chapter.file) if chapter.file else None)
                yield Place(name, chapter.ident, place, GENERATED in classes(element))


def typeset_part(made: Plan, part: Part) -> Typesetting:
    """Write a part's clusters and entries."""
    from terbit.citations.engine import typeset  # noqa: PLC0415 - slow to load, and not needed for what is kept
    from terbit.citations.stylesheet import Stylesheet  # noqa: PLC0415

    result = typeset(made.style.data, part.records, part.clusters, made.language, part.listed)
    in_quote = Stylesheet(made.style.data, made.language).root.locale_option("punctuation-in-quote")
    entries = tuple(map(laid_out, result.entries))
    return Typesetting(result.clusters, entries, bool(in_quote))


def _part(
    name: str,
    chapters: Sequence[Chapter],
    records: Mapping[str, Record],
    gathered: Callable[[Sequence[Chapter]], tuple[Cluster, ...]],
) -> Part:
    clusters = gathered(chapters)
    listed = tuple(dict.fromkeys(_listed(clusters, chapters, records)))
    wanted = set(listed)
    return Part(name, clusters, listed, {key: one for key, one in records.items() if key in wanted})


def _listed(clusters: Iterable[Cluster], chapters: Sequence[Chapter], records: Iterable[str]) -> Iterator[str]:
    yield from (cite.key for cluster in clusters for cite in cluster.cites)
    unseen = [key for key, _ in nocite(chapters)]
    yield from records if "*" in unseen else unseen


def _cluster_signature(cluster: Cluster) -> list[Any]:
    cites = [[used.key, used.mode, used.prefix, used.suffix, str(used.locator)] for used in cluster.cites]
    return [cites, cluster.in_note, cluster.note, cluster.serial, cluster.chapter, cluster.aside]
