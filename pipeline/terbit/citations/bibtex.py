"""BibTeX as text with places: entries, fields and macros, whatever may be missing between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from terbit.citations.bibtex_block import TOKEN, Block
from terbit.citations.bibtex_values import Entry, Fault, Field, Scan

__all__ = ["Entry", "Fault", "Field", "Scan", "scan"]

_HEAD = re.compile(r"%[^\n]*|(?<![\w.])@\s*+(?P<type>\w*+)\s*+(?P<open>[{(])")
# A head that begins a line, or follows a brace, ends whatever is still open before it.
_NEXT = re.compile(r"(?:^|(?<=\}))[ \t]*@\s*\w+\s*[{(]\s*[^\s,{}()=\"]+\s*,", re.MULTILINE)
_SILENT = {"comment", "preamble"}


def scan(file: str, text: str, macros: Mapping[str, str] | None = None) -> Scan:
    """Read BibTeX text; `macros` are those of files before it.

    Nothing is refused: what is malformed becomes a fault, and as much as can be told is read all the same.
    """
    reader = _Reader(text, dict(macros or {}))
    reader.read()
    return Scan(file, text, tuple(reader.entries), reader.macros, tuple(reader.faults), tuple(reader.strings))


@dataclass
class _Reader:
    """One pass over a text: every character is looked at twice at most."""

    text: str
    macros: dict[str, str]
    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    strings: list[Field] = field(default_factory=list)

    def read(self) -> None:
        heads = [found.start() for found in _NEXT.finditer(self.text)]
        at = 0
        while head := _HEAD.search(self.text, at):
            at = head.end()
            if not head["open"]:
                continue
            later = bisect_left(heads, head.end())
            limit = heads[later] if later < len(heads) else len(self.text)
            at = self._block(head, limit)

    @cached_property
    def _closers(self) -> dict[int, int]:
        """For each brace that is closed anywhere, where."""
        opened: list[int] = []
        found: dict[int, int] = {}
        for token in TOKEN.finditer(self.text):
            if token[0] == "{":
                opened.append(token.start())
            elif token[0] == "}" and opened:
                found[opened.pop()] = token.start()
        return found

    def _block(self, head: re.Match[str], limit: int) -> int:
        kind = head["type"].lower()
        if kind in _SILENT:
            return self._closers.get(head.end() - 1, head.end())
        for bound in (False, True):
            block = Block(self.text, head, limit, self.macros, bound=bound)
            block.read()
            if block.closed:
                break
        self.faults += block.faults
        if kind == "string":
            self.strings += block.fields
            self.macros |= {found.name.lower(): found.value for found in block.fields}
        else:
            fields = tuple(block.fields)
            self.entries.append(Entry(kind, block.key, head.start(), block.key_start, fields))
        return block.at
