"""BibTeX as values with places: entries, fields, and what is malformed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from terbit.diagnostics import Location

__all__ = ["Entry", "Fault", "Field", "Scan"]


@dataclass(frozen=True)
class Fault:
    """What is malformed at an offset, and what to do about it."""

    at: int
    message: str
    hint: str


@dataclass(frozen=True)
class Field:
    """One field: its name as written, where the name begins, its value, and the words that are no macros.

    `value_start` is the offset of the value, or that of the name where the value is put together of several parts.
    """

    name: str
    start: int
    value: str
    value_start: int
    unknown: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Entry:
    """One entry: `start` is the offset of its @, `key_start` that of its key; type and key may be empty."""

    type: str
    key: str
    start: int
    key_start: int
    fields: tuple[Field, ...] = ()

    def get(self, *names: str) -> str:
        """Return the first field of these names without its braces, or an empty string."""
        for name in names:
            found = self.field(name)
            if found:
                return found.value.strip('{}" \t\n')
        return ""

    def field(self, name: str) -> Field | None:
        """Return the first field of a name in small letters."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {found.name.lower(): found for found in reversed(self.fields)}


@dataclass(frozen=True)
class Scan:
    """The entries of a file in order, its `@string` macros in small letters, and what is malformed.

    `macros` has those of files before it too; `strings` are the file's own definitions as written.
    """

    file: str
    text: str
    entries: tuple[Entry, ...]
    macros: Mapping[str, str]
    faults: tuple[Fault, ...] = ()
    strings: tuple[Field, ...] = ()

    def is_faulty(self, entry: Entry) -> bool:
        """Tell whether something in an entry is malformed."""
        return entry.start in self._faulty

    @cached_property
    def _faulty(self) -> frozenset[int]:
        starts = [entry.start for entry in self.entries]
        before = [bisect_right(starts, fault.at) for fault in self.faults]
        return frozenset(starts[number - 1] for number in before if number)

    def locate(self, offset: int) -> Location:
        """Return the place of an offset."""
        line = bisect_right(self._line_starts, offset)
        return Location(self.file, line, offset - self._line_starts[line - 1] + 1)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]
