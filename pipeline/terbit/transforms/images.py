"""Images: their alternative text, which pandoc mixes up with the caption."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from terbit.ast import (
    Element,
    Elements,
    attributes,
    get,
    map_elements,
    stringify,
    text,
    where,
    with_attr,
    with_contents,
)
from terbit.diagnostics import Diagnostic
from terbit.model import Document

__all__ = ["settle_images"]

_KEYS = ("fig-alt", "alt")


def settle_images(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Make each image's inlines its alternative text: `fig-alt`, `alt`, or what stands between the brackets.

    In a figure the brackets hold the caption, which describes nothing: that it must serve is a warning. An
    empty `fig-alt` says that the image is decoration.
    """
    findings: list[Diagnostic] = []
    chapters = []
    for chapter in document.chapters:
        blocks = map_elements(chapter.blocks, partial(_figure, findings=findings))
        blocks = map_elements(blocks, partial(_settled, findings=findings))
        chapters.append(replace(chapter, blocks=blocks))
    return replace(document, chapters=tuple(chapters)), tuple(findings)


def _figure(element: Element, findings: list[Diagnostic]) -> Element | None:
    """Give the images of a figure that are not described its caption's text."""
    if element["t"] != "Figure":
        return None
    caption = stringify(element["c"][1][1])

    def change(inner: Element) -> Element | None:
        if inner["t"] != "Image" or _described(inner):
            return None
        findings.append(_undescribed(inner))
        return with_attr(inner, pairs={"fig-alt": caption})

    attribute, short, blocks = element["c"]
    return with_contents(element, [attribute, short, map_elements(blocks, change)])


def _settled(element: Element, findings: list[Diagnostic]) -> Element | None:
    if element["t"] != "Image":
        return None
    _, inlines, target = element["c"]
    if not _described(element) and not stringify(inlines):
        findings.append(_undescribed(element))
    alt: Elements = text(get(element, "fig-alt") or get(element, "alt")) if _described(element) else inlines
    cleaned = with_attr(element, pairs=dict.fromkeys(_KEYS))
    return with_contents(cleaned, [cleaned["c"][0], alt, target])


def _described(image: Element) -> bool:
    return any(key in _KEYS for key, _ in attributes(image)[2])


def _undescribed(image: Element) -> Diagnostic:
    message, hint = f"'{image['c'][2][0]}' has no alternative text", 'say what it shows with fig-alt="…"'
    return Diagnostic("warning", "alt-missing", message, where(image), hint)
