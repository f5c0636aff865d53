"""Scanned BibTeX through pandoc's biblatex reader, which knows the fields; what it would lose is kept."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from terbit import pandoc
from terbit.citations.biblatex_write import LANGUAGE_FIELDS, written
from terbit.citations.bibtex import Entry, Scan
from terbit.citations.dates import from_edtf
from terbit.citations.markup import clean, encode, wrap
from terbit.citations.record import DATE_VARIABLES, NAME_VARIABLES, RENAMED, Record, Value, name_of
from terbit.diagnostics import Diagnostic, Location

__all__ = ["Placed", "records"]

_UPPER = {"doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}
_LANGUAGES = {
    "indonesian": "id", "bahasai": "id", "bahasa": "id", "indon": "id", "malay": "ms", "bahasam": "ms",
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "dutch": "nl", "german": "de", "ngerman": "de", "french": "fr", "spanish": "es", "italian": "it",
    "portuguese": "pt", "russian": "ru", "arabic": "ar", "chinese": "zh", "japanese": "ja", "korean": "ko",
    "javanese": "jv", "sundanese": "su", "latin": "la", "greek": "el", "turkish": "tr", "vietnamese": "vi",
}  # fmt: skip
_DOUBLE = re.compile(r'(?<![^\s(\[“‘])"([^"]+)"(?!\w)')
_SINGLE = re.compile(r"(?<![^\s(\[“])[’'‘](\w[^’'‘]*\w)[’'](?!\w)")
_ACUTE_I = "\u0131(?=[\u0300-\u036f])"  # a dotless i under an accent is an i


@dataclass(frozen=True)
class Placed:
    """An entry and the scanned file that it stands in."""

    entry: Entry
    source: Scan

    @property
    def where(self) -> Location:
        """The place of its key."""
        return self.source.locate(self.entry.key_start)


def records(placed: Sequence[Placed], language: str) -> tuple[list[Record], list[Diagnostic]]:
    """Return one record for each entry that the reader does not keep to itself, and what it could not read.

    Keys are unique. The reader sees only what is well-formed, under names of our own.
    """
    names = {one.entry.key: f"r{number}" for number, one in enumerate(placed)}
    texts = [written(one.entry, names) for one in placed]
    references, refused = _references(texts)
    findings = [_unreadable(placed[number]) for number in refused]
    found: list[Record] = []
    for reference in references:
        one = placed[int(str(reference["id"]["c"])[1:])]
        commands: list[str] = []
        record, lost = _kept(_record(_lettered(reference, commands), one, language), one)
        findings += [_unknown(command, one) for command in dict.fromkeys(commands)]
        found.append(record)
        findings += lost
    return found, findings


def _references(texts: Sequence[str]) -> tuple[list[Mapping[str, Any]], list[int]]:
    """Read entries; where the reader refuses them, halve them until those that it refuses are alone."""
    numbers = range(len(texts))
    found: list[Mapping[str, Any]] = []
    refused: list[int] = []
    pending = [list(numbers)] if texts else []
    while pending:
        part = pending.pop()
        try:
            tree = json.loads(pandoc.run("\n".join(texts[n] for n in part), reader="biblatex", writer="json"))
        except pandoc.PandocError:
            if len(part) == 1:
                refused += part
            else:
                half = len(part) // 2
                pending += [part[half:], part[:half]]
            continue
        found += [reference["c"] for reference in tree["meta"].get("references", {"c": []})["c"]]
    return found, sorted(refused)


def _unreadable(one: Placed) -> Diagnostic:
    message = f"the entry '{one.entry.key}' cannot be read: a LaTeX command in it is unfinished"
    return Diagnostic("error", "bibliography-syntax", message, one.where, "look for a '\\' without its braces")


def _unknown(command: str, one: Placed) -> Diagnostic:
    name = command.split("{", 1)[0].strip()
    message = f"the LaTeX command '{name}' is not known; it is taken letter by letter"
    field = next((field for field in one.entry.fields if name in field.value), None)
    where = one.source.locate(field.start) if field else one.where
    return Diagnostic("error", "bibliography-syntax", message, where, "write the character itself")


def _lettered(tree: Any, commands: list[str]) -> Any:
    """Put letters in place of the TeX that the reader did not understand, which no target would show."""
    if isinstance(tree, list):
        return [_lettered(part, commands) for part in tree]
    if not isinstance(tree, dict):
        return tree
    if tree.get("t") == "RawInline":
        commands.append(tree["c"][1])
        return {"t": "Str", "c": tree["c"][1]}
    return {key: _lettered(part, commands) for key, part in tree.items()}


def _record(reference: Mapping[str, Any], one: Placed, language: str) -> Record:
    values: dict[str, Value] = {}
    for name, value in reference.items():
        if name not in ("id", "type", "language"):
            variable = _UPPER.get(name, RENAMED.get(name, name))
            read_value = _meta_value(variable, value)
            if read_value:
                values[variable] = read_value
    kind = str(reference["type"]["c"]) if "type" in reference else ""
    return Record(one.entry.key, kind, one.where, _language(one.entry, language), values)


def _kept(record: Record, one: Placed) -> tuple[Record, list[Diagnostic]]:
    """Put back a title or a date that the reader dropped, and say so."""
    values = dict(record.values)
    findings: list[Diagnostic] = []
    title = one.entry.field("title")
    if title and one.entry.get("title") and "title" not in values:
        values["title"] = clean(one.entry.get("title"))
        where = one.source.locate(title.start)
        message = "the title cannot be read as LaTeX; it is taken letter by letter"
        findings.append(Diagnostic("error", "bibliography-syntax", message, where, "look at its '\\' and '$'"))
    date = one.entry.field("date") or one.entry.field("year")
    if date and one.entry.get("date", "year") and "issued" not in values:
        read = from_edtf(clean(one.entry.get("date", "year")))
        values.update({"issued": read} if read else {})
    return replace(record, values=values), findings


def _language(entry: Entry, language: str) -> str:
    named = entry.get(*LANGUAGE_FIELDS, "language").lower()
    if not named:
        return language
    return _LANGUAGES.get(named, named if re.fullmatch(r"[a-z]{2,3}(-\w+)*", named) else language)


def _meta_value(variable: str, value: Mapping[str, Any]) -> Value | None:
    contents = value["c"]
    if variable in NAME_VARIABLES:
        return tuple(name_of({k: _meta_text(v) for k, v in name["c"].items()}) for name in contents)
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
