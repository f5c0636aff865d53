"""Places of AST elements in their Markdown files, which pandoc's reader does not give.

The words of the tree are aligned with the words of the source: triples of words that occur once in both fix
the course, the words between are matched in order. Footnotes stand elsewhere in the source than in the tree,
so each is aligned by itself. An element's place is that of its first word, moved back over its mark-up.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from terbit.ast import Element, Elements
from terbit.diagnostics import Location
from terbit.model import Source

__all__ = ["annotate", "place_of_line"]

_WORD = re.compile(r"\w+")
_BLOCKS = {
    "Para", "Plain", "Header", "Div", "CodeBlock", "BlockQuote", "BulletList", "OrderedList", "DefinitionList",
    "Table", "Figure", "LineBlock", "RawBlock",
}  # fmt: skip
_PLACED = _BLOCKS | {"Cite", "Image", "Link", "Span", "Math", "Code", "RawInline", "Note"}
_BREAKS = {"Space", "SoftBreak", "LineBreak"}
_WORDS = _BREAKS | {"Str"}
_NOWHERE = sys.maxsize
_REACH = 40


@dataclass(frozen=True)
class _Text:
    """The source's text with its words: where each begins, and the words themselves."""

    source: Source

    @cached_property
    def matches(self) -> list[tuple[int, str]]:
        return [(m.start(), m[0]) for m in _WORD.finditer(self.source.text)]

    @cached_property
    def words(self) -> list[str]:
        return [word for _, word in self.matches]

    @cached_property
    def triples(self) -> dict[tuple[str, ...], int]:
        return _once(self.words)

    @cached_property
    def line_starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.source.text))]


def place_of_line(source: Source, line: int, column: int = 1) -> Location:
    """Return the place of a line of the drawn-together text in the file it came from (lines from 1)."""
    file, number = source.lines[min(line, len(source.lines)) - 1] if source.lines else (source.file, line)
    return Location(file, number, column)


def annotate(blocks: Elements, source: Source) -> Elements:
    """Return the tree with the key ``"p"`` on every block and on inlines that can be at fault."""
    text = _Text(source)
    tokens: list[_Token] = []
    _gather(blocks, (0, 0), 0, tokens)
    placed: Elements = _placed(blocks, _first_offsets(tokens, text), text)[0]
    return placed


# --- words of the tree, in the order in which the source has them --------------------------------------------

_Spot = tuple[int, int | str]
"""Where a text stands in the tree: the `id` of the list or dictionary that holds it, and its index or key there."""
_Token = tuple[str, _Spot, int]
_READING_ORDER: Mapping[str, tuple[int, ...]] = {
    "Header": (2, 1),
    "Span": (1, 0),
    "Link": (1, 2, 0),
    "Image": (1, 2, 0),
    "Figure": (2, 0),
    "Table": (3, 4, 5, 1, 0),
    "Cite": (1,),
    "OrderedList": (1,),
    "Quoted": (1,),
    "Math": (1,),
    "RawInline": (1,),
    "RawBlock": (1,),
    "Code": (1,),
}
"""The parts of an element's contents in the order of the source; where it is not given, the whole is meant."""


def _gather(node: Any, spot: _Spot, stream: int, tokens: list[_Token]) -> None:
    """Add (word, its text's spot, stream); stream 0 is the running text, each footnote has its own."""
    if type(node) is str:
        tokens += [(word, spot, stream) for word in _WORD.findall(node)]
    elif type(node) is list:
        for at, item in enumerate(node):
            if type(item) is not dict or item.get("t") not in _BREAKS:
                _gather(item, (id(node), at), stream, tokens)
    elif type(node) is dict and "t" in node:
        _gather_element(node, stream, tokens)
    elif type(node) is dict:
        for key, value in node.items():
            _gather(value, (id(node), key), stream, tokens)


def _gather_element(node: Element, stream: int, tokens: list[_Token]) -> None:
    contents: Any = node.get("c")
    order = _READING_ORDER.get(node["t"])
    stream = id(node) if node["t"] == "Note" else stream
    if order is None:
        _gather(contents, (id(node), "c"), stream, tokens)
    else:
        for at in order:
            _gather(contents[at], (id(contents), at), stream, tokens)


# --- alignment ------------------------------------------------------------------------------------------------


def _once(words: list[str]) -> dict[tuple[str, ...], int]:
    """Return the triples of words that occur exactly once, with the index of their first word."""
    seen: dict[tuple[str, ...], int] = {}
    for at in range(len(words) - 2):
        triple = (words[at], words[at + 1], words[at + 2])
        seen[triple] = -1 if triple in seen else at
    return {triple: at for triple, at in seen.items() if at >= 0}


