"""The older table of contents, for readers that know EPUB 2 alone (OPF 2.0.1, NCX 2005-1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from terbit.epub.navigation import Entry
from terbit.epub.pagelist import Marked
from terbit.epub.parts import NCX_PATH, Item

__all__ = ["ncx_item"]

_NCX = "http://www.daisy.org/z3986/2005/ncx/"


def ncx_item(
    entries: Sequence[Entry], marked: Sequence[Marked], *, identifier: str, title: str, language: str
) -> Item:
    """Return toc.ncx with the same entries and printed pages as the navigation document."""
    root = etree.Element(f"{{{_NCX}}}ncx", {"version": "2005-1"}, nsmap={None: _NCX})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    head = _add(root, "head")
    counts = (("dtb:totalPageCount", str(len(marked))), ("dtb:maxPageNumber", str(_highest(marked))))
    for name, content in (("dtb:uid", identifier), ("dtb:depth", str(_depth(entries))), *counts):
        _add(head, "meta", name=name, content=content)
    _add(_add(root, "docTitle"), "text").text = title
    addresses = dict.fromkeys(entry.address for entry in _all(entries))
    places = {address: str(number) for number, address in enumerate(addresses, start=1)}
    numbers = iter(range(1, 1 + sum(1 for _ in _all(entries))))
    _points(_add(root, "navMap"), entries, places, numbers)
    _pages(root, marked, len(places))
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Item(NCX_PATH, "application/x-dtbncx+xml", data)


def _points(parent: Any, entries: Sequence[Entry], places: dict[str, str], numbers: Iterator[int]) -> None:
    for entry in entries:
        point = _add(parent, "navPoint", id=f"point-{next(numbers)}", playOrder=places[entry.address])
        _add(_add(point, "navLabel"), "text").text = entry.text
        _add(point, "content", src=entry.address)
        _points(point, entry.children, places, numbers)


def _pages(root: Any, marked: Sequence[Marked], before: int) -> None:
    if not marked:
        return
    pages = _add(root, "pageList")
    for number, page in enumerate(marked, start=1):
        arabic = page.label.isdigit()
        target = _add(
            pages,
            "pageTarget",
            id=f"page-{number}",
            type="normal" if arabic else "front",
            playOrder=str(before + number),
        )
        if arabic:
            target.set("value", page.label)
        _add(_add(target, "navLabel"), "text").text = page.label
        _add(target, "content", src=f"{page.path}#{page.ident}")


def _highest(marked: Sequence[Marked]) -> int:
    return max((int(page.label) for page in marked if page.label.isdigit()), default=0)


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{_NCX}}}{tag}", attributes)


def _all(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _all(entry.children)


def _depth(entries: Sequence[Entry]) -> int:
    return 1 + max((_depth(entry.children) for entry in entries if entry.children), default=0)
