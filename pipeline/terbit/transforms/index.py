"""Index marks: each gets an identifier, and its term a line in the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from terbit.ast import Element, classes, get, identifier, map_elements, stringify, with_attr
from terbit.diagnostics import Diagnostic
from terbit.model import Chapter, Document, IndexEntry
from terbit.names import collation_key
from terbit.transforms._chapters import in_chapters

__all__ = ["mark_index"]


def mark_index(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Identify every ``[term]{.index}`` and gather the terms in the order of the alphabet.

    Marks are counted in each chapter by itself: a term more in one changes no other.
    ``entry="kerja sama!bilateral"`` names the entry and its sub-entry where the text is not the entry.
    """
    found: dict[tuple[str, ...], list[str]] = {}
    spelling: dict[tuple[str, ...], tuple[str, ...]] = {}

    def change(element: Element, chapter: Chapter, numbers: Iterator[int]) -> Element | None:
        if element["t"] != "Span" or "index" not in classes(element):
            return None
        terms = tuple(
            t.strip() for t in (get(element, "entry") or stringify(element)).split("!") if t.strip()
        )
        ident = identifier(element) or f"ix-{chapter.ident}-{next(numbers)}"
        key = tuple(term.casefold() for term in terms)
        found.setdefault(key, []).append(ident)
        spelling[key] = min(spelling.get(key, terms), terms, key=_capitals)
        names = ["index-mark", *(c for c in classes(element) if c != "index")]
        return with_attr(element, ident=ident, names=names, pairs={"entry": None})

    def marked_in(chapter: Chapter) -> Chapter:
        numbers = count(1)
        return replace(chapter, blocks=map_elements(chapter.blocks, lambda e: change(e, chapter, numbers)))

    marked = in_chapters(document, marked_in)
    entries = [IndexEntry(spelling[key], tuple(idents)) for key, idents in found.items() if key]
    entries.sort(key=lambda entry: [collation_key(term) for term in entry.terms])
    return replace(marked, index=tuple(entries)), ()


def _capitals(terms: tuple[str, ...]) -> int:
    return sum(letter.isupper() for term in terms for letter in term)
