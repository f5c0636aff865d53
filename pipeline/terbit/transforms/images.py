"""Images: their alternative text, which pandoc mixes up with the caption."""

from __future__ import annotations

from dataclasses import replace

from terbit.ast import Element, Elements, get, map_elements, stringify, text, where, with_attr, with_contents
from terbit.diagnostics import Diagnostic
from terbit.model import Document

__all__ = ["settle_images"]


def settle_images(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Make each image's inlines its alternative text: `fig-alt`, `alt`, or else the caption with a warning."""
    findings: list[Diagnostic] = []
    chapters = []
    for chapter in document.chapters:
        blocks = map_elements(chapter.blocks, lambda e: _settled(e, findings))
        chapters.append(replace(chapter, blocks=blocks))
    return replace(document, chapters=tuple(chapters)), tuple(findings)


def _settled(element: Element, findings: list[Diagnostic]) -> Element | None:
    if element["t"] != "Image":
        return None
    pairs, caption, target = dict(element["c"][0][2]), element["c"][1], element["c"][2]
    alt = get(element, "fig-alt") or get(element, "alt")
    if not alt and "fig-alt" not in pairs:
        alt = stringify(caption)
        hint = 'say what it shows with fig-alt="…"'
        findings.append(
            Diagnostic(
                "warning", "alt-missing", f"'{target[0]}' has no alternative text", where(element), hint
            )
        )
    inlines: Elements = text(alt)
    cleaned = with_attr(element, pairs={"fig-alt": None, "alt": None})
    return with_contents(cleaned, [cleaned["c"][0], inlines, target])
