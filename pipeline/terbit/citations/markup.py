"""The private mark-up that fields carry through the processor: code points that no manuscript holds.

A field is a plain string in which pairs of code points stand for italics, quotation marks and so on. Nothing
needs escaping, so `<script>` in a title stays the text it is.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal, get_args
from urllib.parse import quote

from terbit.ast import Element, Elements, attributes, stringify

__all__ = [
    "CLOSE", "CODE", "OPEN", "Kind", "address", "clean", "encode", "extract", "from_html", "harmless", "opaque",
    "split_out", "strip", "unfit", "wrap",
]  # fmt: skip

Kind = Literal[
    "italic", "bold", "light", "underline", "sup", "sub", "smallcaps",  # looks
    "normal", "unbold", "uncaps", "ununderline",  # the same looks, ended for a part
    "block", "left-margin", "right-inline", "indent",  # displays
    "nocase", "nodecor", "quote",  # meaning inside a field
    "root", "field", "names", "people", "person", "year", "letter", "term", "generated", "note",  # what a part is
    "url", "doi", "cite", "missing",
]  # fmt: skip

_FIRST = 0x10FD00
_BYTES = 0x10F000
_LAST = _FIRST + 0xFF
OPEN: Final[dict[Kind, str]] = {kind: chr(_FIRST + 2 * n) for n, kind in enumerate(get_args(Kind))}
CLOSE: Final[dict[Kind, str]] = {kind: chr(_FIRST + 2 * n + 1) for n, kind in enumerate(get_args(Kind))}
CODE: Final = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
_PRIVATE = re.compile(f"[{chr(_BYTES)}-{chr(_LAST)}]")
# Control characters, halves of surrogate pairs, what is not a character.
_NO_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
_UNFIT = re.compile(f"(?!{_BREAK.pattern})(?:{_NO_TEXT.pattern}|{_PRIVATE.pattern})")
_TURN = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ENDS_OF_TURNS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
_ADDRESS = re.compile("(?:https?://|mailto:)", re.IGNORECASE)
_OBJECT = re.compile(f"[{chr(_BYTES)}-{chr(_BYTES + 0xFF)}]+")

_BY_TAG: dict[str, Kind] = {
    "Emph": "italic", "Strong": "bold", "Underline": "underline",
    "Superscript": "sup", "Subscript": "sub", "SmallCaps": "smallcaps",
}  # fmt: skip
_HTML: dict[str, Kind] = {
    "i": "italic", "em": "italic", "b": "bold", "strong": "bold", "u": "underline",
    "sup": "sup", "sub": "sub", "sc": "smallcaps",
}  # fmt: skip
_HTML_TAG = re.compile(r"<(/?)(i|em|b|strong|u|sup|sub|sc|span)(\s[^<>]*)?>", re.IGNORECASE)


def wrap(kind: Kind, text: str) -> str:
    """Put a pair of codes round a text; nothing stays nothing."""
    return f"{OPEN[kind]}{text}{CLOSE[kind]}" if text else text


def clean(text: str) -> str:
    """Take our own code points and what is no text out of foreign text, and compose it (NFC).

    Lines stay apart, for a note may hold a field in each; as a paragraph they are read later.
    """
    plain = _NO_TEXT.sub("", _BREAK.sub("\n", _PRIVATE.sub("", text)))
    return unicodedata.normalize("NFC", _closed(plain) if _TURN.search(plain) else plain)


def unfit(text: str) -> str:
    """Return the first character that `clean` takes out of a text, or an empty string."""
    found = _UNFIT.search(text)
    return found[0] if found else ""


def _closed(text: str) -> str:
    """End the turns of direction that a text begins, lest they turn what follows it (UAX 9, 2.7)."""
    open_: list[str] = []
    for turn in _TURN.findall(text):
        if turn in _ENDS_OF_TURNS:
            open_.append(_ENDS_OF_TURNS[turn])
        elif open_ and open_[-1] == turn:
            open_.pop()
    return text + "".join(reversed(open_))


def strip(text: str) -> str:
    """Return the text without its mark-up."""
    return _PRIVATE.sub("", text)


def extract(kind: Kind, text: str) -> str:
    """Return the first part of a kind without its codes, an empty string where there is none."""
    start = text.find(OPEN[kind])
    depth = 0
    for at in range(start, len(text) if start >= 0 else start):
        depth += (text[at] == OPEN[kind]) - (text[at] == CLOSE[kind])
        if depth == 0:
            return text[start + 1 : at]
    return ""


def split_out(kind: Kind, text: str) -> tuple[str, str]:
    """Return the first part of a kind with the codes that close in on it, and the text without it."""
    start = text.find(OPEN[kind])
    end = text.find(CLOSE[kind], start) + 1
    if start < 0 or not end:
        return "", text
    pairs = dict(zip(CLOSE.values(), OPEN.values(), strict=True))
    while start and end < len(text) and pairs.get(text[end]) == text[start - 1]:
        start, end = start - 1, end + 1
    return text[start:end], text[:start] + text[end:]


def opaque(element: Element) -> str:
    """Carry an element that has no code of its own (mathematics, say) unharmed through letter case and all."""
    data = json.dumps(element, ensure_ascii=False).encode()
    return "".join(chr(_BYTES + byte) for byte in data)


def read_opaque(text: str) -> Iterable[str | Element]:
    """Split text at the elements that `opaque` made, and bring them back."""
    at = 0
    for found in _OBJECT.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        yield from _objects(bytes(ord(char) - _BYTES for char in found[0]).decode())
        at = found.end()
    if at < len(text):
        yield text[at:]


def _objects(data: str) -> Iterator[Element]:
    """Read elements that follow one another."""
    at = 0
    while at < len(data):
        element, at = json.JSONDecoder().raw_decode(data, at)
        yield element


def address(text: str) -> str:
    """Return a text as the address that it may lead to, or an empty string: javascript: and data: are none."""
    return quote(text, safe="%/:?#[]@!$&'()*+,;=~") if _ADDRESS.match(text) else ""


def harmless(text: str) -> str:
    """Return a field of a bibliography in which what is more than text is a formula, code or a link to the web."""
    if not _OBJECT.search(text):
        return text
    return "".join(piece if isinstance(piece, str) else _harmless(piece) for piece in read_opaque(text))


def _harmless(element: Element) -> str:
    tag: str = element["t"]
    contents: Any = element.get("c")
    if tag in ("Math", "Code"):
        return opaque(element)
    if tag == "RawInline":
        return clean(contents[1])
    if tag == "Link" and (url := address(contents[2][0])):
        return opaque({"t": "Link", "c": [["", ["uri"], []], [{"t": "Str", "c": stringify(contents[1])}], [url, ""]]})
    inner = contents[1] if tag in ("Link", "Image", "Span", "Cite") else contents
    return harmless(encode(inner)) if isinstance(inner, list) and tag != "Note" else ""


def encode(inlines: Elements) -> str:
    """Write pandoc's inlines as a field."""
    return "".join(map(_encode_one, inlines))


