"""The bibliography's data: BibTeX through pandoc's biblatex reader, or CSL-JSON, cleaned for the processor."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from terbit import pandoc
from terbit.citations.bibtex import Entry, Scan, scan
from terbit.citations.dates import DateValue, from_edtf, from_json
from terbit.citations.lint import json_error, lint, unparsed
from terbit.citations.markup import clean, encode, from_html, wrap
from terbit.diagnostics import Diagnostic, Location, ordered
from terbit.model import Resource

__all__ = ["NAME_VARIABLES", "Record", "Value", "read"]

DATE_VARIABLES = {"issued", "accessed", "original-date", "event-date", "available-date", "submitted"}
NAME_VARIABLES = {
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor",
    "curator", "director", "editor", "editorial-director", "editor-translator", "executive-producer", "guest",
    "host", "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer", "producer",
    "recipient", "reviewed-author", "script-writer", "series-creator", "translator",
}  # fmt: skip

_UPPER = {"doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}
_RENAMED = {"event": "event-title", "shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
_TYPES = {
    "newspaper": "article-newspaper", "magazine": "article-magazine", "legislation": "legislation",
    "standard": "standard", "software": "software", "dataset": "dataset", "patent": "patent",
}  # fmt: skip
_LANGUAGES = {
    "indonesian": "id", "bahasai": "id", "bahasa": "id", "indon": "id", "malay": "ms", "bahasam": "ms",
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "dutch": "nl", "german": "de", "ngerman": "de", "french": "fr", "spanish": "es", "italian": "it",
    "portuguese": "pt", "russian": "ru", "arabic": "ar", "chinese": "zh", "japanese": "ja", "korean": "ko",
    "javanese": "jv", "sundanese": "su", "latin": "la", "greek": "el", "turkish": "tr", "vietnamese": "vi",
}  # fmt: skip
_LANGUAGE_FIELDS = ("langid", "hyphenation")
_DOUBLED = re.compile(r"^https?://(?=https?://)", re.IGNORECASE)
_ADDRESS = re.compile(r"^https?://\S+$", re.IGNORECASE)
_DOI_ADDRESS = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_DOUBLE = re.compile(r'(?<![^\s(\[“‘])"([^"]+)"(?!\w)')
_SINGLE = re.compile(r"(?<![^\s(\[“])[’'‘](\w[^’'‘]*\w)[’'](?!\w)")
_ACUTE_I = "\u0131(?=[\u0300-\u036f])"  # a dotless i under an accent is an i

# The reader words the kind of a thesis in English, whatever the language.
_GENRES = {"id": {"PhD thesis": "Disertasi", "Master’s thesis": "Tesis", "Bachelor’s thesis": "Skripsi"}}

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


def read(files: Sequence[Resource], *, language: str) -> tuple[Mapping[str, Record], tuple[Diagnostic, ...]]:
    """Read bibliography files; `language` is that of entries that name none.

    A key that comes twice is an error, and the first entry is the one that counts.
    """
    records: dict[str, Record] = {}
    findings: list[Diagnostic] = []
    for file in files:
        reader = _read_json if file.path.endswith(".json") else _read_bibtex
        found, said = reader(file, language)
        findings += said
        for record in found:
            first = records.setdefault(record.key, record)
            if first is not record:
                findings.append(_duplicate(first, record))
    return records, ordered(findings)


def _duplicate(first: Record, second: Record) -> Diagnostic:
    message = f"the key '{second.key}' is used twice; its first entry is at {first.where}"
    hint = "give one of the two another key, or take it away"
    return Diagnostic("error", "bibliography-duplicate", message, second.where, hint)


def _decode(file: Resource) -> tuple[str, tuple[Diagnostic, ...]]:
    try:
        return file.data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        column = error.start - file.data.rfind(b"\n", 0, error.start)
        found = Diagnostic(
            "error",
            "bibliography-encoding",
            "the bibliography is not UTF-8",
            Location(file.path, line, column),
            "save the file as UTF-8",
        )
        return file.data.decode("utf-8", errors="replace"), (found,)


# ------------------------------------------------------------------- BibTeX


def _read_bibtex(file: Resource, language: str) -> tuple[list[Record], tuple[Diagnostic, ...]]:
    text, findings = _decode(file)
    text = text.replace("\r\n", "\n")
    found = scan(file.path, text)
    findings += lint(found)
    try:
        references = _references(_prepare(found))
    except pandoc.PandocError as error:
        return [], (*findings, unparsed(found, error))
    records = [_bibtex_record(reference, found, language) for reference in references]
    return _repeated(records, found), findings


def _references(text: str) -> list[Mapping[str, Any]]:
    tree = json.loads(pandoc.run(text, reader="biblatex", writer="json"))
    references = tree["meta"].get("references", {"c": []})["c"]
    return [reference["c"] for reference in references]


def _prepare(found: Scan) -> str:
    """Name a language in every entry, for the reader puts titles of English or unnamed language in lower case.

    Nothing changes its line, and no more than the rest of the key's line its column.
    """
    out: list[str] = []
    at = 0
    for entry in found.entries:
        out += [found.text[at : entry.body], " langid={indonesian},"]
        at = entry.body
        for field in entry.fields:
            if field.name.lower() in _LANGUAGE_FIELDS:
                out += [found.text[at : field.start], "x" * len(field.name)]
                at = field.start + len(field.name)
    return "".join([*out, found.text[at:]])


def _repeated(records: list[Record], found: Scan) -> list[Record]:
    """Give the records of a key that comes twice the places of its entries, in order."""
    places: dict[str, list[Location]] = {}
    for entry in found.entries:
        places.setdefault(entry.key, []).append(found.locate(entry.key_start))
    return [
        replace(record, where=places[record.key].pop(0)) if places.get(record.key) else record
        for record in records
    ]


def _bibtex_record(reference: Mapping[str, Any], found: Scan, language: str) -> Record:
    key = str(reference["id"]["c"])
    entry = found.entry(key)
    values: dict[str, Value] = {}
    for name, value in reference.items():
        if name not in ("id", "type", "language"):
            variable = _UPPER.get(name, _RENAMED.get(name, name))
            read_value = _meta_value(variable, value)
            if read_value:
                values[variable] = read_value
    where = found.locate(entry.key_start) if entry else Location(found.file)
    kind = str(reference["type"]["c"]) if "type" in reference else ""
    record = Record(key, kind, where, _entry_language(entry, language), values)
    return _cleaned(record, entry.type if entry else "", language)


def _entry_language(entry: Entry | None, language: str) -> str:
    named = entry.get(*_LANGUAGE_FIELDS, "language").lower() if entry else ""
    if not named:
        return language
    return _LANGUAGES.get(named, named if re.fullmatch(r"[a-z]{2,3}(-\w+)*", named) else language)


def _meta_value(variable: str, value: Mapping[str, Any]) -> Value | None:
    contents = value["c"]
    if variable in NAME_VARIABLES:
        return tuple(_name({k: _meta_text(v) for k, v in name["c"].items()}) for name in contents)
    text = _meta_text(value)
    return from_edtf(text) if variable in DATE_VARIABLES else text


def _meta_text(value: Mapping[str, Any]) -> str:
    if value["t"] == "MetaInlines":
        return _quoted(_accents(encode(value["c"])))
    if value["t"] == "MetaBlocks":
        return " ".join(encode(block["c"]) for block in value["c"] if block["t"] in ("Para", "Plain"))
    return _accents(clean(str(value["c"])))


def _accents(text: str) -> str:
    return unicodedata.normalize("NFC", re.sub(_ACUTE_I, "i", text))


def _quoted(text: str) -> str:
    """Mark what stands in straight quotation marks, or in the apostrophes that the reader makes of single ones."""
    text = _DOUBLE.sub(lambda found: wrap("quote", found[1]), text)
    return _SINGLE.sub(lambda found: wrap("quote", found[1]), text)


# ----------------------------------------------------------------- CSL-JSON


def _read_json(file: Resource, language: str) -> tuple[list[Record], tuple[Diagnostic, ...]]:
    text, findings = _decode(file)
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        return [], (*findings, json_error(file.path, error))
    return [from_csl_json(item, language, Location(file.path)) for item in items], findings


def from_csl_json(item: Mapping[str, Any], language: str, where: Location) -> Record:
    """Read one CSL-JSON item."""
    values: dict[str, Value] = {}
    for name, value in item.items():
        variable = _RENAMED.get(name, name)
        if variable in ("id", "type", "language") or value in (None, "", []):
            continue
        if variable in NAME_VARIABLES:
            values[variable] = tuple(_name({k: _json_part(v) for k, v in part.items()}) for part in value)
        elif isinstance(value, Mapping):
            date = from_json(value)
            values.update({variable: date} if date else {})
        else:
            values[variable] = from_html(str(value))
    own_language = str(item.get("language", language))
    record = Record(str(item["id"]), str(item.get("type") or "book"), where, own_language, values)
    return _cleaned(record, "", language)


def _json_part(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    return clean(str(value))


# ----------------------------------------------------------------- cleaning


def _name(parts: Mapping[str, str]) -> Name:
    if parts.get("literal", parts.get("family", "")).lower() == "others" and "given" not in parts:
        return {"others": "true"}
    return {part: value for part, value in parts.items() if value}


def _cleaned(record: Record, bibtex_type: str, language: str) -> Record:
    values = dict(record.values)
    publisher = values.get("publisher")
    if isinstance(publisher, str) and _ADDRESS.match(publisher):
        values.setdefault("URL", publisher)
        del values["publisher"]
    for name, pattern in (("URL", _DOUBLED), ("DOI", _DOI_ADDRESS)) if bibtex_type else ():
        text = values.get(name)
        if isinstance(text, str):
            values[name] = pattern.sub("", text)
    genre = values.get("genre")
    if isinstance(genre, str):
        values["genre"] = _GENRES.get(language.partition("-")[0], {}).get(genre, genre)
    kind = record.type or _TYPES.get(bibtex_type) or ("webpage" if "URL" in values else "document")
    return replace(record, type=kind, values=values)
