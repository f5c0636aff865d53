"""Settling: laying a book out until the page numbers that it prints are those of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from terbit.pdf.folios import Numbering, numbering
from terbit.pdf.pagination import has_numbers, write_folios

__all__ = ["LayOut", "Settled", "settle"]

# Lays out a tree with more CSS and returns WeasyPrint's document.
LayOut = Callable[[Any, str], Any]

_MOST_LAYOUTS = 4


@dataclass(frozen=True)
class Settled:
    """WeasyPrint's document, its numbering, how often the whole was laid out, and whether it came to rest."""

    document: Any
    numbers: Numbering
    layouts: int
    is_stable: bool = True


def settle(root: Any, lay_out: LayOut) -> Settled:
    """Lay a book out, write its page numbers into it, and set what they changed again.

    Page numbers stand in contents, lists and index only. Where these fill as many pages with the right
    numbers as without, they alone are set again, and their pages put in place of the first ones.
    """
    document = lay_out(_written(root, {}), "")
    numbers = numbering(document.pages)
    for layouts in range(1, _MOST_LAYOUTS):
        written = _written(root, numbers.folios)
        pages = _with_listings(written, document.pages, numbers, lay_out)
        if pages is not None:
            return Settled(document.copy(pages), numbers, layouts)
        document = lay_out(written, "")
        known, numbers = numbers, numbering(document.pages)
        if numbers.folios == known.folios:
            return Settled(document, numbers, layouts + 1)
    return Settled(document, numbers, _MOST_LAYOUTS, is_stable=False)


def _written(root: Any, folios: Mapping[str, str]) -> Any:
    """Return the book with page numbers in it; what an index leaves out for these may be needed for the next."""
    copy = deepcopy(root)
    write_folios(copy, folios)
    return copy


@dataclass(frozen=True)
class _Run:
    """Sections that follow each other, and the half-open range of pages that they fill."""

    sections: tuple[Any, ...]
    start: int
    end: int


def _with_listings(root: Any, pages: list[Any], numbers: Numbering, lay_out: LayOut) -> list[Any] | None:
    """Return the pages with those of contents, lists and index set again; None if the book must be laid out."""
    out = list(pages)
    for run in _runs(root, pages):
        if not _can_stand_alone(run, pages):
            return None
        number = run.start + 1 if run.start < numbers.front else run.start - numbers.front + 1
        again = lay_out(_excerpt(root, run.sections), f"@page :first {{ counter-reset: page {number}; }}").pages
        if len(again) != run.end - run.start:
            return None
        out[run.start : run.end] = again
    return out


def _runs(root: Any, pages: list[Any]) -> Iterator[_Run]:
    """Yield the runs of sections with page numbers in them; blank pages after a run are not its own."""
    sections = root.findall("body/section")
    starts = [_start(section, pages) for section in sections]
    bounds = [*starts, len(pages)]
    at = 0
    while at < len(sections):
        end = at
        while end < len(sections) and has_numbers(sections[end]):
            end += 1
        if end > at:
            last = bounds[end]
            while _type(pages[last - 1]).blank:
                last -= 1
            yield _Run(tuple(sections[at:end]), bounds[at], last)
        at = end + 1


def _start(section: Any, pages: list[Any]) -> int:
    ident = section.get("id")
    return next((index for index, page in enumerate(pages) if ident in page.anchors), 0)


def _can_stand_alone(run: _Run, pages: list[Any]) -> bool:
    """Say whether a run would be set as it is: from a right-hand page, as every document begins."""
    sides = [_type(page).side for page in pages[run.start : run.end]]
    return bool(sides) and sides[0] == "right" and all(one != two for one, two in pairwise(sides))


def _excerpt(root: Any, sections: tuple[Any, ...]) -> Any:
    """Return the book with no more than some of its sections in it."""
    copy = deepcopy(root)
    body = copy.find("body")
    for child in list(body):
        body.remove(child)
    body.extend(deepcopy(section) for section in sections)
    return copy


def _type(page: Any) -> Any:
    return page._page_box.page_type  # noqa: SLF001 - WeasyPrint 70 tells a page's name and side nowhere else
