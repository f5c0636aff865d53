"""Units: runs of sections that can be laid out alone, since each begins a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree

from terbit.pdf.linked.model import Start
from terbit.pdf.linked.sheet_rules import Breaks
from terbit.pdf.markup import make
from terbit.pdf.pagination import TARGET, is_listing, write_folios

__all__ = ["Unit", "units"]

_DIGIT = re.compile("[0-9]")
_SMALL = 3000
"""Bytes of mark-up: sections that have no more between them are not worth a process each."""


@dataclass(frozen=True)
class Unit:
    """Sections of a book that are laid out together, and where they begin; `numbered` if page numbers stand in them.

    Those that `lists` say are contents, lists or an index: they have the numbers of all the others.
    """

    head: Any
    language: str
    sections: tuple[Any, ...]
    start: Start
    then: Start
    numbered: bool
    lists: bool

    def html(self, folios: Mapping[str, str]) -> tuple[str, str]:
        """Return the unit as an HTML document with page numbers written in, and again with their digits masked."""
        body = make("body", *[deepcopy(section) for section in self.sections])
        root = make("html", deepcopy(self.head), body, lang=self.language)
        if not self.numbered:
            html = _serialised(root)
            return html, html
        write_folios(body, folios)
        html = _serialised(root)
        for element in body.iterfind(f".//*[@{TARGET}]"):
            element.text = _DIGIT.sub("0", element.text or "")
        return html, _serialised(root)


def _serialised(root: Any) -> str:
    text: str = etree.tostring(root, encoding="unicode", method="html")
    return "<!DOCTYPE html>\n" + text


def units(root: Any, breaks: Breaks) -> tuple[Unit, ...]:
    """Part a book into units."""
    sections = list(root.find("body"))
    runs = list(_runs(sections, breaks.starts(root)))
    starts = [start for start, _ in runs]
    followed: list[Start] = [*starts[1:], "any"]
    listings = [any(map(is_listing, run)) for _, run in runs]
    title = make("head", make("meta", charset="utf-8"), make("title", root.findtext("head/title") or ""))
    return tuple(
        Unit(title, root.get("lang") or "", tuple(run), start, then, lists, lists)
        for (start, run), then, lists in zip(runs, followed, listings, strict=True)
    )


def _runs(sections: Sequence[Any], starts: Sequence[Start | None]) -> Iterator[tuple[Start, list[Any]]]:
    run: list[Any] = []
    start: Start = "right"
    size = 0
    for section, own in zip(sections, starts, strict=True):
        length = len(etree.tostring(section))
        is_like = bool(run) and is_listing(section) == is_listing(run[0])
        if run and own is not None and not (is_like and size + length < _SMALL):
            yield start, run
            run, start, size = [], own, 0
        run.append(section)
        size += length
    yield start, run
