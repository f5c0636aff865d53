"""How a manuscript was set: each of its paragraphs, headings and captions, with the lines that it became."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, Literal, TypeAlias

from terbit.ast import Element, map_elements, stringify, where
from terbit.checks.press.lines import Line
from terbit.diagnostics import Location
from terbit.model import Document

__all__ = ["Block", "Region", "SetBlock", "blocks_of", "regions", "set_blocks"]

Kind: TypeAlias = Literal["text", "heading", "caption-above", "caption-below", "cell", "code", "note"]
Region: TypeAlias = tuple[Line, ...]

_TELLING = 20
"""Letters that tell a line from others."""
_FEWEST = 3
"""Letters of a line that is no number."""
_NUMBER = 4
"""The most letters of an item's number: "viii."."""
_SILENT = frozenset(("Note", "Math", "Image", "RawInline"))
"""What puts no letters of its own where it stands."""


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, caption, cell of a table, code or note, by its letters; and where it is written.

    `chapter` counts the chapters from 1; it is 0 before and behind them.
    """

    kind: Kind
    letters: str
    where: Location | None
    chapter: int = 0


@dataclass(frozen=True)
class SetBlock:
    """A block with the lines that it was set in, in reading order."""

    block: Block
    lines: tuple[Line, ...]


def blocks_of(document: Document) -> list[Block]:
    """Return the blocks of a document in reading order, each note after the block that calls it."""
    out: list[Block] = []
    for number, one in enumerate(document.chapters, 1):
        found = _walk(one.blocks, "text", Location(one.file) if one.file else None)
        chapter = number if one.role == "chapter" else 0
        out += [replace(block, chapter=chapter) for block in found if block.letters]
    return out


def _walk(node: Any, kind: Kind, place: Location | None) -> Iterator[Block]:
    """Yield the blocks below a node; `place` is that of what is around it."""
    if isinstance(node, list):
        for item in node:
            yield from _walk(item, kind, place)
    elif isinstance(node, dict) and "t" in node:
        yield from _element(node, kind, where(node) or place)


def _element(node: Element, kind: Kind, place: Location | None) -> Iterator[Block]:
    contents: Any = node.get("c")
    match node["t"]:
        case "Para" | "Plain":
            yield from _leaf(contents, kind, place)
        case "Header":
            yield from _leaf(contents[2], "heading", place)
        case "CodeBlock":
            yield Block("code", _letters(contents[1]), place)
        case "LineBlock":
            yield from _leaf(contents, kind, place)
        case "Figure":
            yield from _walk(contents[2], kind, place)
            yield from _walk(contents[1][1], "caption-below", place)
        case "Table":
            yield from _walk(contents[1][1], "caption-above", place)
            yield from _walk(contents[3:], "cell", place)
        case "DefinitionList":
            for term, meanings in contents:
                yield from _leaf(term, "heading" if kind == "text" else kind, place)
                yield from _walk(meanings, kind, place)
        case _:
            yield from _walk(contents, kind, place)


def _leaf(inlines: Any, kind: Kind, place: Location | None) -> Iterator[Block]:
    """Yield the block that is made of inlines, and its notes."""
    shown = map_elements(inlines, lambda one: [] if one["t"] in _SILENT else None)
    yield Block(kind, _letters(stringify(shown)), place)
    if kind != "note":
        for note in _notes(inlines):
            yield from _walk(note["c"], "note", place)


def _notes(node: Any) -> Iterator[Element]:
    if isinstance(node, list):
        for item in node:
            yield from _notes(item)
    elif isinstance(node, dict):
        if node.get("t") == "Note":
            yield node
        else:
            yield from _notes(node.get("c"))


def set_blocks(blocks: Sequence[Block], lines: Sequence[Line]) -> list[SetBlock]:
    """Find each block's lines, in the text and in the notes."""
    lines = _without_running_heads(lines)
    notes = [block for block in blocks if block.kind == "note"]
    text = [block for block in blocks if block.kind != "note"]
    return [*_found(text, lines), *_found(notes, lines)]


