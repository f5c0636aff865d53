"""Index marks: each gets an identifier, and its term a line in the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from terbit.ast import Element, classes, div, get, identifier, stringify, where, with_attr, with_contents
from terbit.blocks import map_chapter
from terbit.diagnostics import Diagnostic, Location, nearest
from terbit.model import Chapter, Document, IndexEntry
from terbit.names import collation_key
from terbit.transforms._chapters import in_chapters

__all__ = ["mark_index"]

_KEYS = ("entry", "see", "see-also")


@dataclass
class _Term:
    """What is known of one term while the book is read."""

    terms: tuple[str, ...]
    anchors: list[str] = field(default_factory=list)
    ends: dict[str, str] = field(default_factory=dict)
    see: dict[str, Location | None] = field(default_factory=dict)
    also: dict[str, Location | None] = field(default_factory=dict)

    def entry(self) -> IndexEntry:
        return IndexEntry(self.terms, tuple(self.anchors), self.ends, tuple(self.see), tuple(self.also))


def mark_index(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Identify every ``[term]{.index}`` and gather the terms in the order of the alphabet.

    Marks are counted in each chapter by itself: a term more in one changes no other.
    ``entry="kerja sama!bilateral"`` names the entry and its sub-entry where the text is not the entry. A division
    ``::: {.index entry="…"}`` makes a range of its pages. ``see="…"`` sends the reader to another entry instead,
    ``see-also="…"`` to another one besides.
    """
    found: dict[tuple[str, ...], _Term] = {}

    def change(element: Element, numbers: Iterator[str]) -> Element | None:
        if element["t"] not in ("Span", "Div") or "index" not in classes(element):
            return None
        terms = _terms(get(element, "entry") or ("" if element["t"] == "Div" else stringify(element)))
        if not terms:
            return None
        known = found.setdefault(tuple(term.casefold() for term in terms), _Term(terms))
        known.terms = min(known.terms, terms, key=_capitals)
        known.also.update({target: where(element) for target in _targets(element, "see-also")})
        see = _targets(element, "see")
        known.see.update({target: where(element) for target in see})
        ident = identifier(element) or f"ix-{next(numbers)}"
        if not see:
            known.anchors.append(ident)
        names = ["index-mark", *(c for c in classes(element) if c != "index")]
        marked = with_attr(element, ident=ident, names=names, pairs=dict.fromkeys(_KEYS))
        if element["t"] == "Span":
            return marked
        known.ends[ident] = f"{ident}-end"
        contents = [*marked["c"][1], div([], ident=f"{ident}-end", names=["index-end"])]
        return with_contents(marked, [marked["c"][0], contents])

    def marked_in(chapter: Chapter) -> Chapter:
        numbers = (f"{chapter.ident}-{number}" for number in count(1))
        return map_chapter(chapter, lambda e: change(e, numbers), lambda held: held.has_class("index"))

    marked = in_chapters(document, marked_in)
    entries = [term.entry() for term in found.values()]
    entries.sort(key=lambda entry: [collation_key(term) for term in entry.terms])
    return replace(marked, index=tuple(entries)), tuple(_leading_nowhere(found))


def _terms(text: str) -> tuple[str, ...]:
    return tuple(term.strip() for term in text.split("!") if term.strip())


def _targets(element: Element, key: str) -> list[str]:
    return [one.strip() for one in get(element, key).split(";") if one.strip()]


def _leading_nowhere(found: dict[tuple[str, ...], _Term]) -> Iterator[Diagnostic]:
    """Find what sends the reader to an entry that the index has not."""
    known = {key[:depth] for key in found for depth in range(1, len(key) + 1)}
    for term in found.values():
        for target, place in (term.see | term.also).items():
            if tuple(one.casefold() for one in _terms(target)) not in known:
                message = f"the index has no entry '{target}', to which '{term.terms[-1]}' leads"
                hint = nearest(target, ["!".join(one.terms) for one in found.values()]) or "mark it in the text"
                yield Diagnostic("warning", "index-see", message, place, hint)


def _capitals(terms: tuple[str, ...]) -> int:
    return sum(letter.isupper() for term in terms for letter in term)
