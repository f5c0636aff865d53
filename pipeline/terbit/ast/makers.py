"""Making pandoc's elements."""

from __future__ import annotations

from collections.abc import Sequence

from terbit.ast.shape import Element, Elements, attr

__all__ = [
    "div",
    "emph",
    "header",
    "link",
    "para",
    "plain",
    "raw",
    "space",
    "span",
    "string",
    "strong",
    "text",
]


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
