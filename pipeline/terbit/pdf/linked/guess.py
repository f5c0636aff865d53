"""Guessing where things will be in a book that was never laid out, so that its numbers have as many digits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from terbit.pdf.folios import folio, is_front
from terbit.pdf.linked.model import ObjectFile
from terbit.pdf.linked.units import Unit

__all__ = ["Extent", "guessed"]

_LETTERS_A_PAGE = 2200
_ENTRIES_A_PAGE = 34


@dataclass(frozen=True)
class Extent:
    """The pages that a unit fills: where on them each identifier is, and whether they are numbered from 1."""

    pages: int
    anchors: Mapping[str, int]
    front: bool

    @classmethod
    def of(cls, file: ObjectFile) -> Extent:
        """Return the extent of a unit that was laid out."""
        anchors = {name: page for name, page, _, _ in reversed(file.anchors)}
        return cls(len(file.pages), anchors, all(is_front(page.name) for page in file.pages))


def guessed(units: Sequence[Unit], known: Mapping[int, Extent] | None = None) -> tuple[dict[str, str], list[int]]:
    """Return a guess at the page numbers of all identifiers and at the pages of each unit, from what is known."""
    extents = [(known or {}).get(n) or _extent(unit) for n, unit in enumerate(units)]
    lengths: list[int] = []
    for unit, extent in zip(units, extents, strict=True):
        blank = unit.then == "right" and (sum(lengths) + extent.pages) % 2
        lengths.append(extent.pages + blank)
    numbered = next((n for n, extent in enumerate(extents) if not extent.front), len(units))
    front = sum(lengths[:numbered])
    folios: dict[str, str] = {}
    for n, extent in enumerate(extents):
        for name, page in extent.anchors.items():
            folios.setdefault(name, folio(sum(lengths[:n]) + page, front))
    return folios, lengths


def _extent(unit: Unit) -> Extent:
    sections = list(unit.root.find("body"))
    names = {name for section in sections for name in (section.get("class") or "").split()}
    places, letters = {}, 0
    for element, length in (pair for section in sections for pair in _elements(section)):
        if element.get("id"):
            places[element.get("id")] = letters // _LETTERS_A_PAGE
        letters += length
    entries = sum(1 for section in sections for _ in section.iter("li")) if unit.lists else 0
    least = len(sections) if unit.lists else 1
    pages = max(least, -(-letters // _LETTERS_A_PAGE), -(-entries // _ENTRIES_A_PAGE))
    return Extent(pages, places, bool(names & {"front", "matter"}))


def _elements(section: Any) -> Iterator[tuple[Any, int]]:
    for element in section.iter():
        yield element, len(element.text or "") + len(element.tail or "")
