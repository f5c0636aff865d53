"""Rendered text as a tree and as pandoc's inlines: flipping formats, alternating quotation marks, links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

from terbit.ast import Element, Elements, link, space, span, string, text
from terbit.citations.markup import CLOSE, CODE, OPEN, Kind, address, read_opaque, strip

__all__ = ["Node", "Quotes", "parse", "settle", "to_inlines"]

_UPRIGHT: dict[Kind, Kind] = {"italic": "normal", "bold": "unbold", "smallcaps": "uncaps", "underline": "ununderline"}
_ENDS: dict[Kind, Kind] = {off: on for on, off in _UPRIGHT.items()}
_TAGS: dict[Kind, str] = {
    "sup": "Superscript", "sub": "Subscript", "underline": "Underline",
    "bold": "Strong", "italic": "Emph", "smallcaps": "SmallCaps",
}  # fmt: skip
_MERGED = set(_TAGS.values())
_BY_OPEN = {code: kind for kind, code in OPEN.items()}
_CLOSING = set(CLOSE.values())
_CODES = re.compile(f"({CODE.pattern})")
# Everything that Unicode decomposes into "<super>" and one character lies here.
_SUPERIOR = re.compile("[\u00aa\u00b2\u00b3\u00b9\u00ba\u02b0-\u02e4\u10fc\u1d2c-\u1dbf\u2070-\u207f]")
_DOI = "https://doi.org/"


@dataclass(frozen=True)
class Quotes:
    """The quotation marks of a language: outer pair, inner pair."""

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")


@dataclass
class Node:
    """A part of a rendered text, with what it stands for; the root's kind is "root"."""

    kind: Kind
    children: list[str | Node] = field(default_factory=list)


def parse(rendered: str) -> Node:
    """Read the codes of a rendered text into a tree; a closing code without its opening one is ignored."""
    root = Node("root")
    stack = [root]
    for number, part in enumerate(_CODES.split(rendered)):
        if number % 2 == 0:
            if part:
                stack[-1].children.append(part)
        elif part in _CLOSING:
            _close(stack, part)
        else:
            node = Node(_BY_OPEN[part])
            stack[-1].children.append(node)
            stack.append(node)
    return root


def _close(stack: list[Node], code: str) -> None:
    for depth in range(len(stack) - 1, 0, -1):
        if CLOSE[stack[depth].kind] == code:
            del stack[depth:]
            return


Cited = Callable[[Elements], Elements]


@dataclass(frozen=True)
class _Look:
    """The formats in force, how deep in quotation marks we are, and whether in the text of a field."""

    formats: frozenset[Kind] = frozenset()
    quotes: int = 0
    field: bool = False

    def inside(self, kind: Kind) -> _Look:
        if kind in _UPRIGHT or kind in ("sup", "sub"):
            return replace(self, formats=self.formats | {kind})
        if kind in _ENDS:
            return replace(self, formats=self.formats - {_ENDS[kind]})
        if kind == "quote":
            return replace(self, quotes=self.quotes + 1)
        return replace(self, field=True) if kind == "field" and not self.field else self


def settle(node: Node, quotes: Quotes) -> Node:
    """Return the tree with its quotation marks in place, and formats within themselves turned upright."""
    return _settled(node, _Look(), quotes)


def _raised(text: str) -> list[str | Node]:
    """Raise the superscript letters of Unicode in a style's terms ("1ᵉʳ"), which few faces have."""
    out: list[str | Node] = []
    at = 0
    for found in _SUPERIOR.finditer(text):
        form, _, code = unicodedata.decomposition(found[0]).partition(" ")
        if form == "<super>" and " " not in code:
            before = text[at : found.start()]
            out += [*([before] if before else []), Node("sup", [chr(int(code, 16))])]
            at = found.end()
    return [*out, text[at:]] if at < len(text) else out


def _settled(node: Node, look: _Look, quotes: Quotes) -> Node:
    kind = node.kind
    if kind == "nodecor":
        return _undecorated(node, look, quotes)
    if kind in look.formats and kind in _UPRIGHT:
        kind = _UPRIGHT[kind]
    elif kind in _ENDS and _ENDS[kind] not in look.formats:
        kind = "root"
    within = look.inside(kind)
    children: list[str | Node] = []
    for child in node.children:
        if isinstance(child, str):
            children += [child] if within.field else _raised(child)
        else:
            children.append(_settled(child, within, quotes))
    children = [child for child in children if isinstance(child, str) or child.children]
    if kind == "quote":
        before, after = quotes.inner if look.quotes % 2 else quotes.outer
        return Node("root", [before, *children, after])
    return Node(kind, children)