def _found(blocks: Sequence[Block], lines: Sequence[Line]) -> Iterator[SetBlock]:
    """Yield the blocks that follow each other in the pages: from each line that is found for certain, the text goes on.

    What else stands on pages, as running heads and words in drawings, does not go on with the text, and is passed over.
    """
    letters = "".join(block.letters for block in blocks)
    starts = [0, *accumulate(len(block.letters) for block in blocks)]
    certain = _certain(letters, lines)
    taken: dict[int, list[Line]] = {}
    before: Sequence[Line] = ()
    at = 0
    for index, line in enumerate(lines):
        at = certain.get(index, at)
        own = next((one for one in _readings(line) if _goes_on(letters, at, one)), "")
        if own and (index in certain or not _is_beside(line, before)):
            before = taken.setdefault(bisect_right(starts, at) - 1, [])
            before.append(line)
            at += len(own)
        elif _is_last(line, taken.get(bisect_left(starts, at) - 1, ())):
            taken[bisect_left(starts, at) - 1].append(line)
    for block, own_lines in sorted(taken.items()):
        yield SetBlock(blocks[block], tuple(own_lines))


def _is_beside(line: Line, before: Sequence[Line]) -> bool:
    """Say whether a line stands higher than the last one, and not in a column to its right: a word in a drawing."""
    if not before or line.page != before[-1].page:
        return False
    right = max(one.box[2] for one in before if one.page == line.page)
    return line.baseline > before[-1].baseline + 1 and line.box[0] < right


def _is_last(line: Line, before: Sequence[Line]) -> bool:
    """Say whether a line without letters, as the year that ends a citation, is the next one below some others."""
    if not before or _letters(line.text) or line.page != before[-1].page:
        return False
    high = before[-1].box[3] - before[-1].box[1]
    return 0 < before[-1].baseline - line.baseline < 1.3 * high and abs(line.box[0] - before[-1].box[0]) < high


def _goes_on(text: str, at: int, letters: str) -> bool:
    """Say whether the text goes on with a line: not with the bare number of an item."""
    return len(letters) >= _FEWEST and text.startswith(letters, at)


def _certain(text: str, lines: Sequence[Line]) -> dict[int, int]:
    """Return where the lines stand whose words occur once in the text, and in its order: the longest row of such."""
    ends: list[int] = []  # the least place at which a row of each length ends
    rows: list[tuple[int, int, int]] = []  # line, place, the link before it
    last: list[int] = []  # the last link of the row of each length
    for index, line in enumerate(lines):
        at = _only_place(text, line)
        if at is not None:
            length = bisect_left(ends, at)
            ends[length : length + 1] = [at]
            last[length : length + 1] = [len(rows)]
            rows.append((index, at, last[length - 1] if length else -1))
    found: dict[int, int] = {}
    link = last[-1] if last else -1
    while link >= 0:
        index, at, link = rows[link]
        found[index] = at
    return found


def _only_place(text: str, line: Line) -> int | None:
    """Return where in the text a line stands, if its words are enough to tell and nowhere else."""
    for letters in _readings(line):
        at = text.find(letters) if len(letters) >= _TELLING else -1
        if at >= 0:
            return at if text.find(letters, at + 1) < 0 else None
    return None


def _without_running_heads(lines: Sequence[Line]) -> list[Line]:
    """Leave out what is painted after the text of its page and stands above it."""
    out: list[Line] = []
    for line in lines:
        if not out or line.page != out[-1].page:
            top = line.baseline
        if line.baseline <= top + 1:
            out.append(line)
    return out


def _readings(line: Line) -> Iterator[str]:
    """Yield the letters of a line, also without those of an item's number at its beginning, which are no text."""
    words = [word.text for word in line.words]
    after = words[1:] if len(_letters(words[0])) <= _NUMBER else []
    yield from (letters for letters in (_letters("".join(words)), _letters("".join(after))) if letters)


def regions(lines: Sequence[Line]) -> list[Region]:
    """Part the lines of a block by pages and columns."""
    parts: list[list[Line]] = []
    for line in lines:
        last = parts[-1][-1] if parts else None
        if last is None or line.page != last.page or line.baseline > last.baseline + 1:
            parts.append([])
        parts[-1].append(line)
    return [tuple(part) for part in parts]


def _letters(text: str) -> str:
    """Return the letters of a text, without figures: those of notes' marks stand among them."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalpha())
