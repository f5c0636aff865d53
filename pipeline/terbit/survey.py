"""What a chapter holds, found in one walk: a stage that looks for something leaves chapters without it as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from terbit.ast import Element, Elements, attributes, elements

__all__ = ["Survey", "survey"]

_MARKS = frozenset({"index-mark", "index-end"})


@dataclass(frozen=True)
class Survey:
    """The classes that occur, the elements with identifiers, and the identifiers that links lead to.

    `indexed` are its headings and index marks, in their order.
    """

    classes: frozenset[str]
    identified: Mapping[str, Element]
    targets: frozenset[str]
    indexed: tuple[Element, ...]


def survey(blocks: Elements) -> Survey:
    """Return what is in the blocks; of two elements with one identifier the last counts."""
    names: set[str] = set()
    identified: dict[str, Element] = {}
    targets: set[str] = set()
    indexed: Elements = []
    for element in elements(blocks):
        ident, classes, _ = attributes(element)
        names.update(classes)
        if ident:
            identified[ident] = element
        if element["t"] == "Header" or not _MARKS.isdisjoint(classes):
            indexed.append(element)
        if element["t"] == "Link" and (url := element["c"][2][0]).startswith("#"):
            targets.add(url[1:])
    return Survey(frozenset(names), identified, frozenset(targets), tuple(indexed))
