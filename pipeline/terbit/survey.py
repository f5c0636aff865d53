"""What a chapter holds, found in one walk: a stage that looks for something leaves what is without it as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from terbit.ast import ATTRIBUTED, Element, Elements, attributes, elements

__all__ = ["Survey", "joined", "survey"]

_MARKS = frozenset({"index-mark", "index-end"})


@dataclass(frozen=True)
class Survey:
    """All elements but words, in order; their kinds, classes and keys of attributes; identifiers, links and cites.

    `identified` are the elements with identifiers, of two with one identifier the last; `targets` the identifiers that
    links lead to, `cited` the keys of citations, cross-references too. `indexed` are the headings and index marks, in
    their order.
    """

    elements: tuple[Element, ...]
    kinds: frozenset[str]
    classes: frozenset[str]
    keys: frozenset[str]
    identified: Mapping[str, Element]
    targets: frozenset[str]
    cited: frozenset[str]
    indexed: tuple[Element, ...]

    def has_kind(self, *names: str) -> bool:
        """Tell whether an element of one of the kinds occurs."""
        return not self.kinds.isdisjoint(names)

    def has_class(self, *names: str) -> bool:
        """Tell whether one of the classes occurs."""
        return not self.classes.isdisjoint(names)


def survey(block: Element) -> Survey:
    """Return what is in a block."""
    found = tuple(elements(block))
    names: set[str] = set()
    keys: set[str] = set()
    identified: dict[str, Element] = {}
    indexed: Elements = []
    for element in found:
        if element["t"] not in ATTRIBUTED:
            continue
        ident, classes, pairs = attributes(element)
        names.update(classes)
        keys.update([key for key, _ in pairs])
        if ident:
            identified[ident] = element
        if element["t"] == "Header" or not _MARKS.isdisjoint(classes):
            indexed.append(element)
    kinds = frozenset([element["t"] for element in found])
    links = [e["c"][2][0] for e in found if e["t"] == "Link"] if "Link" in kinds else ()
    cites = [cite for e in found if e["t"] == "Cite" for cite in e["c"][0]] if "Cite" in kinds else ()
    return Survey(
        elements=found,
        kinds=kinds,
        classes=frozenset(names),
        keys=frozenset(keys),
        identified=identified,
        targets=frozenset([url[1:] for url in links if url.startswith("#")]),
        cited=frozenset([cite["citationId"] for cite in cites]),
        indexed=tuple(indexed),
    )


def joined(surveys: Iterable[Survey]) -> Survey:
    """Return what is in several blocks."""
    every = tuple(surveys)
    return Survey(
        elements=tuple(chain.from_iterable(one.elements for one in every)),
        kinds=frozenset[str]().union(*(one.kinds for one in every)),
        classes=frozenset[str]().union(*(one.classes for one in every)),
        keys=frozenset[str]().union(*(one.keys for one in every)),
        identified={ident: element for one in every for ident, element in one.identified.items()},
        targets=frozenset[str]().union(*(one.targets for one in every)),
        cited=frozenset[str]().union(*(one.cited for one in every)),
        indexed=tuple(chain.from_iterable(one.indexed for one in every)),
    )
