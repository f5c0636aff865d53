"""Variables that a reference manager keeps in a note, as "container-title: Some Journal" on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from terbit.citations.dates import from_edtf
from terbit.citations.record import DATE_VARIABLES, NAME_VARIABLES, Name, Value

__all__ = ["with_note_fields"]

_LINE = re.compile(r"^(?P<name>[A-Za-z]+(?:-[a-z]+)*): *(?P<value>\S.*)$", re.MULTILINE)
_TEXTS = frozenset({
    "annote", "archive", "archive_location", "archive-place", "authority", "call-number", "chapter-number",
    "citation-label", "collection-number", "collection-title", "collection-title-short", "container-title",
    "container-title-short", "dimensions", "division", "DOI", "edition", "event-place", "event-title", "genre",
    "ISBN", "ISSN", "issue", "jurisdiction", "medium", "number", "number-of-pages", "number-of-volumes",
    "original-publisher", "original-publisher-place", "original-title", "page", "part-number", "part-title",
    "PMCID", "PMID", "publisher", "publisher-place", "references", "reviewed-genre", "reviewed-title", "scale",
    "section", "source", "status", "supplement-number", "title-short", "URL", "version", "volume", "volume-title",
})  # fmt: skip


def with_note_fields(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return values with those that the note names, where they are not given; the note keeps the rest."""
    note = values.get("note")
    if not isinstance(note, str) or not _LINE.search(note):
        return values
    found = dict(_fields(note))
    rest = "\n".join(line for line in note.split("\n") if not _is_field(line)).strip()
    kept = {name: value for name, value in values.items() if name != "note"}
    return {**found, **kept, **({"note": rest} if rest else {})}


def _is_field(line: str) -> bool:
    match = _LINE.match(line)
    return match is not None and match["name"] in _TEXTS | NAME_VARIABLES | DATE_VARIABLES


def _fields(note: str) -> Iterator[tuple[str, Value]]:
    names: dict[str, tuple[Name, ...]] = {}
    for line in _LINE.finditer(note):
        name, value = line["name"], line["value"].strip()
        if name in _TEXTS:
            yield name, value
        elif name in DATE_VARIABLES:
            date = from_edtf(value)
            if date:
                yield name, date
        elif name in NAME_VARIABLES:
            names[name] = (*names.get(name, ()), _name(value))
    yield from names.items()


def _name(value: str) -> Name:
    family, bars, given = value.partition("||")
    return {"family": family.strip(), "given": given.strip()} if bars else {"literal": value}
