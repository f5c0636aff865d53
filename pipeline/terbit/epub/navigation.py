"""The navigation document: contents, lists of figures and tables, landmarks (EPUB 3.3, section 7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from terbit.ast import stringify
from terbit.epub.parts import NAV_PATH, Item, Page
from terbit.epub.xhtml import (
    XHTML,
    E,
    Tree,
    add_class,
    by_class,
    document,
    has_class,
    local,
    plain_text,
    set_type,
    walk,
)
from terbit.labels import Labels
from terbit.model import Document

__all__ = ["Entry", "contents", "nav_page", "nav_tree"]

_LISTS = {"figure": ("list-of-figures", "loi"), "table": ("list-of-tables", "lot")}
# Landmarks that reading systems offer, beside the contents and the beginning of the text.
_LANDMARKS = ("cover", "titlepage", "foreword", "preface", "glossary", "bibliography", "index")
_KEPT = ("class", "lang", "dir")  # of a heading's mark-up


@dataclass
class Entry:
    """A line of the contents: where it leads, its words as mark-up, its level, what lies under it."""

    address: str
    words: Tree
    level: int
    children: list[Entry] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the line as plain text."""
        return plain_text(self.words)


def contents(pages: Sequence[Page], depth: int) -> list[Entry]:
    """Return the headings as a tree, down to `depth` (1: chapters alone); parts hold their chapters."""
    top: list[Entry] = []
    part: Entry | None = None
    for page in pages:
        if page.kind in ("cover", "copyright-page", "titlepage"):
            continue
        entries = list(_page_entries(page, depth))
        if page.kind == "part":
            part = entries[0]
            top.append(part)
        elif part is not None and page.kind == "chapter":
            part.children += entries
        else:
            top += entries
            part = None
    return top


def _page_entries(page: Page, depth: int) -> Iterator[Entry]:
    """Yield the page's own entry, with its sections nested below it."""
    stack: list[Entry] = []
    for heading in _headings(page.tree):
        level = int(local(heading)[1])
        address = page.path if not stack else f"{page.path}#{_ident(heading)}"
        if level > depth or (stack and not _ident(heading)):
            continue
        entry = Entry(address, _words(heading), level)
        while stack and stack[-1].level >= level:
            stack.pop()
        if stack:
            stack[-1].children.append(entry)
        else:
            yield entry
        stack.append(entry)
    if not stack:
        yield Entry(page.path, E("span", {}, page.title), 1)


def _headings(tree: Tree) -> Iterator[Tree]:
    """Yield the headings of the outline, without those inside boxes, notes and quotations."""
    for heading in walk(tree, "h1", "h2", "h3", "h4", "h5", "h6"):
        above = list(heading.iterancestors())
        if not any(has_class(a, "box") or local(a) in ("aside", "blockquote") for a in above):
            yield heading


def _ident(heading: Tree) -> str:
    """Return a heading's identifier, or that of the section it opens."""
    parent = heading.getparent()
    own = heading.get("id")
    return str(own or (parent.get("id") if parent is not None and parent.index(heading) == 0 else "") or "")


def _words(heading: Tree) -> Tree:
    """Copy a heading's words for use inside a link: no identifiers, links or notes."""
    words = deepcopy(heading)
    words.tail = None
    for note in list(by_class(words, "noteref")):
        _drop(note)
    for element in words.iter(etree.Element):
        if etree.QName(element).namespace == XHTML and local(element) in ("a", local(heading)):
            element.tag = f"{{{XHTML}}}span"
        kept = {name: element.get(name) for name in _KEPT if element.get(name)}
        if etree.QName(element).namespace == XHTML:
            element.attrib.clear()
            element.attrib.update(kept)
    return words


def _drop(element: Tree) -> None:
    """Take an element away, not the text behind it."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def nav_tree(
    document: Document, pages: Sequence[Page], addresses: Mapping[str, str], entries: Sequence[Entry]
) -> Tree:
    """Return the body of the navigation document, which takes the words of the entries of its contents."""
    labels = document.labels
    lists: list[tuple[str, str, str]] = []
    body = E("body", {}, _nav("toc", "contents", labels, _ol(entries)))
    for kind, (name, epub_type) in _LISTS.items():
        captions = _captions(document, kind, addresses)
        if captions:
            body.append(_nav(epub_type, name, labels, _ol(captions)))
            lists.append((epub_type, f"{NAV_PATH}#{name}", labels(name)))
    body.append(_landmarks(pages, labels, lists))
    return body


def _captions(document: Document, kind: str, addresses: Mapping[str, str]) -> list[Entry]:
    found = [anchor for anchor in document.anchors.values() if anchor.kind == kind and anchor.ident in addresses]
    return [
        Entry(f"{addresses[a.ident]}#{a.ident}", E("span", {}, f"{a.label} {stringify(a.title)}".strip()), 1)
        for a in found
    ]


def _nav(kind: str, name: str, labels: Labels, items: Tree) -> Tree:
    heading = E("h1" if kind == "toc" else "h2", {"id": f"nav-{kind}"}, labels(name))
    nav = E("nav", {"id": name, "aria-labelledby": f"nav-{kind}"}, heading, items)
    set_type(nav, kind, "doc-toc" if kind == "toc" else "")
    return nav


def _ol(entries: Sequence[Entry]) -> Tree:
    items = E("ol")
    for entry in entries:
        link = E("a", {"href": entry.address})
        link.text, link[:] = entry.words.text, list(entry.words)
        item = E("li", {}, link)
        if entry.children:
            item.append(_ol(entry.children))
        items.append(item)
    return items


def _landmarks(pages: Sequence[Page], labels: Labels, lists: Sequence[tuple[str, str, str]]) -> Tree:
    marks = [("toc", f"{NAV_PATH}#contents", labels("contents")), *lists]
    for kind in _LANDMARKS:
        found = next((page for page in pages if page.kind == kind), None)
        if found is not None:
            marks.append((kind, found.path, found.title))
    start = next((page for page in pages if page.matter == "bodymatter"), None)
    if start is not None:
        marks.append(("bodymatter", start.path, labels("epub.start")))
    items = E("ol")
    for kind, address, words in marks:
        link = E("a", {"href": address}, words)
        set_type(link, kind)
        items.append(E("li", {}, link))
    nav = _nav("landmarks", "landmarks", labels, items)
    nav.set("hidden", "hidden")
    return nav


def nav_page(body: Tree, *, title: str, language: str, css: str) -> Item:
    """Return the navigation document as a file."""
    add_class(body, "navigation")
    data = document(body, title=title, language=language, css=css)
    return Item(NAV_PATH, "application/xhtml+xml", data, ("nav",))
