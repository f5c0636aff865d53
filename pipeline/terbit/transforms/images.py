"""Images: their alternative text, which pandoc mixes up with the caption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from terbit.alternatives import DECORATIVE, fault_of
from terbit.ast import (
    Element,
    Elements,
    attributes,
    classes,
    get,
    map_elements,
    stringify,
    text,
    where,
    with_attr,
    with_contents,
)
from terbit.blocks import map_chapter
from terbit.diagnostics import Diagnostic
from terbit.model import Document

__all__ = ["settle_images"]

_KEYS = ("fig-alt", "alt")
_JUDGED = "judged"
"""Marks an image of a figure, whose caption has been compared, until all are settled."""


def settle_images(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Make each image's inlines its alternative text: `fig-alt`, `alt`, or what stands between the brackets.

    In a figure the brackets hold the caption, which describes nothing: that it must serve is a warning, as is
    a text that is empty, the file's name or the caption again. An image of the class `decorative` needs none.
    """
    findings: list[Diagnostic] = []
    chapters = []
    for chapter in document.chapters:
        judged = map_chapter(chapter, partial(_figure, findings=findings), lambda held: held.has_kind("Figure"))
        settled = map_chapter(judged, partial(_settled, findings=findings), lambda held: held.has_kind("Image"))
        chapters.append(settled)
    return replace(document, chapters=tuple(chapters)), tuple(findings)


def _figure(element: Element, findings: list[Diagnostic]) -> Element | None:
    """Judge the images of a figure beside its caption; those that are not described get its text."""
    if element["t"] != "Figure":
        return None
    caption = stringify(element["c"][1][1])

    def change(inner: Element) -> Element | None:
        if inner["t"] != "Image" or DECORATIVE in classes(inner):
            return None
        if _described(inner):
            findings.extend(_faults(inner, caption))
            return with_attr(inner, pairs={_JUDGED: "yes"})
        findings.append(_undescribed(inner))
        return with_attr(inner, pairs={"fig-alt": caption, _JUDGED: "yes"})

    attribute, short, blocks = element["c"]
    return with_contents(element, [attribute, short, map_elements(blocks, change)])


def _settled(element: Element, findings: list[Diagnostic]) -> Element | None:
    """Settle any image, in a figure or not."""
    if element["t"] != "Image":
        return None
    _, inlines, target = element["c"]
    decorative, described = DECORATIVE in classes(element), _described(element)
    if not decorative and not get(element, _JUDGED):
        findings.extend(_faults(element, "") if described or stringify(inlines) else [_undescribed(element)])
    alt: Elements = text(get(element, "fig-alt") or get(element, "alt")) if described else inlines
    cleaned = with_attr(element, pairs=dict.fromkeys((*_KEYS, _JUDGED)))
    return with_contents(cleaned, [cleaned["c"][0], [] if decorative else alt, target])


def _described(image: Element) -> bool:
    return any(key in _KEYS for key, _ in attributes(image)[2])


def _faults(image: Element, caption: str) -> Iterator[Diagnostic]:
    given = get(image, "fig-alt") or get(image, "alt") if _described(image) else stringify(image["c"][1])
    source = image["c"][2][0]
    fault = fault_of(given, caption, source)
    if fault:
        hint = "say what can be seen, or mark mere decoration with {.decorative}"
        yield Diagnostic("warning", "alt-poor", f"the alternative text of '{source}' {fault}", where(image), hint)


def _undescribed(image: Element) -> Diagnostic:
    message = f"'{image['c'][2][0]}' has no alternative text"
    hint = 'say what it shows with fig-alt="…", or mark mere decoration with {.decorative}'
    return Diagnostic("warning", "alt-missing", message, where(image), hint)
