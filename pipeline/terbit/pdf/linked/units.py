"""Units: runs of sections that can be laid out alone, since each begins a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from terbit.pdf.linked.order import Start
from terbit.pdf.markup import by_class, make
from terbit.pdf.pagination import NUMBERS, TARGET, has_numbers, is_listing, write_folios

__all__ = ["Unit", "units"]

_NUMBER = re.compile(rf'( {TARGET}="[^"]*">)([0-9]+)(?=<)')
_SMALL = 3000
"""Bytes of mark-up: sections that have no more between them are not worth a process each."""
_OBJECTS, _LETTERS_AN_OBJECT = 64, 400
"""Objects are expected to be fewer than tags and links, with some for all of a unit, and a few for each page."""


@dataclass(frozen=True)
class Unit:
    """Sections of a book that are laid out together, and where they begin; `numbered` if page numbers stand in them.

    Those that `lists` say are contents, lists or an index: they have the numbers of all the others. `objects` is how
    many a PDF of it is expected to have at most.
    """

    root: Any
    start: Start
    then: Start
    numbered: bool
    lists: bool
    objects: int

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The identifiers whose pages are given in the unit."""
        links = (link for name in NUMBERS for link in by_class(self.root, name, "a"))
        return tuple(dict.fromkeys((link.get("href") or "").removeprefix("#") for link in links))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The identifiers of the sections of the unit."""
        return tuple(section.get("id") or "" for section in self.root.find("body"))

    def shape(self, folios: Mapping[str, str]) -> tuple[str | None, ...]:
        """Return all of the page numbers in the unit that its masked HTML depends on.

        In contents and index entries are left out where two have one page; elsewhere a number is as good as another.
        """
        told = (folios.get(target) for target in self.targets)
        return tuple(told) if self.lists else tuple("0" * len(one) if one and one.isdecimal() else one for one in told)

    def html(self, folios: Mapping[str, str]) -> tuple[str, str]:
        """Return the unit as an HTML document with page numbers written in, and again with digits of numbers masked."""
        # What is left out of contents and index for these numbers may be needed for the next.
        root = deepcopy(self.root) if self.lists else self.root
        if self.numbered:
            write_folios(root, folios)
        html = _serialised(root)
        return html, _NUMBER.sub(lambda match: match[1] + "0" * len(match[2]), html)


def _serialised(root: Any) -> str:
    text: str = etree.tostring(root, encoding="unicode", method="html")
    return "<!DOCTYPE html>\n" + text


def units(root: Any, starts: Sequence[Start | None]) -> tuple[Unit, ...]:
    """Part a book into units by where its sections begin; they are taken out of it."""
    sections = list(root.find("body"))
    runs = list(_runs(sections, starts))
    followed: list[Start] = [*(start for start, _, _ in runs[1:]), "any"]
    return tuple(
        Unit(_document(root, run), start, then, any(map(has_numbers, run)), any(map(is_listing, run)), objects)
        for (start, run, objects), then in zip(runs, followed, strict=True)
    )


def _document(root: Any, sections: Sequence[Any]) -> Any:
    """Return an HTML document of some sections; what the book says of itself does not matter to their layout."""
    head = make("head", make("meta", charset="utf-8"), make("title", root.findtext("head/title") or ""))
    return make("html", head, make("body", *sections), lang=root.get("lang") or "")


def _runs(sections: Sequence[Any], starts: Sequence[Start | None]) -> Iterator[tuple[Start, list[Any], int]]:
    run: list[Any] = []
    start: Start = "right"
    size, objects = 0, _OBJECTS
    for section, own in zip(sections, starts, strict=True):
        text = etree.tostring(section)
        length = len(text)
        is_like = bool(run) and has_numbers(section) == has_numbers(run[0])
        if run and own is not None and not (is_like and size + length < _SMALL):
            yield start, run, objects
            run, start, size, objects = [], own, 0, _OBJECTS
        run.append(section)
        size += length
        objects += text.count(b"<") + text.count(b" href=") + length // _LETTERS_AN_OBJECT
    yield start, run, objects
