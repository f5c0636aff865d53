"""Pandoc's document tree as plain JSON values, with helpers to read and rebuild it.

Elements are dictionaries of the shape ``{"t": tag, "c": contents}``. They are never changed in place: a
transform returns new ones. A key ``"p"`` beside the tag holds the element's place in the source as
``file:line:column``; pandoc ignores it, and `strip_positions` takes it away before a digest is made.
"""

from __future__ import annotations

from terbit.ast.makers import div, emph, header, link, para, plain, raw, space, span, string, strong, text
from terbit.ast.shape import (
    ATTRIBUTED,
    Attr,
    Element,
    Elements,
    attr,
    attributes,
    classes,
    get,
    identifier,
    where,
    with_attr,
    with_contents,
)
from terbit.ast.walking import elements, map_elements, strip_positions
from terbit.ast.written import API_VERSION, block_text, pandoc_json, stringify

__all__ = [
    "API_VERSION",
    "ATTRIBUTED",
    "Attr",
    "Element",
    "Elements",
    "attr",
    "attributes",
    "block_text",
    "classes",
    "div",
    "elements",
    "emph",
    "get",
    "header",
    "identifier",
    "link",
    "map_elements",
    "pandoc_json",
    "para",
    "plain",
    "raw",
    "space",
    "span",
    "string",
    "stringify",
    "strip_positions",
    "strong",
    "text",
    "where",
    "with_attr",
    "with_contents",
]
