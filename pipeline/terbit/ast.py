"""Pandoc's document tree as plain JSON values, with helpers to read and rebuild it.

Elements are dictionaries of the shape ``{"t": tag, "c": contents}``. They are never changed in place: a
transform returns new ones. A key ``"p"`` beside the tag holds the element's place in the source as
``file:line:column``; pandoc ignores it, and `strip_positions` takes it away before a digest is made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from terbit.diagnostics import Location

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

Element = dict[str, Any]
Elements = list[Element]
Attr = list[Any]

API_VERSION = [1, 23, 1, 1]
_ATTR_AT = {
    "Header": 1, "Div": 0, "Span": 0, "CodeBlock": 0, "Code": 0, "Link": 0, "Image": 0, "Table": 0, "Figure": 0,
}  # fmt: skip
ATTRIBUTED = frozenset(_ATTR_AT)
"""The kinds of element that have attributes."""
_TREES = (list, dict)
_WORDS = frozenset({"Str", "Space", "SoftBreak"})
_WITHOUT_ATTRIBUTES: Attr = ["", [], []]
_BLOCK_BREAKS = {"Para", "Plain", "Header", "LineBlock", "CodeBlock", "Div", "BlockQuote", "BulletList"}


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


def string(value: str) -> Element:
    """Make a Str of one word."""
    return {"t": "Str", "c": value}


def space() -> Element:
    """Make an inter-word space."""
    return {"t": "Space"}


def text(value: str) -> Elements:
    """Make inlines of a phrase; a space at its beginning or end is one of its own (no-break spaces are letters)."""
    phrase = value.strip(" ")
    if not phrase:
        return [space()] if value else []
    before, after = value.startswith(" "), value.endswith(" ")
    return [*([space()] if before else []), string(phrase), *([space()] if after else [])]


def span(inlines: Elements, ident: str = "", names: Sequence[str] = (), **pairs: str) -> Element:
    """Make a Span."""
    return {"t": "Span", "c": [attr(ident, names, pairs), inlines]}


def div(blocks: Elements, ident: str = "", names: Sequence[str] = (), **pairs: str) -> Element:
    """Make a Div."""
    return {"t": "Div", "c": [attr(ident, names, pairs), blocks]}


def link(inlines: Elements, url: str, names: Sequence[str] = (), ident: str = "", **pairs: str) -> Element:
    """Make a Link."""
    return {"t": "Link", "c": [attr(ident, names, pairs), inlines, [url, ""]]}


def header(level: int, inlines: Elements, ident: str = "", names: Sequence[str] = ()) -> Element:
    """Make a Header."""
    return {"t": "Header", "c": [level, attr(ident, names), inlines]}


def para(inlines: Elements) -> Element:
    """Make a paragraph."""
    return {"t": "Para", "c": inlines}


def plain(inlines: Elements) -> Element:
    """Make a paragraph without paragraph spacing, as in tight lists."""
    return {"t": "Plain", "c": inlines}


def emph(inlines: Elements) -> Element:
    """Make emphasis."""
    return {"t": "Emph", "c": inlines}


def strong(inlines: Elements) -> Element:
    """Make strong emphasis."""
    return {"t": "Strong", "c": inlines}


def raw(markup: str, *, block: bool = False, form: str = "html") -> Element:
    """Make raw mark-up of our own; text from the manuscript never goes through here unescaped."""
    return {"t": "RawBlock" if block else "RawInline", "c": [form, markup]}


def where(element: Element) -> Location | None:
    """Return the element's place in the source, if it is known."""
    place = element.get("p")
    return Location.parse(place) if place else None


