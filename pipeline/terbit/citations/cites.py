"""Single cites: what a style writes of a source in one place, and the parts by which cites are collapsed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from terbit.citations.bibliography import Record
from terbit.citations.clusters import Cite
from terbit.citations.disambiguate import Look, Rules, disambiguate
from terbit.citations.grouping import Options, Piece
from terbit.citations.inlines import Node
from terbit.citations.item import Item, Position, Shown
from terbit.citations.markup import CODE, extract, split_out, strip, wrap
from terbit.citations.people import plain_name
from terbit.citations.quotation import quoted
from terbit.citations.stylesheet import Stylesheet, children

__all__ = ["CiteWriter", "options", "rules"]

_LATER = Position("subsequent", near=True)


def options(sheet: Stylesheet) -> Options:
    """Return how a style joins the cites of a cluster."""
    get = sheet.citation.get
    return Options(
        delimiter=sheet.layout.get("delimiter", ""),
        collapse=get("collapse"),
        group_delimiter=get("cite-group-delimiter"),
        after_collapse=get("after-collapse-delimiter"),
        suffix_delimiter=get("year-suffix-delimiter"),
        in_notes=sheet.in_notes,
    )


def rules(sheet: Stylesheet) -> Rules:
    """Return by what means a style tells sources apart."""
    get = sheet.citation.get
    rule = get("givenname-disambiguation-rule", "by-cite")
    return Rules(
        names=get("disambiguate-add-names") == "true",
        given=rule if get("disambiguate-add-givenname") == "true" else "",
        condition=bool(sheet.root.xpath_search(".//*[@disambiguate='true']")),
        year_suffix=get("disambiguate-add-year-suffix") == "true",
    )


class CiteWriter:
    """Writes cites of `records` by a style; `numbers` are those of the bibliography, in its order."""

    def __init__(self, sheet: Stylesheet, records: Mapping[str, Record], numbers: Mapping[str, int]) -> None:
        self._sheet = sheet
        self._records = records
        self._numbers = numbers
        self._memory: dict[object, Look] = {}
        self.options = options(sheet)
        self.shown: Mapping[str, Shown] = disambiguate(list(numbers), self._later, rules(sheet))

    def _later(self, key: str, shown: Shown) -> Look:
        # Of all forms of a cite the later ones are the shortest, so they are what has to differ.
        look = self._look(Item(self._records[key], 0, position=_LATER, shown=shown, comparing=True))
        return replace(look, text=strip(look.text))

    def item(self, cite: Cite, position: Position, *, suppress: bool = False) -> Item:
        """Return what the style's elements need to know of a cite; `suppress` its author."""
        return Item(
            self._records[cite.key],
            self._numbers.get(cite.key, 0),
            cite.locator,
            position,
            self.shown.get(cite.key, Shown()),
            suppress_author=suppress,
        )

    def piece(self, number: int, cite: Cite, position: Position, *, suppress: bool) -> Piece:
        """Write a cite, the one of that number in its cluster; an unknown key is in bold with a question mark."""
        before, after = _affixes(cite)
        if cite.key not in self._records:
            return Piece(number, wrap("missing", f"{cite.key}?"), before=before, after=after)
        text = self._written(self.item(cite, position, suppress=suppress))
        piece = Piece(number, text, before=before, after=after)
        if not self.options.joins:
            return piece
        piece = replace(piece, located=self._located(cite, position, text))
        if self.options.collapse == "citation-number":
            return replace(piece, number=self._numbers.get(cite.key, 0))
        names = extract("names", text)
        rest = _begun(self._written(self.item(cite, position, suppress=True))) if names else text
        letter, year = split_out("letter", rest)
        return replace(piece, names=names, rest=rest, year=year, letter=letter)

    def _located(self, cite: Cite, position: Position, text: str) -> bool:
        """Tell whether a cite shows its locator."""
        return bool(cite.locator) and text != self._written(self.item(replace(cite, locator=None), position))

    def author(self, cite: Cite, position: Position) -> Node:
        """Write the names that a cite begins with, without a role; a style that cites by number gets family names."""
        # After "ibid." there are no names, so what comes again is written as if something stood between.
        kind = "first" if position.kind == "first" else "subsequent"
        item = self.item(replace(cite, locator=None), replace(position, kind=kind))
        names = extract("names", self._written(item))
        named = extract("people", names) or names
        return self._sheet.parse(self._sheet.tidy(named or self._plain_author(item.record)))

    def _plain_author(self, record: Record) -> str:
        for variable in ("author", "editor", "translator"):
            names = record.values.get(variable)
            if isinstance(names, tuple):
                return self._plain_names(names)
        title = record.values.get("title", record.key)
        return wrap("italic", title) if isinstance(title, str) else record.key

    def _plain_names(self, names: Sequence[Mapping[str, str]]) -> str:
        known = [plain_name(name) for name in names if "others" not in name]
        if len(known) > 2 or len(known) < len(names):
            return f"{known[0]} {self._sheet.root.term('et-al')}"
        return f" {self._sheet.root.term('and')} ".join(known)

    def _written(self, item: Item) -> str:
        return self._look(item).text

    def _look(self, item: Item) -> Look:
        """Write a cite, once for all places that are alike."""
        key = (item.record.key, *item.place)
        if key not in self._memory:
            text = children(self._sheet.layout, item)
            self._memory[key] = Look(text, tuple(item.seen))
        return self._memory[key]


def _affixes(cite: Cite) -> tuple[str, str]:
    """Return an author's own words before and behind a cite, with the space that pandoc leaves out."""
    prefix, suffix = quoted(cite.prefix).strip(), quoted(cite.suffix).rstrip()
    if suffix and (strip(suffix)[:1].isalnum() or strip(suffix)[:1] in "([“‘"):
        suffix = f" {suffix}"
    return (f"{wrap('field', prefix)} " if prefix else ""), wrap("field", suffix)


def _begun(text: str) -> str:
    """Return the rest of a cite without the punctuation that set it off from its names."""
    found = re.match(f"(?P<codes>{CODE.pattern}*)[\\s,;:]+", text)
    return found["codes"] + text[found.end() :] if found else text