def _encode_one(element: Element) -> str:
    tag: str = element["t"]
    contents: Any = element.get("c")
    if tag in ("Str", "Space", "SoftBreak", "LineBreak"):
        return clean(contents) if tag == "Str" else " "
    if tag in _BY_TAG:
        return wrap(_BY_TAG[tag], encode(contents))
    if tag == "Link" and "uri" in attributes(element)[1]:
        return encode(contents[1])
    if tag == "Quoted" or (tag == "Span" and not any(attributes(element)[1:])):
        # The biblatex reader writes a group in braces, whose letters keep their case, as a bare span.
        return wrap("quote" if tag == "Quoted" else "nocase", encode(contents[1]))
    return opaque({key: value for key, value in element.items() if key != "p"})


def from_html(text: str) -> str:
    """Read the few tags that CSL-JSON allows in a field; everything else that looks like a tag is text.

    A tag counts only if it is balanced (CSL-JSON specification, "HTML-like tags in fields").
    """
    text = clean(text)
    tags = list(_HTML_TAG.finditer(text))
    codes: dict[int, str] = {}
    stack: list[tuple[int, str, Kind | None]] = []
    for number, tag in enumerate(tags):
        name = tag[2].lower()
        if not tag[1]:
            stack.append((number, name, _html_kind(name, tag[3] or "")))
        elif stack and stack[-1][1] == name:
            opened, _, kind = stack.pop()
            if kind:
                codes[opened], codes[number] = OPEN[kind], CLOSE[kind]
    return _substitute(text, tags, codes)


def _substitute(text: str, tags: list[re.Match[str]], codes: dict[int, str]) -> str:
    out, at = [], 0
    for number, tag in enumerate(tags):
        if number in codes:
            out += [text[at : tag.start()], codes[number]]
            at = tag.end()
    return "".join([*out, text[at:]])


def _html_kind(name: str, rest: str) -> Kind | None:
    if name != "span":
        return _HTML[name]
    for kind in ("nocase", "nodecor"):
        if kind in rest:
            return kind
    return "smallcaps" if "small-caps" in rest else None
