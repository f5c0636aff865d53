"""The driver round citeproc-py: it decides what each cite needs, and has the style's elements write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from citeproc import SCHEMA_PATH
from lxml import etree

from terbit.ast import Elements
from terbit.citations.bibliography import Record
from terbit.citations.clusters import Cite, Cluster
from terbit.citations.disambiguate import Look, Rules, disambiguate
from terbit.citations.grouping import Options, Piece, grouped, joined
from terbit.citations.ibid import positions
from terbit.citations.inlines import Node, Quotes, parse, settle, to_inlines
from terbit.citations.item import Item, Position, Shown
from terbit.citations.markup import CODE, OPEN, extract, split_out, strip, wrap
from terbit.citations.names import plain_name
from terbit.citations.overrides import VariableError, parser, prepare
from terbit.citations.prepare import prepare_record
from terbit.citations.punctuation import tidy
from terbit.citations.quotation import quoted
from terbit.citations.substitution import substituted

__all__ = ["Entry", "Processor", "Typeset", "Written", "schema_errors", "typeset"]


_LATER = Position("subsequent", near=True)


@dataclass(frozen=True)
class Written:
    """A rendered cluster: the words for the running text, and those in brackets or in the note.

    `order` has, for each part of kind "cite" in `body`, the index of its cite in the cluster.
    """

    author: Node | None
    body: Node | None
    order: tuple[int, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A rendered entry of the bibliography."""

    key: str
    body: Node


def schema_errors(style: bytes) -> tuple[tuple[int, str], ...]:
    """Return where a style departs from the CSL 1.0.2 schema: line and message."""
    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    schema.validate(etree.ElementTree(etree.fromstring(style, etree.XMLParser(no_network=True))))
    return tuple((error.line, error.message) for error in schema.error_log)


