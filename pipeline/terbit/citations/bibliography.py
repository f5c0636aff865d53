"""The bibliography's data: files of any kind, read, checked and cleaned for the processor."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from terbit.citations import biblatex, csl_items
from terbit.citations.biblatex import Placed
from terbit.citations.bibtex import Scan, scan
from terbit.citations.csl_data import Item, read_json, read_yaml
from terbit.citations.lint import Checked, lint, lint_keys
from terbit.citations.lint_files import cycles, faults, inherit, of_entry, of_item
from terbit.citations.markup import harmless
from terbit.citations.record import NAME_VARIABLES, Record, Value
from terbit.diagnostics import Diagnostic, Location, ordered
from terbit.model import Resource

__all__ = ["NAME_VARIABLES", "Record", "Value", "from_csl_json", "read"]

_TYPES = {
    "newspaper": "article-newspaper", "magazine": "article-magazine", "legislation": "legislation",
    "standard": "standard", "software": "software", "dataset": "dataset", "patent": "patent",
}  # fmt: skip
_DOUBLED = re.compile(r"^https?://(?=https?://)", re.IGNORECASE)
_ADDRESS = re.compile(r"^https?://\S+$", re.IGNORECASE)
_DOI_ADDRESS = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

# The biblatex reader words the kind of a thesis in English, whatever the language.
_GENRES = {"id": {"PhD thesis": "Disertasi", "Master’s thesis": "Tesis", "Bachelor’s thesis": "Skripsi"}}


def read(files: Sequence[Resource], *, language: str) -> tuple[Mapping[str, Record], tuple[Diagnostic, ...]]:
    """Read BibTeX, CSL-JSON and CSL-YAML files; `language` is that of entries that name none.

    A key that comes twice is an error, and the first entry is the one that counts.
    """
    content = _Content()
    for file in files:
        content.add(file)
    found, findings = content.records(language)
    checked = list(content.checked.values())
    findings = [*content.findings, *findings, *lint_keys(checked)]
    findings += [finding for one in inherit(content.checked) for finding in lint(one)]
    return {key: found[key] for key in content.checked if key in found}, ordered(findings)


def from_csl_json(item: Mapping[str, Any], language: str, where: Location) -> Record:
    """Read one CSL-JSON item."""
    return _cleaned(csl_items.from_item(item, language, where), "", language)


@dataclass
class _Content:
    """What files hold, as it is gathered: the first entry of each key, in order."""

    checked: dict[str, Checked] = field(default_factory=dict)
    entries: dict[str, Placed] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    macros: Mapping[str, str] = field(default_factory=dict)

    def add(self, file: Resource) -> None:
        text, said = _decode(file)
        self.findings += said
        if not text.strip():
            hint = "write entries into it, or take it out of terbit.yaml"
            where = Location(file.path)
            self.findings.append(Diagnostic("warning", "bibliography-empty", "the file is empty", where, hint))
        elif file.path.lower().endswith((".json", ".yaml", ".yml")):
            self._add_items(file.path, text)
        else:
            self._add_entries(scan(file.path, text, self.macros))

    def _add_items(self, path: str, text: str) -> None:
        items, said = (read_json if path.lower().endswith(".json") else read_yaml)(path, text)
        self.findings += said
        for item in items:
            one = of_item(item)
            if not one.key or self._first(one):
                self.items.append(item)

    def _add_entries(self, found: Scan) -> None:
        self.findings += faults(found)
        self.macros = found.macros
        for entry in found.entries:
            if entry.key and self._first(of_entry(found, entry)):
                self.entries[entry.key] = Placed(entry, found)

    def _first(self, one: Checked) -> bool:
        first = self.checked.setdefault(one.key, one)
        if first is not one:
            self.findings.append(_duplicate(first, one))
        return first is one

    def records(self, language: str) -> tuple[dict[str, Record], list[Diagnostic]]:
        """Return the records by their keys."""
        placed, crossed = cycles(self.entries)
        found, said = biblatex.records(placed, language)
        cleaned = [_cleaned(record, self.entries[record.key].entry.type, language) for record in found]
        others, complaints = csl_items.records(self.items, language)
        cleaned += [_cleaned(record, "", language) for record in others]
        return {record.key: record for record in cleaned}, [*crossed, *said, *complaints]


def _duplicate(first: Checked, second: Checked) -> Diagnostic:
    message = f"the key '{second.key}' is used twice; its first entry is at {first.where}"
    hint = "give one of the two another key, or take it away"
    return Diagnostic("error", "bibliography-duplicate", message, second.where, hint)


# ----------------------------------------------------------------- decoding


def _decode(file: Resource) -> tuple[str, list[Diagnostic]]:
    """Return a file's text with line feeds, and what it holds that no text does; such bytes are read as Latin-1."""
    findings: list[Diagnostic] = []
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = _place(file, error.start)
        hint = "save the file as UTF-8"
        findings.append(Diagnostic("error", "bibliography-encoding", "the bibliography is not UTF-8", where, hint))
        escaped = file.data.decode("utf-8", errors="surrogateescape").removeprefix("\ufeff")
        text = re.sub("[\udc80-\udcff]", lambda byte: chr(ord(byte[0]) - 0xDC00), escaped)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text)
    if control:
        message = f"the character U+{ord(control[0]):04X} does not belong into a text"
        line = text.count("\n", 0, control.start()) + 1
        where = Location(file.path, line, control.start() - text.rfind("\n", 0, control.start()))
        findings.append(Diagnostic("error", "bibliography-encoding", message, where, "take it away"))
        text = _CONTROL.sub(" ", text)
    return text, findings


def _place(file: Resource, start: int) -> Location:
    line = file.data.count(b"\n", 0, start) + 1
    return Location(file.path, line, start - file.data.rfind(b"\n", 0, start))


# ----------------------------------------------------------------- cleaning


def _harmless(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple({part: harmless(text) for part, text in name.items()} for name in value)
    return harmless(value) if isinstance(value, str) else value


def _cleaned(record: Record, bibtex_type: str, language: str) -> Record:
    values = {name: _harmless(value) for name, value in record.values.items()}
    publisher = values.get("publisher")
    if isinstance(publisher, str) and _ADDRESS.match(publisher):
        values.setdefault("URL", publisher)
        del values["publisher"]
    for name, pattern in (("URL", _DOUBLED), ("DOI", _DOI_ADDRESS)) if bibtex_type else ():
        text = values.get(name)
        if isinstance(text, str):
            values[name] = pattern.sub("", text)
    genre = values.get("genre")
    if isinstance(genre, str) and bibtex_type:
        values["genre"] = _GENRES.get(language.partition("-")[0], {}).get(genre, genre)
    kind = record.type or _TYPES.get(bibtex_type) or ("webpage" if "URL" in values else "document")
    return replace(record, type=kind, values=values)
