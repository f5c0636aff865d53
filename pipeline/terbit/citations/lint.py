"""What is wrong with a bibliography file, with the place: syntax, macros, addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from terbit.citations.bibtex import Entry, Scan
from terbit.diagnostics import Diagnostic, Location, nearest, ordered
from terbit.pandoc import PandocError

__all__ = ["json_error", "lint", "unparsed"]

_MONTHS = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
_DOUBLED = re.compile(r"https?://(?=https?://)", re.IGNORECASE)
_UNEXPECTED = re.compile(r"unexpected (?P<what>'.'|\S.*)")
_INSERTED = len(" langid={indonesian},")


def lint(found: Scan) -> tuple[Diagnostic, ...]:
    """Return what the reader passes over in silence."""
    return ordered(finding for entry in found.entries for finding in _entry(found, entry))


def _entry(found: Scan, entry: Entry) -> Iterator[Diagnostic]:
    for field in entry.fields:
        for word, offset in field.macros:
            if not word.isdigit() and word.lower() not in _MONTHS | found.macros:
                message = f"'{word}' is no @string macro of this file"
                hint = nearest(word, found.macros) or "put braces round it if it is text"
                yield Diagnostic("error", "bibliography-macro", message, found.locate(offset), hint)
        doubled = _DOUBLED.search(field.value)
        if doubled:
            message = f"the address in '{field.name}' begins with '{doubled[0]}' twice over"
            hint = f"take '{doubled[0]}' away"
            yield Diagnostic("warning", "bibliography-address", message, found.locate(field.start), hint)


def unparsed(found: Scan, error: PandocError) -> Diagnostic:
    """Say where and why the biblatex reader stopped."""
    if found.unclosed:
        opened = found.locate(found.unclosed[0])
        message = "this entry is never closed: a brace is missing"
        return Diagnostic("error", "bibliography-syntax", message, opened, "count its braces")
    line, column = error.line, error.column
    on_line = [entry for entry in found.entries if found.locate(entry.body).line == line]
    for entry in on_line:
        # The column counts the language that was put after the key.
        if column > found.locate(entry.body).column:
            column -= _INSERTED
    what = _UNEXPECTED.search(str(error))
    message = f"the bibliography cannot be read: unexpected {what['what']}" if what else str(error)
    place = Location(found.file, line, column)
    return Diagnostic("error", "bibliography-syntax", message, place, _hint(found, line))


def _hint(found: Scan, line: int) -> str:
    before = found.text.split("\n")[line - 2].rstrip() if line > 1 else ""
    if before.endswith(("}", '"')) and "=" in before:
        return f"a comma is missing at the end of line {line - 1}"
    return "look for a missing comma, brace or quotation mark just before it"


def json_error(file: str, error: json.JSONDecodeError) -> Diagnostic:
    """Say where JSON text stops being JSON."""
    place = Location(file, error.lineno, error.colno)
    return Diagnostic("error", "bibliography-syntax", f"this is not JSON: {error.msg}", place)
