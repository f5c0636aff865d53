"""BibTeX as text with places: where each entry and field lies, which the biblatex reader does not say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from terbit.diagnostics import Location

__all__ = ["Entry", "Field", "Scan", "scan"]

_COMMANDS = {"string", "preamble", "comment"}
_HEAD = re.compile(r"@\s*(?P<type>[A-Za-z]+)\s*[{(]")
_KEY = re.compile(r"\s*(?P<key>[^\s,{}()\"#%']+)\s*,")
_NAME = re.compile(r"[\s,]*(?P<name>[^\s,={}()\"#%'\\]+)\s*=\s*")
_WORD = re.compile(r"\s*(?P<word>[^\s,{}()\"#]+)\s*")
_JOIN = re.compile(r"\s*#\s*")


@dataclass(frozen=True)
class Field:
    """One field: its name as written, where the name begins, its raw value, and the macros that it uses."""

    name: str
    start: int
    value: str
    macros: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Entry:
    """One entry: `start` is the offset of its @, `body` the offset after the comma that follows the key."""

    type: str
    key: str
    start: int
    key_start: int
    body: int
    end: int
    fields: tuple[Field, ...]

    def get(self, *names: str) -> str:
        """Return the first field of these names without its braces, or an empty string."""
        for name in names:
            for field in self.fields:
                if field.name.lower() == name:
                    return field.value.strip('{}" \t\n')
        return ""


@dataclass(frozen=True)
class Scan:
    """The entries of a file in order, and the names of its `@string` macros."""

    file: str
    text: str
    entries: tuple[Entry, ...]
    macros: frozenset[str]
    unclosed: tuple[int, ...] = ()

    def locate(self, offset: int) -> Location:
        """Return the place of an offset."""
        line = bisect_right(self._line_starts, offset)
        return Location(self.file, line, offset - self._line_starts[line - 1] + 1)

    def entry(self, key: str) -> Entry | None:
        """Return the first entry of a key."""
        return self._by_key.get(key)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def _by_key(self) -> dict[str, Entry]:
        return {entry.key: entry for entry in reversed(self.entries)}


def scan(file: str, text: str) -> Scan:
    """Find the entries and fields of BibTeX text; what is malformed is passed over, for the reader to report."""
    entries: list[Entry] = []
    macros: set[str] = set()
    unclosed: list[int] = []
    at = 0
    while head := _HEAD.search(text, at):
        kind = head["type"].lower()
        end, at_line_start = _end(text, head.end()), _next_entry(text, head.end())
        if end is None or (at_line_start is not None and at_line_start < end and kind not in _COMMANDS):
            unclosed.append(head.start())
            end = at_line_start or len(text)
        if kind == "string":
            macros.update(field.name.lower() for field in _fields(text, head.end(), end))
        elif kind not in _COMMANDS:
            entries += _entry(text, head, end)
        at = max(end, head.end())
    return Scan(file, text, tuple(entries), frozenset(macros), tuple(unclosed))


def _entry(text: str, head: re.Match[str], end: int) -> Iterator[Entry]:
    key = _KEY.match(text, head.end(), end)
    if key:
        fields = tuple(_fields(text, key.end(), end))
        yield Entry(
            head["type"].lower(), key["key"], head.start(), key.start("key"), key.end(), end, fields
        )  # fmt: skip


def _end(text: str, at: int) -> int | None:
    """Return the offset of the brace or parenthesis that closes what opened just before `at`."""
    closing = ")" if text[at - 1] == "(" else "}"
    depth = 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif char == closing and depth == 0:
            return at
        elif char in "{}":
            depth += 1 if char == "{" else -1
        at += 1
    return None


def _next_entry(text: str, at: int) -> int | None:
    """Return where the next entry begins a line: inside another entry it means that one was not closed."""
    found = re.compile(r"^@\s*[A-Za-z]+\s*\{[^\s,{}]+\s*,", re.MULTILINE).search(text, at)
    return found.start() if found else None


def _fields(text: str, at: int, end: int) -> Iterator[Field]:
    while name := _NAME.match(text, at, end):
        value, macros, at = _value(text, name.end(), end)
        yield Field(name["name"], name.start("name"), value, macros)


def _value(text: str, at: int, end: int) -> tuple[str, tuple[tuple[str, int], ...], int]:
    """Read `{…} # "…" # macro`: the parts joined, the bare words with their places, and where it ends."""
    parts: list[str] = []
    words: list[tuple[str, int]] = []
    while at < end:
        if text[at] == "{":
            stop = _end(text, at + 1) or end
            parts.append(text[at + 1 : stop])
            at = stop + 1
        elif text[at] == '"':
            stop = _quote_end(text, at + 1, end)
            parts.append(text[at + 1 : stop])
            at = stop + 1
        elif word := _WORD.match(text, at, end):
            parts.append(word["word"])
            words.append((word["word"], word.start("word")))
            at = word.end()
        else:
            break
        joined = _JOIN.match(text, at, end)
        if not joined:
            break
        at = joined.end()
    return "".join(parts), tuple(words), at


def _quote_end(text: str, at: int, end: int) -> int:
    depth = 0
    while at < end:
        char = text[at]
        if char == "\\":
            at += 1
        elif char == '"' and depth == 0:
            return at
        elif char in "{}":
            depth += 1 if char == "{" else -1
        at += 1
    return end
