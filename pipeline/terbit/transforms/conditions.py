"""Conditional content: what a format or an edition does not show is taken out."""

from __future__ import annotations

from collections.abc import Collection

from terbit.ast import Element, Elements, classes, get, with_attr
from terbit.model import Document
from terbit.transforms._chapters import map_document

__all__ = ["apply_conditions"]

_KEYS = ("when-format", "unless-format", "when-profile", "unless-profile")


def apply_conditions(document: Document, formats: Collection[str]) -> Document:
    """Keep or drop ``.content-visible`` and ``.content-hidden`` (Quarto's rule: every condition must hold).

    `formats` are the names that the target answers to; the profile is the document's edition.
    """

    def change(element: Element) -> Element | Elements | None:
        names = classes(element)
        visible, hidden = "content-visible" in names, "content-hidden" in names
        if element["t"] not in ("Div", "Span", "CodeBlock") or not (visible or hidden):
            return None
        if _holds(element, formats, document.edition) is hidden:
            return []
        kept = [name for name in names if name not in ("content-visible", "content-hidden")]
        return with_attr(element, names=kept, pairs=dict.fromkeys(_KEYS))

    return map_document(document, change)


def _holds(element: Element, formats: Collection[str], edition: str) -> bool:
    when, unless = get(element, "when-format"), get(element, "unless-format")
    profile, not_profile = get(element, "when-profile"), get(element, "unless-profile")
    return (
        (not when or when in formats)
        and (not unless or unless not in formats)
        and (not profile or profile == edition)
        and (not not_profile or not_profile != edition)
    )
