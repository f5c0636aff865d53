"""Page numbers in the contents and the index: read from one layout, written as text for the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terbit.pdf.locators import tidy_locators
from terbit.pdf.markup import by_class, make

__all__ = ["NUMBERS", "TARGET", "has_numbers", "is_listing", "known_numbers", "write_folios"]

NUMBERS = ("contents-entry", "index-page", "page-number")
"""The classes of links that give the pages of what they lead to."""

TARGET = "data-number-of"
"""The attribute of an element whose text is a number that other parts of the book decide: the identifier whose page it
is, or the name of a footnote."""

_UNKNOWN = "00"


def write_folios(root: Any, folios: Mapping[str, str]) -> None:
    """Write the page of each entry of contents and lists at its end, and that of each other number as its text.

    Pages not known yet get a placeholder as wide as a number.
    """
    for name in ("page-number", "index-page"):
        for link in by_class(root, name, "a"):
            _write_number(link, folios.get(_target(link), _UNKNOWN))
    for entry in by_class(root, "contents-entry", "a"):
        folio = _folio_of(entry)
        folio.text = folios.get(_target(entry), _UNKNOWN)
        folio.set(TARGET, _target(entry))
    for item in root.iter("li"):
        tidy_locators(item)


def known_numbers(root: Any) -> dict[str, str]:
    """Return the numbers that are known before a book is laid out, those of footnotes, by what they are of."""
    return {element.get(TARGET): element.text for element in root.iterfind(f".//*[@{TARGET}]")}


def _write_number(link: Any, folio: str) -> None:
    link.text = folio
    link.set(TARGET, _target(link))
    for child in list(link):
        link.remove(child)


def has_numbers(section: Any) -> bool:
    """Say whether page numbers stand in a section."""
    return any(True for name in NUMBERS for _ in by_class(section, name, "a"))


def is_listing(section: Any) -> bool:
    """Say whether a section has the numbers of all others: contents, a list of figures or tables, an index."""
    return any(True for name in ("contents-entry", "index-page") for _ in by_class(section, name, "a"))


def _folio_of(entry: Any) -> Any:
    """Return the element at the end of an entry that holds its page number."""
    folio = next(by_class(entry, "folio"), None)
    if folio is None:
        folio = make("span", class_="folio")
        leader = make("span", class_="leader")
        leader.tail, entry.text = entry.text, None
        entry.insert(0, leader)
        entry[-1].tail = (entry[-1].tail or "") + " "
        entry.append(folio)
    return folio


def _target(link: Any) -> str:
    return (link.get("href") or "").removeprefix("#")
