"""Page numbers in the contents and the index: read from one layout, written as text for the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terbit.pdf.markup import by_class, has_class, make

__all__ = ["NUMBERS", "TARGET", "has_numbers", "is_listing", "write_folios"]

NUMBERS = ("contents-entry", "index-page", "page-number")
"""The classes of links that give the pages of what they lead to."""

TARGET = "data-page"
"""The attribute of an element whose text is a page number: the identifier whose page it is."""

_UNKNOWN = "00"
_END = "range-end"
"""The class of a link to the end of a range of pages."""
_JOINTS = ",–"


def write_folios(root: Any, folios: Mapping[str, str]) -> None:
    """Write the page of each entry of contents and lists at its end, and that of each other number as its text.

    Pages not known yet get a placeholder as wide as a number.
    """
    for link in by_class(root, "page-number", "a"):
        _write_number(link, folios.get(_target(link), _UNKNOWN))
    for entry in by_class(root, "contents-entry", "a"):
        folio = _folio_of(entry)
        folio.text = folios.get(_target(entry), _UNKNOWN)
        folio.set(TARGET, _target(entry))
    for item in root.iter("li"):
        _write_index_item(item, folios)


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


def _write_index_item(item: Any, folios: Mapping[str, str]) -> None:
    """Write one index entry's pages, each page once, in the order of the book."""
    seen: set[str] = set()
    links = [child for child in item.iterfind(".//a") if _is_own_page(child, item)]
    for link, following in zip(links, [*links[1:], None], strict=False):
        folio = folios.get(_target(link), _UNKNOWN)
        # A range that ends on another page keeps both of its numbers.
        goes_on = following is not None and has_class(following, _END) and folios.get(_target(following)) != folio
        if folio in seen and folio != _UNKNOWN and not goes_on:
            _drop(link)
        else:
            seen.add(folio)
            _write_number(link, folio)


def _is_own_page(link: Any, item: Any) -> bool:
    """Say whether a page link belongs to this entry and not to a sub-entry of it."""
    nearest = next(link.iterancestors("li"))
    return "index-page" in (link.get("class") or "").split() and nearest is item


def _drop(link: Any) -> None:
    """Take a repeated page away with the comma or the dash before it."""
    before = link.getprevious()
    tail = link.tail or ""
    if before is not None:
        before.tail = (before.tail or "").rstrip().rstrip(_JOINTS) + tail
    else:
        parent = link.getparent()
        parent.text = (parent.text or "").rstrip().rstrip(_JOINTS) + tail
    link.tail = None
    link.getparent().remove(link)


def _target(link: Any) -> str:
    return (link.get("href") or "").removeprefix("#")