def elements(node: Any, *, words: bool = False) -> Iterator[Element]:
    """Yield every element below a node in document order, outer ones first; words and spaces if they are asked for."""
    # A stack, exact types and no words on it: a book is walked some fifty times in a build.
    skipped = frozenset() if words else _WORDS
    pending = [node] if type(node) in _TREES else []
    while pending:
        item = pending.pop()
        if type(item) is list:
            pending.extend(
                [p for p in reversed(item) if type(p) is list or (type(p) is dict and p.get("t") not in skipped)]
            )
        elif "t" in item:
            yield item
            contents = item.get("c")
            if type(contents) in _TREES:
                pending.append(contents)
        else:
            pending.extend([part for part in reversed(item.values()) if type(part) in _TREES])


def map_elements(node: Any, change: Callable[[Element], Element | Elements | None]) -> Any:
    """Rebuild a tree from the leaves up; what does not change is the same object afterwards.

    `change` sees each element after its contents, words and spaces apart, and returns None to keep it, an element
    to replace it, or a list to put in its place among its siblings.
    """
    if type(node) is list:
        return _map_list(node, change)
    if type(node) is not dict:
        return node
    if "t" not in node:
        rebuilt = {key: map_elements(value, change) for key, value in node.items()}
        return node if all(rebuilt[key] is value for key, value in node.items()) else rebuilt
    return _map_element(node, change)


def _map_list(node: list[Any], change: Callable[[Element], Element | Elements | None]) -> list[Any]:
    out: list[Any] = []
    same = True
    for item in node:
        if type(item) is list:
            mapped: Any = _map_list(item, change)
        elif type(item) is not dict or item.get("t") in _WORDS:
            mapped = item
        else:
            mapped = _map_element(item, change) if "t" in item else map_elements(item, change)
            if type(mapped) is list:
                out += mapped
                same = False
                continue
        same = same and mapped is item
        out.append(mapped)
    return node if same else out


def _map_element(element: Element, change: Callable[[Element], Element | Elements | None]) -> Any:
    contents = element.get("c")
    mapped = map_elements(contents, change) if type(contents) in _TREES else contents
    element = element if mapped is contents else {**element, "c": mapped}
    changed = change(element)
    return element if changed is None else changed


def strip_positions(node: Any) -> Any:
    """Return the tree without places, so that its digest changes only with its content."""
    if isinstance(node, list):
        return [strip_positions(item) for item in node]
    if isinstance(node, dict):
        return {k: strip_positions(v) for k, v in node.items() if k != "p"}
    return node


def stringify(node: Any, *, notes: bool = False) -> str:
    """Return the plain text below a node, without footnotes unless they are asked for."""
    return " ".join("".join(_pieces(node, notes)).split(" ")).strip()


def block_text(blocks: Elements) -> str:
    """Return the text of blocks, white space folded."""
    return " ".join(stringify(blocks).split())


def _pieces(node: Any, notes: bool) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _pieces(item, notes)
    elif isinstance(node, dict):
        yield from _element_pieces(node, notes)


def _element_pieces(node: Element, notes: bool) -> Iterator[str]:
    tag: str = node.get("t", "")
    contents: Any = node.get("c")
    if tag == "Str":
        yield str(contents)
    elif tag in ("Space", "SoftBreak", "LineBreak"):
        yield " "
    elif tag in ("Code", "Math", "CodeBlock"):
        yield str(contents[1])
    elif tag == "Quoted" and contents:
        marks = "‘’" if contents[0]["t"] == "SingleQuote" else "“”"
        yield marks[0]
        yield from _pieces(contents[1], notes)
        yield marks[1]
    elif tag == "Cite" and contents:
        yield from _pieces(contents[1], notes)
    elif tag not in ("RawInline", "RawBlock") and (tag != "Note" or notes) and contents is not None:
        yield from _pieces(contents, notes)
    if tag in _BLOCK_BREAKS:
        yield " "


def pandoc_json(blocks: Iterable[Element], meta: Mapping[str, Any] | None = None) -> str:
    """Write blocks as the JSON document that pandoc reads."""
    return json.dumps(
        {"pandoc-api-version": API_VERSION, "meta": dict(meta or {}), "blocks": list(blocks)},
        ensure_ascii=False,
    )