class Processor:
    """A style, in a language, with the sources of a book; `listed` are the keys of the bibliography."""

    def __init__(self, style: bytes, records: Mapping[str, Record], language: str, listed: Iterable[str]) -> None:
        made = parser()
        self._style: Any = etree.fromstring(style, made)
        prepare(self._style, language, made)
        self._records = {key: prepare_record(record) for key, record in records.items()}
        self._citation: Any = self._style.find("cs:citation", self._style.nsmap)
        self._bibliography: Any = self._style.find("cs:bibliography", self._style.nsmap)
        self._memory: dict[object, Look] = {}
        self._order = self._sorted(listed)
        self._numbers = {key: number for number, key in enumerate(self._order, start=1)}

    @property
    def in_notes(self) -> bool:
        """Tell whether the style cites in footnotes."""
        return bool(self._style.get("class") == "note")

    @property
    def hanging(self) -> bool:
        """Tell whether entries hang their first line."""
        return self._bibliography is not None and self._bibliography.get("hanging-indent") == "true"

    @cached_property
    def quotes(self) -> Quotes:
        """Return the quotation marks of the language."""
        marks: Quotes = self._style.quotes()
        return marks

    def inlines(self, node: Node, cited: Any = None) -> Elements:
        """Build the inlines of a rendered part."""
        return to_inlines(node, cited=cited)

    # ------------------------------------------------------------- citations

    def clusters(self, clusters: Sequence[Cluster]) -> tuple[Written, ...]:
        """Write every cluster; cites of unknown keys come out in bold with a question mark."""
        near = int(self._citation.get("near-note-distance", "5"))
        return tuple(
            self._cluster(cluster, where)
            for cluster, where in zip(clusters, positions(clusters, near), strict=True)
        )

    def _cluster(self, cluster: Cluster, where: Sequence[Position]) -> Written:
        cites = list(enumerate(zip(cluster.cites, where, strict=True)))
        author = None
        # In a footnote of a style that cites in footnotes the name is where the style writes it.
        within = self.in_notes and cluster.in_note
        if cluster.cites[0].mode == "author-in-text" and not within:
            if cluster.cites[0].key not in self._records:
                author, cites = self._unknown(cluster.cites[0].key), cites[1:]
            else:
                author = self._author(cluster.cites[0], where[0])
        known = [n for n, (cite, _) in cites if cite.key in self._records]
        if not known and cites:
            keys = "; ".join(f"{cite.key}?" for _, (cite, _) in cites)
            return Written(author, self._parse(wrap("missing", f"({keys})")))
        pieces = [
            self._piece(number, cite, at, suppress=_suppressed(cite, number, within=within))
            for number, (cite, at) in self._arranged(cites)
        ]
        shown = [piece for piece in pieces if piece.text]
        if not shown:
            return Written(author, None)
        options = self._options
        if self.in_notes and not cluster.in_note:
            shown[0] = _opening(shown[0])
        text, order = joined(grouped(shown) if options.groups else shown, options, _dressed)
        return Written(author, self._parse(self._laid_out(text, within=within)), tuple(order))

    @cached_property
    def _options(self) -> Options:
        get = self._citation.get
        return Options(
            delimiter=self._layout.get("delimiter", ""),
            collapse=get("collapse"),
            group_delimiter=get("cite-group-delimiter"),
            after_collapse=get("after-collapse-delimiter"),
            suffix_delimiter=get("year-suffix-delimiter"),
        )

    def _unknown(self, key: str) -> Node:
        return self._parse(wrap("missing", f"({key}?)"))

    def _arranged(self, cites: list[tuple[int, tuple[Cite, Position]]]) -> list[tuple[int, tuple[Cite, Position]]]:
        """Put the cites in the style's order; an author named in the text keeps the first place."""
        sort = self._citation.find("cs:sort", self._style.nsmap)
        if sort is None or len(cites) < 2 or cites[0][1][0].mode == "author-in-text":
            return cites
        if any(cite.key not in self._records for _, (cite, _) in cites):
            return cites
        kept = [self._item(*entry[1]) for entry in cites]
        by_item = {id(item): entry for item, entry in zip(kept, cites, strict=True)}
        return [by_item[id(item)] for item in sort.sort(kept, self._layout)]

    def _piece(self, number: int, cite: Cite, position: Position, *, suppress: bool) -> Piece:
        before, after = _affixes(cite)
        if cite.key not in self._records:
            return Piece(number, wrap("missing", f"{cite.key}?"), before=before, after=after)
        text = self._written(self._item(cite, position, suppress=suppress))
        piece = Piece(number, text, before=before, after=after, located=cite.locator is not None)
        if self._options.collapse == "citation-number":
            return replace(piece, number=self._numbers.get(cite.key, 0))
        if not self._options.groups:
            return piece
        names = extract("names", text)
        rest = _begun(self._written(self._item(cite, position, suppress=True))) if names else text
        letter, year = split_out("letter", rest)
        return replace(piece, names=names, rest=rest, year=year, letter=letter)

    def _item(self, cite: Cite, position: Position, *, suppress: bool = False) -> Item:
        return Item(
            self._records[cite.key],
            self._numbers.get(cite.key, 0),
            cite.locator,
            position,
            self._shown.get(cite.key, Shown()),
            suppress_author=suppress,
        )

    @cached_property
    def _layout(self) -> Any:
        return self._citation.find("cs:layout", self._style.nsmap)

    def _written(self, item: Item) -> str:
        return self._look(item).text

    def _look(self, item: Item) -> Look:
        """Write a cite, once for all places that are alike."""
        key = (item.record.key, item.number, item.locator, item.position, item.shown, item.suppress_author)
        if key not in self._memory:
            text = _children(self._layout, item)
            self._memory[key] = Look(text, tuple(item.seen))
        return self._memory[key]

    def _laid_out(self, text: str, *, within: bool) -> str:
        """Put the layout round the cites; amid the words of an author's footnote there is no full stop."""
        layout = self._layout
        if within and layout.get("suffix") == ".":
            return self._tidy(layout.format(layout.get("prefix", "") + text))
        return self._tidy(layout.format(layout.wrap(text)))

    def _parse(self, text: str) -> Node:
        return settle(parse(text), self.quotes)

    def _tidy(self, text: str) -> str:
        return tidy(text, in_quote=self._style.locale_option("punctuation-in-quote"))

    def _author(self, cite: Cite, position: Position) -> Node:
        """Write the names that a cite begins with; a style that cites by number gets the family names."""
        item = self._item(replace(cite, locator=None), replace(position, kind="first"))
        named = extract("names", self._written(item))
        return self._parse(self._tidy(named or self._plain_author(item.record)))

    def _plain_author(self, record: Record) -> str:
        for variable in ("author", "editor", "translator"):
            names = record.values.get(variable)
            if isinstance(names, tuple):
                known = [plain_name(name) for name in names if "others" not in name]
                if len(known) > 2 or len(known) < len(names):
                    return f"{known[0]} {self._style.term('et-al')}"
                return f" {self._style.term('and')} ".join(known)
        title = record.values.get("title", record.key)
        return wrap("italic", title) if isinstance(title, str) else record.key

    @cached_property
    def _shown(self) -> Mapping[str, Shown]:
        get = self._citation.get
        rule = get("givenname-disambiguation-rule", "by-cite")
        rules = Rules(
            names=get("disambiguate-add-names") == "true",
            given=rule if get("disambiguate-add-givenname") == "true" else "",
            condition=bool(self._style.xpath_search(".//*[@disambiguate='true']")),
            year_suffix=get("disambiguate-add-year-suffix") == "true",
        )

        def render(key: str, shown: Shown) -> Look:
            # Of all forms of a cite the later ones are the shortest, so they are what has to differ.
            item = Item(self._records[key], 0, position=_LATER, shown=shown)
            look = self._look(item)
            return replace(look, text=strip(look.text))

        return disambiguate(self._order, render, rules)

    # ---------------------------------------------------------- bibliography

    def entries(self) -> tuple[Entry, ...]:
        """Write the bibliography, in the style's order; empty where the style has none."""
        if self._bibliography is None:
            return ()
        layout = self._bibliography.find("cs:layout", self._style.nsmap)
        substitute = self._bibliography.get("subsequent-author-substitute")
        rule = self._bibliography.get("subsequent-author-substitute-rule", "complete-all")
        out = []
        authors = None
        for key in self._order:
            item = Item(self._records[key], self._numbers[key], shown=self._shown.get(key, Shown()))
            text = self._entry(layout, item)
            if substitute is not None:
                text, authors = substituted(text, authors, substitute, rule)
            if text:
                out.append(Entry(key, self._parse(self._tidy(text))))
        return tuple(out)

    def _entry(self, layout: Any, item: Item) -> str:
        item = replace(item, shown=Shown(year_suffix=item.shown.year_suffix, condition=item.shown.condition))
        if not self._bibliography.get("second-field-align"):
            text = _children(layout, item)
            return str(layout.format(layout.wrap(text))) if text else ""
        texts = [text for child in layout if (text := _rendered(child, item))]
        first, rest = (texts[0], "".join(texts[1:])) if texts else ("", "")
        rest = layout.format(rest) + layout.get("suffix", "")
        return f"{layout.get('prefix', '')}{wrap('left-margin', first)}{wrap('right-inline', rest)}"

    def _sorted(self, listed: Iterable[str]) -> list[str]:
        keys = [key for key in dict.fromkeys(listed) if key in self._records]
        sort = None
        if self._bibliography is not None:
            sort = self._bibliography.find("cs:sort", self._style.nsmap)
        if sort is None:
            return keys
        layout = self._bibliography.find("cs:layout", self._style.nsmap)
        items = [Item(self._records[key], number) for number, key in enumerate(keys, start=1)]
        return [item.record.key for item in sort.sort(items, layout)]


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


def _children(layout: Any, item: Item) -> str:
    try:
        return str(layout.render_children(item) or "")
    except VariableError:
        return ""


def _rendered(element: Any, item: Item) -> str:
    try:
        return str(element.render(item) or "")
    except VariableError:
        return ""


def _affixes(cite: Cite) -> tuple[str, str]:
    """Return an author's own words before and behind a cite, with the space that pandoc leaves out."""
    prefix, suffix = quoted(cite.prefix).strip(), quoted(cite.suffix).rstrip()
    if suffix and (strip(suffix)[:1].isalnum() or strip(suffix)[:1] in "([“‘"):
        suffix = f" {suffix}"
    return (f"{wrap('field', prefix)} " if prefix else ""), wrap("field", suffix)


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


def _begun(text: str) -> str:
    """Return the rest of a cite without the punctuation that set it off from its names."""
    found = re.match(f"(?P<codes>{CODE.pattern}*)[\\s,;:]+", text)
    return found["codes"] + text[found.end() :] if found else text
