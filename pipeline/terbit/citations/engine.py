"""The driver round citeproc-py: it decides what each cite needs, and has the style's elements write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from terbit.ast import Elements
from terbit.citations.bibliography import Record
from terbit.citations.cites import CiteWriter
from terbit.citations.clusters import Cite, Cluster
from terbit.citations.entries import ordered, write_entries
from terbit.citations.grouping import Piece, grouped, joined
from terbit.citations.ibid import positions
from terbit.citations.inlines import Node, to_inlines
from terbit.citations.item import Position
from terbit.citations.markup import CODE, OPEN, strip, wrap
from terbit.citations.prepare import prepare_record
from terbit.citations.stylesheet import Stylesheet
from terbit.citations.written import Entry, Written

__all__ = ["Processor", "Typeset", "typeset"]

_Placed = tuple[int, tuple[Cite, Position]]  # a cite, with its index in the cluster


class Processor:
    """A style, in a language, with the sources of a book; `listed` are the keys of the bibliography."""

    def __init__(self, style: bytes, records: Mapping[str, Record], language: str, listed: Iterable[str]) -> None:
        self._sheet = Stylesheet(style, language)
        self._records = {key: prepare_record(record) for key, record in records.items()}
        order = ordered(self._sheet, self._records, listed)
        self._numbers = {key: number for number, key in enumerate(order, start=1)}
        self._cites = CiteWriter(self._sheet, self._records, self._numbers)

    @property
    def in_notes(self) -> bool:
        """Tell whether the style cites in footnotes."""
        return self._sheet.in_notes

    @property
    def hanging(self) -> bool:
        """Tell whether entries hang their first line."""
        return self._sheet.hanging

    def inlines(self, node: Node, cited: Any = None) -> Elements:
        """Build the inlines of a rendered part."""
        return to_inlines(node, cited=cited)

    def entries(self) -> tuple[Entry, ...]:
        """Write the bibliography, in the style's order; empty where the style has none."""
        return tuple(write_entries(self._sheet, self._records, self._numbers, self._cites.shown))

    def clusters(self, clusters: Sequence[Cluster]) -> tuple[Written, ...]:
        """Write every cluster; cites of unknown keys come out in bold with a question mark."""
        near = int(self._sheet.citation.get("near-note-distance", "5"))
        return tuple(
            self._cluster(cluster, where)
            for cluster, where in zip(clusters, positions(clusters, near), strict=True)
        )

    def _cluster(self, cluster: Cluster, where: Sequence[Position]) -> Written:
        # In a footnote of a style that cites in footnotes the name is where the style writes it.
        within = self.in_notes and cluster.in_note
        author, cites = self._author(cluster, where, within=within)
        if cites and not any(cite.key in self._records for _, (cite, _) in cites):
            keys = "; ".join(f"{cite.key}?" for _, (cite, _) in cites)
            return Written(author, self._sheet.parse(wrap("missing", f"({keys})")))
        pieces = [
            self._cites.piece(number, cite, at, suppress=_suppressed(cite, number, within=within))
            for number, (cite, at) in self._arranged(cites)
        ]
        shown = [piece for piece in pieces if piece.text]
        if not shown:
            return Written(author, None)
        if self.in_notes and not cluster.in_note:
            shown[0] = _opening(shown[0])
        options = self._cites.options
        text, order = joined(grouped(shown) if options.groups else shown, options, _dressed)
        return Written(author, self._sheet.parse(self._laid_out(text, within=within)), tuple(order))

    def _author(
        self, cluster: Cluster, where: Sequence[Position], *, within: bool
    ) -> tuple[Node | None, list[_Placed]]:
        """Return the author that the running text names, and the cites to write after it."""
        cites = list(enumerate(zip(cluster.cites, where, strict=True)))
        first = cluster.cites[0]
        if first.mode != "author-in-text" or within:
            return None, cites
        if first.key in self._records:
            return self._cites.author(first, where[0]), cites
        return self._sheet.parse(wrap("missing", f"({first.key}?)")), cites[1:]

    def _arranged(self, cites: list[_Placed]) -> list[_Placed]:
        """Put the cites in the style's order; an author named in the text keeps the first place.

        Words between the cites, as "lihat juga", say which comes when, so that with them all stay in place.
        """
        sort = self._sheet.sorter
        if sort is None or len(cites) < 2 or cites[0][1][0].mode == "author-in-text":
            return cites
        if any(cite.prefix for _, (cite, _) in cites[1:]):
            return cites
        if any(cite.key not in self._records for _, (cite, _) in cites):
            return cites
        kept = [self._cites.item(*entry[1]) for entry in cites]
        by_item = {id(item): entry for item, entry in zip(kept, cites, strict=True)}
        return [by_item[id(item)] for item in sort(kept)]

    def _laid_out(self, text: str, *, within: bool) -> str:
        """Put the layout round the cites; amid the words of an author's footnote there is no full stop."""
        layout = self._sheet.layout
        if within and layout.get("suffix") == ".":
            return self._sheet.tidy(layout.format(layout.get("prefix", "") + text))
        return self._sheet.tidy(layout.format(layout.wrap(text)))


@dataclass(frozen=True)
class Typeset:
    """Everything that a style writes for a book: its clusters, its entries, and what wrote them."""

    processor: Processor
    clusters: tuple[Written, ...]
    entries: tuple[Entry, ...]


def typeset(
    style: bytes,
    records: Mapping[str, Record],
    clusters: Sequence[Cluster],
    language: str,
    listed: Iterable[str],
) -> Typeset:
    """Write the clusters in order and the entries of the keys `listed` in the style's order."""
    processor = Processor(style, records, language, listed)
    return Typeset(processor, processor.clusters(clusters), processor.entries())


def _suppressed(cite: Cite, number: int, *, within: bool) -> bool:
    """Tell whether a cite goes without its author: on demand, or because the text names it before."""
    if cite.mode == "author-in-text":
        return number == 0 and not within
    return cite.mode == "suppress-author"


def _dressed(piece: Piece, text: str) -> str:
    return f"{piece.before}{wrap('cite', text)}{piece.after}"


def _opening(piece: Piece) -> Piece:
    """Begin a note with a capital where a term of the style begins it, as "ibid.", or follows a sentence."""
    sentence = strip(piece.before).rstrip()
    if sentence and not (sentence.endswith(".") and " " in sentence):
        return piece
    start = re.match(f"(?:{CODE.pattern})*{OPEN['term']}(?:{CODE.pattern})*", piece.text)
    if start is None:
        return piece
    at = start.end()
    return replace(piece, text=piece.text[:at] + piece.text[at : at + 1].upper() + piece.text[at + 1 :])
