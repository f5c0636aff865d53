"""The shape of pandoc's elements: their contents, attributes and place in the source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from terbit.diagnostics import Location

__all__ = [
    "ATTRIBUTED",
    "Attr",
    "Element",
    "Elements",
    "attr",
    "attributes",
    "classes",
    "get",
    "identifier",
    "where",
    "with_attr",
    "with_contents",
]

Element = dict[str, Any]
Elements = list[Element]
Attr = list[Any]

_ATTR_AT = {
    "Header": 1, "Div": 0, "Span": 0, "CodeBlock": 0, "Code": 0, "Link": 0, "Image": 0, "Table": 0, "Figure": 0,
}  # fmt: skip
ATTRIBUTED = frozenset(_ATTR_AT)
"""The kinds of element that have attributes."""
_WITHOUT_ATTRIBUTES: Attr = ["", [], []]


def attr(ident: str = "", names: Sequence[str] = (), pairs: Mapping[str, str] | None = None) -> Attr:
    """Make pandoc's attribute triple: identifier, classes, key-value pairs."""
    return [ident, list(names), [[k, v] for k, v in (pairs or {}).items()]]


def attributes(element: Element) -> Attr:
    """Return an element's attribute triple, or an empty one where its kind has none."""
    at = _ATTR_AT.get(element["t"])
    return element["c"][at] if at is not None else _WITHOUT_ATTRIBUTES


def identifier(element: Element) -> str:
    """Return the element's identifier, or an empty string."""
    return str(attributes(element)[0])


def classes(element: Element) -> list[str]:
    """Return the element's classes."""
    return list(attributes(element)[1])


def get(element: Element, key: str, default: str = "") -> str:
    """Return one of the element's key-value attributes."""
    return next((str(v) for k, v in attributes(element)[2] if k == key), default)


def with_contents(element: Element, contents: Any) -> Element:
    """Return the element with other contents, at the same place in the source."""
    return {**element, "c": contents}


def with_attr(
    element: Element,
    *,
    ident: str | None = None,
    names: Sequence[str] | None = None,
    pairs: Mapping[str, str | None] | None = None,
) -> Element:
    """Return the element with parts of its attributes replaced; a pair set to None is taken away."""
    at = _ATTR_AT[element["t"]]
    old_ident, old_names, old_pairs = element["c"][at]
    merged: dict[str, str | None] = {**dict(old_pairs), **(pairs or {})}
    new = attr(
        old_ident if ident is None else ident,
        old_names if names is None else names,
        {k: v for k, v in merged.items() if v is not None},
    )
    return with_contents(element, [*element["c"][:at], new, *element["c"][at + 1 :]])


def where(element: Element) -> Location | None:
    """Return the element's place in the source, if it is known."""
    place = element.get("p")
    return Location.parse(place) if place else None
