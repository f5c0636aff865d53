"""One form for what processors write: each character with its formats, read from HTML or from pandoc's inlines.

Two things are not compared: how formats are nested, and the format of a space, which nobody sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

__all__ = ["from_html", "from_inlines"]

_Run = tuple[str, frozenset[str]]
_TAGS = {"i": "i", "b": "b", "sup": "sup", "sub": "sub", "u": "u"}
_STYLES = {
    "font-variant:small-caps;": "+sc", "font-variant: small-caps;": "+sc", "font-variant:normal;": "-sc",
    "font-style:normal;": "-i", "font-weight:normal;": "-b", "text-decoration:underline;": "+u",
    "text-decoration:none;": "-u",
}  # fmt: skip
_INLINES = {
    "Emph": "i", "Strong": "b", "Superscript": "sup", "Subscript": "sub", "SmallCaps": "sc", "Underline": "u",
}  # fmt: skip
_KINDS = ("label", "left-margin", "right-inline", "block", "indent")
_DISPLAYS = {f"{maker}-{kind}" for maker in ("csl", "entry") for kind in _KINDS}


def from_html(text: str) -> str:
    """Return the form of citeproc-js's HTML."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return _form(reader.runs)


def from_inlines(inlines: list[dict[str, Any]]) -> str:
    """Return the form of pandoc's inlines."""
    return _form(list(_runs(inlines, frozenset())))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[_Run] = []
        self.stack: list[frozenset[str]] = [frozenset()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        now = self.stack[-1]
        change = _STYLES.get(dict(attrs).get("style") or "", "") if tag == "span" else f"+{_TAGS.get(tag, '')}"
        if tag == "div" and self.runs:
            self.runs.append((" ", frozenset()))
        self.stack.append(now - {change[1:]} if change.startswith("-") else now | {change[1:]} - {""})

    def handle_endtag(self, tag: str) -> None:
        self.stack.pop()
        if tag == "div":
            self.runs.append((" ", frozenset()))

    def handle_data(self, data: str) -> None:
        self.runs.append((data, self.stack[-1]))


def _runs(inlines: list[dict[str, Any]], formats: frozenset[str]) -> Iterator[_Run]:
    for element in inlines:
        tag, content = element["t"], element.get("c")
        if tag == "Str":
            yield content, formats
        elif tag in ("Space", "SoftBreak", "LineBreak"):
            yield " ", formats
        elif tag in _INLINES:
            yield from _runs(content, formats | {_INLINES[tag]})
        elif tag == "Quoted":
            marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
            yield marks[0], formats
            yield from _runs(content[1], formats)
            yield marks[1], formats
        elif tag in ("Span", "Link", "Cite"):
            yield from _span(content, formats)
        else:
            raise ValueError(tag)


def _span(content: list[Any], formats: frozenset[str]) -> Iterator[_Run]:
    """Open up a span; those of a display are blocks, with white space around them."""
    classes = content[0][1] if isinstance(content[0], list) and len(content[0]) == 3 else []
    block = not _DISPLAYS.isdisjoint(classes)
    if block:
        yield " ", formats
    yield from _runs(content[1], formats)
    if block:
        yield " ", formats


def _form(runs: list[_Run]) -> str:
    chars = [(char, formats) for text, formats in runs for char in text]
    kept: list[_Run] = []
    for char, formats in chars:
        if char.isspace() and char != "\N{NO-BREAK SPACE}":
            if kept and kept[-1][0] != " ":
                kept.append((" ", formats))
        else:
            kept.append((char, formats))
    while kept and kept[-1][0] == " ":
        kept.pop()
    return _written(_unformatted(kept))


def _unformatted(chars: list[_Run]) -> list[_Run]:
    """Give each space the formats that both its neighbours have."""
    out = list(chars)
    for at, (char, _) in enumerate(chars):
        if char == " " and 0 < at < len(chars) - 1:
            out[at] = (char, chars[at - 1][1] & chars[at + 1][1])
    return out


def _written(chars: list[_Run]) -> str:
    out: list[str] = []
    now: frozenset[str] = frozenset()
    for char, formats in [*chars, ("", frozenset())]:
        if formats != now:
            out += [f"</{name}>" for name in sorted(now, reverse=True)] if now else []
            out += [f"<{name}>" for name in sorted(formats)]
            now = formats
        out.append(char)
    return "".join(out)
