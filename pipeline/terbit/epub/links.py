"""Links between the files of the book: ``#id`` becomes ``file.xhtml#id``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import etree

from terbit.diagnostics import Diagnostic, Location
from terbit.epub.parts import Page
from terbit.epub.xhtml import Tree, walk

__all__ = ["address_book", "link_pages"]

_IDENTS = etree.XPath("descendant-or-self::*/@id", smart_strings=False)
_OUTWARD = frozenset({"http", "https", "mailto", "tel"})


def address_book(pages: Sequence[Page]) -> dict[str, str]:
    """Return the path of the page that holds each identifier of the book."""
    return {ident: page.path for page in reversed(pages) for ident in _IDENTS(page.tree) if ident}


def link_pages(pages: Sequence[Page], addresses: Mapping[str, str]) -> list[Diagnostic]:
    """Rewrite every link of every page, in place; a link that leads nowhere loses its address and is reported."""
    return [finding for page in pages for link in walk(page.tree, "a") for finding in _link(link, page, addresses)]


def _link(link: Tree, page: Page, addresses: Mapping[str, str]) -> Iterator[Diagnostic]:
    address = link.get("href")
    if address is None:
        return
    problem = ""
    if address.startswith("#"):
        target = addresses.get(unquote(address[1:]))
        if target is None:
            problem = f"no '{address}' in the book"
        elif target != page.path:
            link.set("href", _beside(target, page.path) + address)
    elif _scheme(address) not in _OUTWARD:
        problem = f"'{address}' is outside the book"
    if problem:
        del link.attrib["href"]
        link.attrib.pop("role", None)
        yield _finding(problem, page)


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return ""


@cache
def _beside(target: str, source: str) -> str:
    """Return the address of a page from another: pages lie in one folder, other files above it."""
    there, here = PurePosixPath(target), PurePosixPath(source)
    return there.name if there.parent == here.parent else "../" * (len(here.parts) - 1) + target


def _finding(problem: str, page: Page) -> Diagnostic:
    where = Location(page.file) if page.file else None
    hint = "link to an identifier of the book, or to an http(s) address"
    return Diagnostic("warning", "link-broken", f"a link leads nowhere: {problem}", where, hint)
