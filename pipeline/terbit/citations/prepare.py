"""Records made ready for a style: quotation marks read, names taken apart into particles and suffixes."""

from __future__ import annotations

import re
from dataclasses import replace

from terbit.citations.bibliography import Record, Value
from terbit.citations.note_fields import with_note_fields
from terbit.citations.quotation import curl, quoted
from terbit.citations.record import Name

__all__ = ["parse_name", "prepare_record"]

_VERBATIM = frozenset({"DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL", "page"})
_PARTS = ("dropping-particle", "non-dropping-particle")
_WORD = r"[^\W\d_A-Z](?:[^\W\d_]|['’.])*"  # in lower case
_LEADING = re.compile(
    rf"^(?P<particle>(?:{_WORD}\s+)*(?:[^\W\d_]+[-’'])?(?:[’'][^\W\d_]+\s)?)(?P<rest>\S.*)$"
)
_SUFFIX = re.compile(r"^(?P<given>[^,]*),(?P<comma>!?)\s*(?P<suffix>.+)$")


def prepare_record(record: Record) -> Record:
    """Return a record whose texts carry quotations as mark-up and whose names are in parts."""
    values = with_note_fields(record.values)
    return replace(record, values={name: _value(name, value) for name, value in values.items()})


def _value(name: str, value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(map(parse_name, value))
    if isinstance(value, str) and name not in _VERBATIM:
        return quoted(value)
    return value


def parse_name(name: Name) -> Name:
    """Take particles out of a family name and its given names, and a suffix out of the latter.

    A family name in straight double quotes is kept whole, without them.
    """
    parts = {part: _read(value) for part, value in name.items()}
    if "others" in name or "literal" in name:
        return parts
    family = parts.get("family", "")
    if len(family) > 2 and family[0] == family[-1] == '"':
        return {**parts, "family": family[1:-1]}
    if not any(part in parts for part in _PARTS):
        parts = _with_particles(parts)
    return _with_suffix(parts)


def _read(part: str) -> str:
    """Read the quotation marks of a name, unless they are round all of it."""
    return curl(part) if part[:1] == part[-1:] == '"' else quoted(part)


def _with_particles(parts: dict[str, str]) -> dict[str, str]:
    family, given = parts.get("family", ""), parts.get("given", "")
    out = dict(parts)
    leading = _LEADING.match(family)
    if leading and leading["particle"] and leading["particle"].islower():
        particle = leading["particle"]
        # A space behind an apostrophe is meant: de’ Medici, but d’Arcus.
        particle = particle if particle.rstrip().endswith("’") else particle.strip()
        out.update({"non-dropping-particle": particle, "family": leading["rest"]})
    words = given.split()
    kept = next((n for n in range(len(words), 0, -1) if not words[n - 1].islower()), 0)
    if 0 < kept < len(words):
        out.update({"dropping-particle": " ".join(words[kept:]), "given": " ".join(words[:kept])})
    return out


def _with_suffix(parts: dict[str, str]) -> dict[str, str]:
    found = _SUFFIX.match(parts.get("given", ""))
    if not found or "suffix" in parts or not found["suffix"][0].isupper():
        return parts
    comma = {"comma-suffix": "true"} if found["comma"] else {}
    return {**parts, "given": found["given"], "suffix": found["suffix"], **comma}
