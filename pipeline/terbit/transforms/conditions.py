"""Conditional content: what a format or an edition does not show is taken out."""

from __future__ import annotations

from collections.abc import Collection

from terbit.asides import FOR_TEACHERS
from terbit.ast import Element, classes, get, with_attr
from terbit.model import Document
from terbit.transforms._chapters import map_document, without_classes
from terbit.transforms._dropping import without

__all__ = ["apply_conditions"]

_CLASSES = frozenset(("content-visible", "content-hidden"))
_PUPILS = "student"
_KEYS = ("when-format", "unless-format", "when-profile", "unless-profile")


def apply_conditions(document: Document, formats: Collection[str]) -> Document:
    """Keep or drop ``.content-visible`` and ``.content-hidden`` (Quarto's rule: every condition must hold).

    Conditions that have been met are taken away; of what only teachers see a class is left. `formats` are the names
    that the target answers to; the profile is the document's edition.
    """

    def hidden(element: Element) -> bool:
        names = _CLASSES.intersection(classes(element))
        return bool(names) and _holds(element, formats, document.edition) is ("content-hidden" in names)

    shown = without(document, _CLASSES, hidden)
    return without_classes(_marked(shown, formats), _CLASSES, _KEYS)


def _marked(document: Document, formats: Collection[str]) -> Document:
    """Mark what the pupils' edition would not show."""
    if document.edition == _PUPILS:
        return document

    def change(element: Element) -> Element | None:
        names = _CLASSES.intersection(classes(element))
        if not names or _holds(element, formats, _PUPILS) is not ("content-hidden" in names):
            return None
        return with_attr(element, names=[*classes(element), FOR_TEACHERS])

    return map_document(document, change, lambda held: held.has_class(*_CLASSES))


def _holds(element: Element, formats: Collection[str], edition: str) -> bool:
    when, unless = get(element, "when-format"), get(element, "unless-format")
    profile, not_profile = get(element, "when-profile"), get(element, "unless-profile")
    return (
        (not when or when in formats)
        and (not unless or unless not in formats)
        and (not profile or profile == edition)
        and (not not_profile or not_profile != edition)
    )
