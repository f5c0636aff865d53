"""One source as the processor knows it, whatever kind of file it came from."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from terbit.citations.dates import DateValue
from terbit.citations.numerals import is_numeric
from terbit.diagnostics import Location

__all__ = ["DATE_VARIABLES", "NAME_VARIABLES", "RENAMED", "Name", "Record", "Value", "name_of"]

DATE_VARIABLES = {"issued", "accessed", "original-date", "event-date", "available-date", "submitted"}
NAME_VARIABLES = {
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor",
    "curator", "director", "editor", "editorial-director", "editor-translator", "executive-producer", "guest",
    "host", "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer", "producer",
    "recipient", "reviewed-author", "script-writer", "series-creator", "translator",
}  # fmt: skip
RENAMED = {"event": "event-title", "shortTitle": "title-short", "journalAbbreviation": "container-title-short"}

Name = Mapping[str, str]
Value = str | tuple[Name, ...] | DateValue


@dataclass(frozen=True)
class Record:
    """One source: its key, CSL type, where it is, and its variables by their CSL names.

    Texts carry the mark-up of `markup`; names are CSL-JSON objects, of which `{"others": "true"}` stands
    for "and others".
    """

    key: str
    type: str
    where: Location
    language: str
    values: Mapping[str, Value]

    @cached_property
    def shape(self) -> str:
        """Return all that conditions ask of a source: its type, which variables it has, and of what sort."""
        # Interned, for it is the key of many tables.
        filled = sorted(_sort(name, value) for name, value in self.values.items() if value)
        return sys.intern("\0".join([self.type, *filled]))


def _sort(name: str, value: Value) -> str:
    numeric = isinstance(value, str) and is_numeric(value)
    circa = isinstance(value, DateValue) and value.circa
    return f"{name}{' numeric' * numeric}{' circa' * circa}"


def name_of(parts: Mapping[str, str]) -> Name:
    """Return a name without its empty parts; the word "others" alone stands for more people, not for one."""
    if parts.get("literal", parts.get("family", "")).lower() == "others" and "given" not in parts:
        return {"others": "true"}
    return {part: value for part, value in parts.items() if value}