def _undecorated(node: Node, look: _Look, quotes: Quotes) -> Node:
    """End every format in force for a part."""
    inner = Node("root", node.children)
    for kind, end in _UPRIGHT.items():
        if kind in look.formats:
            inner = Node(end, [inner])
    return _settled(inner, look, quotes)


def to_inlines(node: Node, *, cited: Cited | None = None) -> Elements:
    """Build inlines of a settled tree; `cited` is given those of each cite in turn, to make a link of them."""
    return _merge(_build(node, _Look(), cited or list))


@cache
def _within(look: _Look, kind: Kind) -> _Look:
    """Return what is in force inside a part: there are few looks, and many parts."""
    return look.inside(kind)


def _build(node: Node, look: _Look, cited: Cited) -> Elements:
    out: Elements = []
    for number, child in enumerate(node.children):
        if isinstance(child, str):
            out += _leaf(child, look)
        else:
            inner = _build(child, _within(look, child.kind), cited)
            out += _structure(child, inner, out if number else [], cited)
    return out


def _structure(node: Node, inner: Elements, before: Elements, cited: Cited) -> Elements:
    if node.kind == "cite":
        return cited(_merge(inner))
    if node.kind == "missing":
        return [{"t": "Strong", "c": inner}]
    if node.kind == "note":
        return [span(_merge(inner), names=["note-number"])]
    if node.kind in ("url", "doi"):
        return _doi(node, inner, before) if node.kind == "doi" else _url(node, inner)
    return _displayed(node, inner, before)


def _displayed(node: Node, inner: Elements, before: Elements) -> Elements:
    """Set a label off, and begin a new line for what wants one (CSL 1.0.2, "Display")."""
    if node.kind == "left-margin":
        return [span(_merge(inner), names=["entry-label"]), space()]
    if node.kind in ("block", "indent"):
        return [*_break(before), span(_merge(inner), names=[f"entry-{node.kind}"])]
    return inner


def _break(before: Elements) -> Elements:
    """Begin a new line, except where nothing stands before it."""
    return [{"t": "LineBreak"}] if before else []


def _url(node: Node, inner: Elements) -> Elements:
    """Link an address of the web or of mail; any other is text."""
    url = address(_plain(node))
    return [link(inner, url, ["uri"])] if url else inner


def _doi(node: Node, inner: Elements, before: Elements) -> Elements:
    """Link a DOI; an address that the style wrote before it becomes part of the link."""
    shown = inner
    if before and before[-1]["t"] == "Str" and str(before[-1]["c"]).endswith(_DOI):
        rest = str(before.pop()["c"]).removesuffix(_DOI)
        before.extend([string(rest)] if rest else [])
        shown = [string(_DOI), *inner]
    return [link(_merge(shown), address(_DOI + _plain(node)), ["uri"])]


def _plain(node: Node) -> str:
    return "".join(strip(child) if isinstance(child, str) else _plain(child) for child in node.children)


def _leaf(content: str, look: _Look) -> Elements:
    out: Elements = []
    for piece in read_opaque(content):
        inlines = text(piece.replace("\n", " ")) if isinstance(piece, str) else [piece]
        for kind, tag in reversed(_TAGS.items()) if look.formats else ():
            if kind in look.formats:
                inlines = [{"t": tag, "c": inlines}]
        out += inlines
    return out


def _merge(inlines: Elements) -> Elements:
    """Join neighbours: words without a space between them, and equal formats."""
    out: Elements = []
    for element in inlines:
        last: Element | None = out[-1] if out else None
        tag = element["t"]
        if last is None or last["t"] != tag:
            out.append(element)
        elif tag == "Str":
            out[-1] = string(last["c"] + element["c"])
        elif tag in _MERGED:
            out[-1] = {"t": tag, "c": [*last["c"], *element["c"]]}
        elif tag != "Space":
            out.append(element)
    return [{**e, "c": _merge(e["c"])} if e["t"] in _MERGED else e for e in out]
