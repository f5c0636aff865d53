"""CSL-JSON items made into records; a part that cannot be what it should be is left out and reported."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from terbit import pandoc
from terbit.citations.csl_data import Item
from terbit.citations.dates import DateValue, from_json, from_raw
from terbit.citations.markup import clean, encode, from_html, unfit
from terbit.citations.record import DATE_VARIABLES, NAME_VARIABLES, RENAMED, Name, Record, Value, name_of
from terbit.diagnostics import Diagnostic, Location

__all__ = ["from_item", "records"]

_MARKED = re.compile(r"[*_^~`\\]")
_VERBATIM = {"URL", "DOI", "id", "type"}
_READER = "markdown-raw_html-raw_tex-citations-tex_math_dollars-implicit_figures"
_DATE_HINT = 'write it as {"date-parts": [[2001, 5, 31]]}'


def records(items: Sequence[Item], language: str) -> tuple[list[Record], list[Diagnostic]]:
    """Return the records of items that have an `id`, and what is wrong with their parts."""
    found: list[Record] = []
    findings: list[Diagnostic] = []
    texts = _markdown(items)
    for item in items:
        if str(item.data.get("id") or "").strip():
            record, said = _record(item, language, texts)
            found.append(record)
            findings += [*_without_text(item), *said]
        else:
            message = "an entry without an id: nothing can cite it"
            findings.append(Diagnostic("error", "bibliography-syntax", message, item.where, 'give it an "id"'))
    return found, findings


def from_item(data: Mapping[str, Any], language: str, where: Location) -> Record:
    """Read one CSL-JSON item that has an `id`."""
    return _record(Item(data, where), language, {})[0]


def _record(item: Item, language: str, texts: Mapping[str, str]) -> tuple[Record, list[Diagnostic]]:
    values: dict[str, Value] = {}
    findings: list[Diagnostic] = []
    for name, value in item.data.items():
        variable = RENAMED.get(name, name)
        if variable in ("id", "type", "language", "custom") or value in (None, "", []):
            continue
        marked = texts.get(value, "") if item.markdown and isinstance(value, str) else ""
        read = marked or _value(variable, value)
        if read:
            values[variable] = read
        else:
            findings.append(_refused(name, variable, item.places.get(name, item.where)))
    own_language = str(item.data.get("language") or language)
    kind = str(item.data.get("type") or "book")
    return Record(str(item.data["id"]), kind, item.where, own_language, values), findings


def _without_text(item: Item) -> Iterator[Diagnostic]:
    """Yield what the escapes in a value bring in that no text holds, a NUL say; `clean` leaves it out."""
    for name, value in item.data.items():
        char = unfit("".join(_texts(value)))
        if char:
            message = f"the character U+{ord(char):04X} in '{name}' does not belong into a text; it is left out"
            where = item.places.get(name, item.where)
            yield Diagnostic("warning", "bibliography-encoding", message, where, "take it away")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for part in value.values() for text in _texts(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in _texts(part))


def _markdown(items: Sequence[Item]) -> Mapping[str, str]:
    """Return the texts of CSL-YAML that hold Markdown, each with the mark-up that fields carry."""
    marked = [
        value
        for item in items
        if item.markdown
        for name, value in item.data.items()
        if name not in _VERBATIM and isinstance(value, str) and _MARKED.search(value) and "<" not in value
    ]
    texts = list(dict.fromkeys(marked))
    if not texts:
        return {}
    metadata = f"---\n{json.dumps({'texts': texts})}\n---\n"
    read = json.loads(pandoc.run(metadata, reader=_READER, writer="json"))["meta"]["texts"]["c"]
    return {text: _inlines(value) for text, value in zip(texts, read, strict=True)}


def _inlines(value: Mapping[str, Any]) -> str:
    if value["t"] == "MetaInlines":
        return encode(value["c"])
    return " ".join(encode(block["c"]) for block in value["c"] if block["t"] in ("Para", "Plain"))


def _refused(name: str, variable: str, where: Location) -> Diagnostic:
    if variable in DATE_VARIABLES:
        return Diagnostic("warning", "bibliography-date", f"'{name}' holds no date", where, _DATE_HINT)
    hint = 'a list of names, {"family": "…", "given": "…"}' if variable in NAME_VARIABLES else "write a text"
    return Diagnostic("error", "bibliography-value", f"the value of '{name}' cannot be used", where, hint)


def _value(variable: str, value: object) -> Value | None:
    if variable in NAME_VARIABLES:
        return tuple(_names(value)) if isinstance(value, list | tuple) else None
    if variable in DATE_VARIABLES or isinstance(value, Mapping):
        return _date(value)
    if isinstance(value, list | tuple):
        return from_html(", ".join(str(part) for part in value)) or None
    return from_html(str(value))


def _names(value: Sequence[object]) -> Iterator[Name]:
    for part in value:
        if isinstance(part, Mapping):
            yield name_of({str(key): _part(text) for key, text in part.items() if text is not None})
        elif part:
            yield name_of({"literal": from_html(str(part))})


def _date(value: object) -> DateValue | None:
    """Read a CSL date, a text in EDTF, or the year, month and day that pandoc's older form names."""
    if isinstance(value, str | int):
        return from_raw(clean(str(value)))
    if isinstance(value, list | tuple):
        value = {"date-parts": [list(_older(part)) for part in value if isinstance(part, Mapping)]}
    return from_json(value) if isinstance(value, Mapping) else None


def _older(part: Mapping[str, object]) -> Iterator[object]:
    for name in ("year", "month", "day"):
        if not part.get(name):
            return
        yield part[name]


def _part(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    return from_html(str(value))