def _first_offsets(tokens: list[_Token], text: _Text) -> dict[_Spot, int]:
    """Return the source offset of the first matched word of each text."""
    streams: dict[int, list[_Token]] = {}
    for token in tokens:
        streams.setdefault(token[2], []).append(token)
    first: dict[_Spot, int] = {}
    for stream in streams.values():
        pairs = _align([word for word, _, _ in stream], text)
        for at, found in pairs:
            first.setdefault(stream[at][1], text.matches[found][0])
    return first


def _align(words: list[str], text: _Text) -> list[tuple[int, int]]:
    """Return (index in `words`, index in the source's words) of the words that match, increasing in both."""
    own = _once(words)
    anchors = _increasing(sorted((at, text.triples[t]) for t, at in own.items() if t in text.triples))
    fixed = dict(anchors)
    fixed.update({at + step: found + step for at, found in anchors for step in (1, 2)})
    ends = [*sorted(fixed.items()), (len(words), len(text.words))]
    pairs: list[tuple[int, int]] = []
    before = (-1, _start(anchors))
    for end in ends:
        pairs.extend(_fill(words, text.words, before, end))
        if end[0] < len(words):
            pairs.append(end)
        before = end
    return pairs


def _start(anchors: list[tuple[int, int]]) -> int:
    """Return where to begin: near the first anchor, since a footnote may stand far down the file."""
    return max(-1, anchors[0][1] - anchors[0][0] - _REACH) if anchors else -1


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that increases in the second number too (patience sorting)."""
    tails: list[int] = []
    at_tail: list[int] = []
    previous = [-1] * len(pairs)
    for number, (_, found) in enumerate(pairs):
        place = bisect_left(tails, found)
        previous[number] = at_tail[place - 1] if place else -1
        tails[place : place + 1] = [found]
        at_tail[place : place + 1] = [number]
    out: list[tuple[int, int]] = []
    at = at_tail[-1] if at_tail else -1
    while at >= 0:
        out.append(pairs[at])
        at = previous[at]
    return out[::-1]


def _fill(
    words: list[str], source: list[str], before: tuple[int, int], end: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Match the words between two fixed pairs in order, each to the next equal word within reach."""
    at_source = before[1] + 1
    for at in range(before[0] + 1, end[0]):
        window = source[at_source : min(end[1], at_source + _REACH)]
        if words[at] in window:
            at_source += window.index(words[at])
            yield at, at_source
            at_source += 1


# --- places ---------------------------------------------------------------------------------------------------


def _placed(node: Any, first: Mapping[_Spot, int], text: _Text) -> tuple[Any, int]:
    """Return a list or dictionary with places, and the least offset of the words below it."""
    rebuilt: Any = node.copy()
    least = _NOWHERE
    for key, value in enumerate(node) if type(node) is list else node.items():
        offset = _NOWHERE
        if type(value) is str:
            offset = first.get((id(node), key), _NOWHERE)
        elif type(value) is dict and value.get("t") in _WORDS:  # most elements are words and spaces
            offset = first.get((id(value), "c"), _NOWHERE)
        elif type(value) in (list, dict):
            rebuilt[key], offset = _placed(value, first, text)
        least = min(least, offset)
    if type(node) is dict and least < _NOWHERE and node.get("t") in _PLACED:
        rebuilt["p"] = str(_location(node, least, text))
        if node["t"] == "Cite":
            rebuilt["c"] = [_placed_citations(node["c"][0], least, text), *rebuilt["c"][1:]]
    return rebuilt, least


def _placed_citations(citations: list[Any], offset: int, text: _Text) -> list[Any]:
    """Return the citations of one Cite, each with the place of its own key."""
    out = []
    at = text.line_starts[bisect_right(text.line_starts, offset) - 1]
    at = max(at, offset - 3)
    for citation in citations:
        found = re.compile(rf"-?@\{{?{re.escape(citation['citationId'])}(?!\w)").search(text.source.text, at)
        if found is None:
            out.append(citation)
        else:
            at = found.end()
            out.append({**citation, "p": str(_spot(found.start(), text))})
    return out


def _spot(offset: int, text: _Text) -> Location:
    line = bisect_right(text.line_starts, offset)
    return place_of_line(text.source, line, offset - text.line_starts[line - 1] + 1)


def _location(node: Element, offset: int, text: _Text) -> Location:
    line = bisect_right(text.line_starts, offset)
    start = text.line_starts[line - 1]
    before = text.source.text[start:offset]
    if node["t"] in _BLOCKS:
        column = len(before) - len(before.lstrip())
    else:
        column = len(before.rstrip("[@*_!`$<({#.^-")) if node["t"] != "Cite" else _cite_column(before)
    return place_of_line(text.source, line, column + 1)


def _cite_column(before: str) -> int:
    """Return the column of a citation's key: its `@`, with the minus of a suppressed author."""
    bare = before.rstrip("{")
    return len(bare) - (2 if bare.endswith("-@") else 1 if bare.endswith("@") else 0)
