"""Entries of files as the rules of `lint` see them, and what is wrong between entries: syntax, macros, references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from terbit.citations.biblatex import Placed
from terbit.citations.biblatex_write import parents
from terbit.citations.bibtex import Entry, Field, Scan
from terbit.citations.csl_data import Item
from terbit.citations.entry_types import NAME_FIELDS
from terbit.citations.lint import Checked, Text
from terbit.citations.record import NAME_VARIABLES
from terbit.diagnostics import Diagnostic, Location, nearest

__all__ = ["cycles", "faults", "inherit", "of_entry", "of_item"]

_TOKEN = re.compile(r"\\.|[{}]|(?<!\s)\s++and\s+", re.DOTALL)
_HINTED = 50  # a file that refers to nowhere throughout is not searched for alike keys throughout
_FROM_TITLE = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}


def faults(found: Scan) -> Iterator[Diagnostic]:
    """Yield what is malformed in BibTeX, macros that are not defined, and fields given twice."""
    if not found.entries and not found.macros:
        hint = "an entry begins with '@book{key,'"
        message = "the file holds no entry"
        yield Diagnostic("warning", "bibliography-empty", message, Location(found.file), hint)
    for fault in found.faults:
        yield Diagnostic("error", "bibliography-syntax", fault.message, found.locate(fault.at), fault.hint)
    for field in found.strings:
        yield from _undefined(field, found)
    for entry in found.entries:
        seen: set[str] = set()
        for field in entry.fields:
            yield from _undefined(field, found)
            if field.name.lower() in seen:
                message = f"the field '{field.name}' is given twice; the first one counts"
                where = found.locate(field.start)
                yield Diagnostic("warning", "bibliography-field", message, where, "take one of the two away")
            seen.add(field.name.lower())


def _undefined(field: Field, found: Scan) -> Iterator[Diagnostic]:
    for word, offset in field.unknown:
        hint = nearest(word, found.macros) or "put braces round it if it is text"
        message = f"'{word}' is no @string macro"
        yield Diagnostic("error", "bibliography-macro", message, found.locate(offset), hint)


def of_entry(found: Scan, entry: Entry) -> Checked:
    """Return an entry of BibTeX as the rules see it."""
    fields: dict[str, Text] = {}
    for field in entry.fields:
        fields.setdefault(field.name.lower(), Text(field.value, found.locate(field.start)))
    names = [
        Text(name, found.locate(field.value_start + at))
        for field in entry.fields
        if field.name.lower() in NAME_FIELDS
        for name, at in _split(field.value)
    ]
    inherits = tuple(key for key, _ in parents(entry))
    where, faulty = found.locate(entry.key_start), found.is_faulty(entry)
    return Checked(entry.key, entry.type, where, fields, tuple(names), inherits, faulty=faulty)


def of_item(item: Item) -> Checked:
    """Return a CSL item as the rules see it."""
    fields = {
        str(name): Text(value if isinstance(value, str) else str(value or ""), item.places.get(name, item.where))
        for name, value in item.data.items()
    }
    names = [
        Text(name, item.places.get(variable, item.where))
        for variable in item.data
        if variable in NAME_VARIABLES
        for name in _persons(item.data[variable])
    ]
    key, kind = str(item.data.get("id") or ""), str(item.data.get("type") or "")
    return Checked(key, kind, item.where, fields, tuple(names), csl=True)


def _split(value: str) -> Iterator[tuple[str, int]]:
    """Yield the names of a list that no braces hold together as a whole, and where they begin."""
    depth, at = 0, 0
    parts: list[tuple[str, int]] = []
    for token in _TOKEN.finditer(value):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0 and token[0].strip() == "and":
            parts.append((value[at : token.start()], at))
            at = token.end()
    for part, start in (*parts, (value[at:], at)):
        if not part.strip().startswith("{"):
            yield " ".join(part.replace("{", "").replace("}", "").split()), start + len(part) - len(part.lstrip())


def _persons(value: object) -> Iterator[str]:
    for part in value if isinstance(value, list) else ():
        if isinstance(part, Mapping) and "literal" not in part and part.get("family"):
            given = str(part.get("given") or "")
            # A given name of one word is what a split name of a body leaves: read it as it was written.
            yield f"{given} {part['family']}".strip()


# --------------------------------------------------- entries that take over fields


def inherit(entries: Mapping[str, Checked]) -> Iterator[Checked]:
    """Yield entries with the names of the fields that come to them from others."""
    for one in entries.values():
        names: set[str] = set()
        pending, seen = list(one.parents), {one.key}
        while pending:
            key = pending.pop()
            parent = entries.get(key)
            if parent and key not in seen:
                seen.add(key)
                pending += parent.parents
                names |= parent.fields.keys() | {_FROM_TITLE.get(name, name) for name in parent.fields}
                names |= {"journaltitle"} if parent.type == "periodical" else set()
        yield replace(one, inherited=frozenset(names)) if names else one


def cycles(entries: Mapping[str, Placed]) -> tuple[list[Placed], list[Diagnostic]]:
    """Return entries without the references that lead nowhere or round in a circle, and what is said of them."""
    findings: list[Diagnostic] = []
    settled: dict[str, Placed] = {}
    for key in entries:
        _settle(key, entries, settled, findings)
    return [settled[key] for key in entries], findings


def _settle(key: str, entries: Mapping[str, Placed], settled: dict[str, Placed], findings: list[Diagnostic]) -> None:
    """Follow references depth first; one that leads to an entry on the way to it closes a circle."""
    way: dict[str, list[str]] = {}
    stack = [key]
    while stack:
        here = stack[-1]
        if here in settled:
            stack.pop()
            continue
        if here in way:
            settled[here] = _without(entries[here], way.pop(here))
            stack.pop()
            continue
        way[here] = dropped = []
        for parent, offset in parents(entries[here].entry):
            if parent in way:
                findings.append(_circle(entries[here], parent, offset))
                dropped.append(parent)
            elif parent not in entries:
                findings.append(_nowhere(entries[here], parent, offset, entries if len(findings) < _HINTED else {}))
            elif parent not in settled:
                stack.append(parent)


def _circle(one: Placed, parent: str, offset: int) -> Diagnostic:
    message = f"'{one.entry.key}' takes over the fields of '{parent}', and '{parent}' those of '{one.entry.key}'"
    if parent == one.entry.key:
        message = f"'{parent}' takes over its own fields"
    return Diagnostic("error", "bibliography-crossref", message, one.source.locate(offset), "take the reference away")


def _nowhere(one: Placed, parent: str, offset: int, known: Mapping[str, Placed]) -> Diagnostic:
    hint = nearest(parent, known) or "add the entry, or take the reference away"
    message = f"there is no entry '{parent}' whose fields '{one.entry.key}' could take over"
    return Diagnostic("error", "bibliography-crossref", message, one.source.locate(offset), hint)


def _without(one: Placed, dropped: Sequence[str]) -> Placed:
    if not dropped:
        return one
    fields = tuple(
        replace(field, value=",".join(key for key in field.value.split(",") if key.strip() not in dropped))
        if field.name.lower() in ("crossref", "xdata")
        else field
        for field in one.entry.fields
    )
    return replace(one, entry=replace(one.entry, fields=fields))
