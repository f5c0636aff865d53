"""From the book to its slides: the numbers of headings lead to the decks on the web."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from urllib.parse import quote

from terbit.ast import Element, attr, classes, identifier, map_elements, stringify
from terbit.model import Chapter, Document
from terbit.slides.stems import deck_stem, goal
from terbit.transforms._chapters import in_chapters

__all__ = ["lead_to_slides"]


def lead_to_slides(document: Document) -> Document:
    """Return the book with links from numbers of chapters and sections to their slides, where these are on the web.

    A chapter leads to the beginning of its deck, a section to the slide that it begins on.
    """
    config = document.config
    if not config.url or "slides" not in config.targets_of(document.edition):
        return document
    return in_chapters(document, lambda chapter: _linked(chapter, document) if _has_deck(chapter) else chapter)


def _has_deck(chapter: Chapter) -> bool:
    return chapter.role == "chapter" and chapter.meta.get("slides") is not False


def _linked(chapter: Chapter, document: Document) -> Chapter:
    from terbit.slides.sections import sections  # noqa: PLC0415 - slow to load, and few books have decks on the web

    deck = document.config.address_of(quote(f"slides/{deck_stem(chapter, document.config)}.html"), document.edition)
    shown = {section.ident for section in sections(chapter, document.anchors)}

    def change(element: Element) -> Element | None:
        return _heading(element, deck, shown, document) if element["t"] == "Header" else None

    return replace(chapter, blocks=map_elements(chapter.blocks, change))


def _heading(header: Element, deck: str, shown: Collection[str], document: Document) -> Element:
    level, attribute, inlines = header["c"]
    ident = identifier(header)
    if ident not in shown or not inlines or "heading-label" not in classes(inlines[0]):
        return header
    label, *title = inlines
    own, number = label["c"]
    url = deck if level == 1 else f"{deck}#/{quote(goal(ident))}"
    said = document.labels("slides.lead", title=stringify(title).strip())
    linked = {**label, "c": [own, [{"t": "Link", "c": [attr("", ["to-slides"]), number, [url, said]]}]]}
    return {**header, "c": [level, attribute, [linked, *title]]}
