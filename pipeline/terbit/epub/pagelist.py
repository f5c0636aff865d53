"""The printed book's pages in the EPUB: a marker where each one opens, and the list that leads to them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from terbit.epub.parts import Page
from terbit.epub.words import BookText, Place
from terbit.epub.xhtml import XHTML, E, Tree, by_class, has_class, local, set_type

__all__ = ["Marked", "PageStart", "located", "mark_pages", "page_nav"]

_OPENERS = frozenset({"a", "b", "cite", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "span", "strong"})
"""What a page opens before, not within, where the first word of the page is its first."""
_WHOLE = frozenset({"caption", "figcaption"})
"""What a page opens with the whole of, figure or table, though the words stand below the picture."""


@dataclass(frozen=True)
class PageStart:
    """A numbered page of the printed book: it opens at a character of the book's text.

    Nothing if the EPUB lacks what the page holds, as it lacks the printed table of contents; `own` is false too of a
    page of which the EPUB has the place alone, as it has an index with other numbers.
    """

    label: str
    at: int | None = None
    own: bool = True


@dataclass(frozen=True)
class Marked:
    """A marker that was set: the page's label, the file and identifier, and whether the EPUB has its matter."""

    label: str
    path: str
    ident: str
    own: bool


def located(text: BookText, pages: Iterable[tuple[str, str, int]]) -> list[PageStart]:
    """Turn (label, identifier, offset in characters of that element's text) into page starts.

    An identifier that the EPUB does not have gives a page without matter.
    """
    starts = text.idents
    return [PageStart(label, starts[i] + offset if i in starts else None) for label, i, offset in pages]


def mark_pages(pages: Sequence[Page], text: BookText, starts: Sequence[PageStart]) -> list[Marked]:
    """Put a marker before the first word of each printed page, in place; `text` is that of `pages`.

    A word divided over two pages belongs to the one that it begins on. A page whose matter the EPUB lacks
    opens at the next point that it has.
    """
    anchors = _anchors(text, starts)
    # From the last to the first: a marker moves what stands behind it in its piece of text.
    for start, at in reversed(list(zip(starts, anchors, strict=True))):
        marker = _marker(start.label)
        if at is None:
            pages[-1].tree.append(marker)
        else:
            _insert(marker, text.place(at))
    _number_references(pages, text, starts, anchors)
    holders = {e.get("id"): page.path for page in pages for e in page.tree.iter(f"{{{XHTML}}}span")}
    return [
        Marked(start.label, holders[_ident(start.label)], _ident(start.label), start.own and start.at is not None)
        for start in starts
    ]


def _number_references(
    pages: Sequence[Page], text: BookText, starts: Sequence[PageStart], anchors: Sequence[int | None]
) -> None:
    """Give the links that name a page the number of the printed page that their target is on, as the PDFs have it."""
    known = [(at, start.label) for at, start in zip(anchors, starts, strict=True) if at is not None]
    for link in (link for page in pages for link in by_class(page.tree, "page-number")):
        at = text.word_from(text.idents.get((link.get("href") or "").removeprefix("#"), len(text.characters)))
        number = bisect_right(known, at, key=lambda pair: pair[0]) if at is not None else 0
        if number:
            link[:] = []
            link.text = known[number - 1][1]


def _anchors(text: BookText, starts: Sequence[PageStart]) -> list[int | None]:
    """Return where each page's marker goes, never before that of the page before."""
    out: list[int | None] = []
    following: int | None = None
    for start in reversed(starts):
        own = None if start.at is None else text.word_from(start.at)
        if own is not None and (following is None or own <= following):
            following = own
        out.append(following)
    return out[::-1]


def _ident(label: str) -> str:
    return f"printed-page-{label}"


def _marker(label: str) -> Tree:
    # Named by its title: axe, which knows no DPUB-ARIA, forbids an aria-label on what it takes for a mere span.
    marker = E("span", {"id": _ident(label), "class": "page-break", "title": label})
    set_type(marker, "pagebreak", "doc-pagebreak")
    return marker


def _insert(marker: Tree, place: Place) -> None:
    element = place.element
    if not place.in_tail and not (element.text or "")[: place.offset].strip():
        opener = _opener(element)
        if opener is not None:
            _before(opener, marker)
            return
    if place.in_tail:
        text = element.tail or ""
        element.tail, marker.tail = text[: place.offset], text[place.offset :]
        element.addnext(marker)
    else:
        text = element.text or ""
        element.text, marker.tail = text[: place.offset], text[place.offset :]
        element.insert(0, marker)


def _opener(element: Tree) -> Tree | None:
    """Return the outermost element that begins with the first word of this one, if a marker may stand before it."""
    found: Tree | None = None
    while True:
        if local(element) in _WHOLE:
            return element.getparent()
        if local(element) not in _OPENERS:
            return found
        found, parent = element, element.getparent()
        if parent is None or parent[0] is not element or (parent.text or "").strip():
            return found
        element = parent


def _before(element: Tree, marker: Tree) -> None:
    """Insert a marker before an element and before the markers of later pages that stand there."""
    previous = element.getprevious()
    while previous is not None and has_class(previous, "page-break") and not (previous.tail or "").strip():
        element, previous = previous, previous.getprevious()
    element.addprevious(marker)


def page_nav(marked: Iterable[Marked], title: str) -> Tree:
    """Return the page list of the navigation document, hidden: reading systems show it in a way of their own."""
    items = E("ol", {}, *(E("li", {}, E("a", {"href": f"{m.path}#{m.ident}"}, m.label)) for m in marked))
    nav = E("nav", {"id": "page-list", "aria-labelledby": "nav-page-list", "hidden": "hidden"})
    nav.append(E("h2", {"id": "nav-page-list"}, title))
    nav.append(items)
    set_type(nav, "page-list", "doc-pagelist")
    return nav
