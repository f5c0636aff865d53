"""What is doubtful in an entry though it can be read: types, fields, addresses, dates, names, capital letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from terbit.citations.dates import from_edtf
from terbit.citations.entry_types import CSL_TYPES, CSL_VARIABLES, FIELDS, REQUIRED
from terbit.diagnostics import Diagnostic, Location, nearest

__all__ = ["Checked", "Text", "is_body", "lint", "lint_keys"]

_INSTITUTIONS = """
akademi asosiasi badan balai bappenas biro dewan departemen dinas direktorat fakultas himpunan ikatan institut
kabupaten kantor kedutaan kementerian komisi komite lembaga mahkamah majelis organisasi pemerintah pengadilan
perhimpunan perkumpulan perpustakaan perserikatan persatuan politeknik provinsi pusat republik sekolah sekretariat
universitas yayasan
academy administration agency association bureau center centre college commission committee consortium corporation
council court department embassy faculty federation foundation government inc institute institution laboratory
ltd ministry museum nations office organisation organization parliament program programme republic secretariat
society union university
"""
_BODIES = frozenset(_INSTITUTIONS.split())
_DOUBLED = re.compile(r"https?://(?=https?:?//?)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://[^\s/]+", re.IGNORECASE)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/\S+", re.IGNORECASE)
_DATES = {"date", "year", "urldate", "origdate", "eventdate"}
_TITLES = {"title", "booktitle", "maintitle", "container-title"}
_ADDRESSES = {"url", "URL"}
_NO_WORDS = re.compile(r"\\[A-Za-z]+|[^\w\s]|\d")
_CAPITALS = 12
_JOINT = re.compile(r"\s(?:dan|&|\\&|serta)\s|;")


@dataclass(frozen=True)
class Text:
    """The value of a field and its place."""

    value: str
    where: Location


@dataclass(frozen=True)
class Checked:
    """An entry as the rules see it, of BibTeX (`csl` is false; fields in small letters) or of CSL.

    `names` are those that nothing marks as the name of a body, family name first if a comma is in it; `faulty`
    says that not all of the entry could be read.
    """

    key: str
    type: str
    where: Location
    fields: Mapping[str, Text]
    names: tuple[Text, ...] = ()
    parents: tuple[str, ...] = ()
    csl: bool = False
    faulty: bool = False
    inherited: frozenset[str] = field(default=frozenset())


def lint(one: Checked) -> Iterator[Diagnostic]:
    """Yield what is doubtful in one entry."""
    yield from _type(one)
    yield from _fields(one)
    if not one.faulty:  # what it lacks may be in what could not be read
        yield from _missing(one)
    yield from _addresses(one)
    yield from _dates(one)
    yield from _names(one)
    yield from _capitals(one)


def lint_keys(entries: Iterable[Checked]) -> Iterator[Diagnostic]:
    """Yield keys that differ from an earlier one in small and capital letters alone."""
    seen: dict[str, Checked] = {}
    for one in entries:
        first = seen.setdefault(unicodedata.normalize("NFC", one.key).casefold(), one)
        if first is not one:
            message = f"the key '{one.key}' differs from '{first.key}' ({first.where}) in capital letters alone"
            hint = "rename one of the two"
            yield Diagnostic("warning", "bibliography-key-case", message, one.where, hint)


# ---------------------------------------------------------- types and fields


def _type(one: Checked) -> Iterator[Diagnostic]:
    known = CSL_TYPES if one.csl else REQUIRED.keys()
    if one.csl and not one.type:
        message = "an entry without a type; it counts as a book"
        yield Diagnostic("warning", "bibliography-type", message, one.where, 'give it a "type"')
    elif one.type and one.type not in known and not re.fullmatch("custom[a-f]", one.type):
        mark, general = ("", "document") if one.csl else ("@", "misc")
        hint = _near(one.type, csl=one.csl, fields=False) or f"'{mark}{general}' fits everything"
        message = f"there is no type '{mark}{one.type}'"
        yield Diagnostic("warning", "bibliography-type", message, one.where, hint)


def _fields(one: Checked) -> Iterator[Diagnostic]:
    known = CSL_VARIABLES if one.csl else FIELDS
    for name, text in one.fields.items():
        if name not in known and not (not one.csl and _manager(name)):
            hint = _near(name, csl=one.csl, fields=True) or "no style shows it"
            yield Diagnostic("warning", "bibliography-field", f"there is no field '{name}'", text.where, hint)


@lru_cache(maxsize=1024)
def _near(word: str, *, csl: bool, fields: bool) -> str:
    """Name the nearest known words; a file has few wrong ones, but may have each of them ten thousand times."""
    if fields:
        return nearest(word, CSL_VARIABLES if csl else FIELDS)
    return nearest(word, CSL_TYPES if csl else REQUIRED)


def _manager(name: str) -> bool:
    """Tell fields that reference managers number, and biblatex's annotations of fields."""
    return "+an" in name or name.startswith(("bdsk-", "mendeley-", "citeulike-", "local-", "x-", "zotero-"))


