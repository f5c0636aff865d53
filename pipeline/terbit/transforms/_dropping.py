"""Taking matter out of a document without leaving holes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from terbit.ast import Element, Elements, elements, map_elements, with_contents
from terbit.model import Chapter, Document
from terbit.transforms._chapters import in_chapters

__all__ = ["without"]

_GAPS = ("Space", "SoftBreak", "LineBreak")


def without(document: Document, names: Collection[str], hidden: Callable[[Element], bool]) -> Document:
    """Return the document without the elements that are hidden, each of which bears one of the class names.

    A hidden heading takes its section along, except the chapter's title; paragraphs, figures and items of lists
    of which nothing is left go too.
    """

    def shown(chapter: Chapter) -> Chapter:
        return chapter if chapter.survey.classes.isdisjoint(names) else _shown(chapter, hidden)

    return in_chapters(document, shown)


def _shown(chapter: Chapter, hidden: Callable[[Element], bool]) -> Chapter:
    if not any(hidden(element) for element in elements(chapter.blocks)):
        return chapter
    title, *rest = chapter.blocks

    def change(element: Element) -> Element | Elements | None:
        if element["t"] != "Header" and hidden(element):
            return []
        return _closed_up(element)

    return replace(chapter, blocks=[title, *map_elements(_without_sections(rest, hidden), change)])


def _without_sections(blocks: Elements, hidden: Callable[[Element], bool]) -> Elements:
    out: Elements = []
    until = 0
    for block in blocks:
        if block["t"] == "Header" and (not until or block["c"][0] <= until):
            until = block["c"][0] if hidden(block) else 0
        if not until:
            out.append(_inside(block, hidden) if block["t"] == "Div" else block)
    return out


def _inside(division: Element, hidden: Callable[[Element], bool]) -> Element:
    attribute, blocks = division["c"]
    return with_contents(division, [attribute, _without_sections(blocks, hidden)])


def _closed_up(element: Element) -> Element | Elements | None:
    """Take away a container of which nothing is left, and the empty items of a list."""
    contents: Any = element.get("c")
    if element["t"] in ("Para", "Plain") and all(inline["t"] in _GAPS for inline in contents):
        return []
    if element["t"] == "Figure" and not contents[2]:
        return []
    if element["t"] == "BulletList" and not all(contents):
        return with_contents(element, kept) if (kept := [item for item in contents if item]) else []
    if element["t"] == "OrderedList" and not all(contents[1]):
        kept = [item for item in contents[1] if item]
        return with_contents(element, [contents[0], kept]) if kept else []
    return None