def _missing(one: Checked) -> Iterator[Diagnostic]:
    groups = REQUIRED.get(one.type, ())
    if one.csl:
        groups = () if one.type == "personal_communication" else (("title",),)
    present = {name for name, text in one.fields.items() if text.value.strip()} | one.inherited
    for group in groups:
        if not present.intersection(group):
            others = [name for name in group[1:] if name in ("editor", "year", "journal", "school", "doi")]
            named = " or ".join(f"'{name}'" for name in (group[0], *others))
            mark = "" if one.csl else "@"
            message = f"{mark}{one.type or 'entry'} '{one.key}' lacks {named}"
            hint = "add it" if group[0] != "author" else "add it, or 'label' if nobody is named"
            yield Diagnostic("warning", "bibliography-required", message, one.where, hint)


# ------------------------------------------------------- addresses and dates


def _addresses(one: Checked) -> Iterator[Diagnostic]:
    for name, text in one.fields.items():
        doubled = _DOUBLED.search(text.value)
        if doubled:
            message = f"the address in '{name}' begins with '{doubled[0]}' twice over"
            yield Diagnostic("warning", "bibliography-address", message, text.where, f"take '{doubled[0]}' away")
        elif name in _ADDRESSES and (fault := _address_fault(_bare(text.value))):
            message = f"the address in '{name}' {fault}"
            yield Diagnostic("warning", "bibliography-address", message, text.where, "copy it from the browser anew")
        elif name in ("doi", "DOI") and not _DOI.fullmatch(_bare(text.value)):
            message = f"'{_bare(text.value)}' is no DOI"
            yield Diagnostic("warning", "bibliography-address", message, text.where, "a DOI is like 10.1000/182")
    if "urldate" in one.fields and "url" not in one.fields.keys() | one.inherited:
        message = "there is an 'urldate', but no 'url'"
        where = one.fields["urldate"].where
        yield Diagnostic("warning", "bibliography-urldate", message, where, "add the address, or take the date away")


def _bare(value: str) -> str:
    found = re.fullmatch(r"\s*\\url\s*\{(.*)\}\s*", value, re.DOTALL)
    return (found[1] if found else value).strip().strip("{}").strip()


def _address_fault(address: str) -> str:
    if re.search(r"\s", address):
        return "has a space in it"
    if address and not _SCHEME.match(address):
        return "does not begin with 'https://'"
    if re.match(r"(?!https?:|ftps?:)h?t*ps?:", address, re.IGNORECASE):
        return f"begins with '{address.partition('/')[0]}'"
    return ""


def _dates(one: Checked) -> Iterator[Diagnostic]:
    for name in () if one.csl else sorted(_DATES & one.fields.keys()):
        text = one.fields[name]
        date = from_edtf(_bare(text.value))
        if date and date.literal and re.search(r"\d", date.literal):
            message = f"'{date.literal}' in '{name}' is no date"
            yield Diagnostic("warning", "bibliography-date", message, text.where, "write it as 2024-07-12 or 2024")


# ---------------------------------------------------------- names and titles


def is_body(name: str) -> bool:
    """Say whether a name looks like that of an institution and not like a person's."""
    family, *rest = (part.split() for part in name.split(","))
    words = {word.strip(".()&").casefold() for part in (family, *rest) for word in part}
    # "Bank, Jane" is a person: a body that has a comma in its name has several words before it.
    return len(family) + len(rest) > 1 and not (len(family) == 1 and len(rest) == 1) and bool(words & _BODIES)


def _names(one: Checked) -> Iterator[Diagnostic]:
    for text in one.names:
        if is_body(text.value):
            message = f"'{text.value}' looks like the name of a body, and is taken for a person's"
            mended = 'write it as {"literal": "…"}' if one.csl else f"put braces round it: {{{text.value}}}"
            yield Diagnostic("warning", "bibliography-name", message, text.where, mended)
        elif not one.csl and (joint := _JOINT.search(text.value)):
            message = f"'{text.value}' is taken for one person: names are not parted by '{joint[0].strip()}'"
            yield Diagnostic("warning", "bibliography-name", message, text.where, "write 'and' between names")


def _capitals(one: Checked) -> Iterator[Diagnostic]:
    for name in sorted(_TITLES & one.fields.keys()):
        text = one.fields[name]
        words = _NO_WORDS.sub("", text.value).split()
        letters = "".join(words)
        if len(words) > 1 and len(letters) >= _CAPITALS and letters == letters.upper() != letters.lower():
            message = f"the '{name}' is in capital letters"
            hint = "write it as in a sentence: a style can make capitals, but not unmake them"
            yield Diagnostic("warning", "bibliography-capitals", message, text.where, hint)
