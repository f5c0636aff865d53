"""Scanned BibTeX written anew for the biblatex reader: well-formed, and with nothing that makes it drop text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from terbit.citations.bibtex import Entry

__all__ = ["LANGUAGE_FIELDS", "parents", "written"]

LANGUAGE_FIELDS = ("langid", "hyphenation")
_REFERRING = {"crossref", "xdata", "xref", "related", "entryset", "ids"}
_VERBATIM = {"url", "doi", "eprint", "file", "pdf", "urlraw", "verba", "verbb", "verbc"}
_TYPE = re.compile(r"[a-z]+")
_FIELD = re.compile(r"[a-z][a-z0-9_+:-]*")
_DEEPEST = 50  # no author nests braces so; the reader's time grows with the square of it
_UNESCAPED = re.compile(r"\\.|%", re.DOTALL)
_BRACE = re.compile(r"\\.|[{}]|\\$", re.DOTALL)
_DOLLAR = re.compile(r"\\.|\$", re.DOTALL)


def parents(entry: Entry) -> Iterator[tuple[str, int]]:
    """Yield the keys of the entries whose fields an entry takes over, with the offsets of the fields."""
    for name in ("crossref", "xdata"):
        found = entry.field(name)
        if found:
            yield from ((key.strip(), found.start) for key in found.value.split(",") if key.strip())


def written(entry: Entry, names: Mapping[str, str]) -> str:
    """Write an entry under the name given to its key.

    The language is one in which the reader leaves the letters of titles as they are.
    """
    fields = {"langid": "indonesian"}
    for field in entry.fields:
        name = field.name.lower()
        if name in LANGUAGE_FIELDS or name == "options" or not _FIELD.fullmatch(name):
            continue
        if name in _REFERRING:
            keys = [names[key.strip()] for key in field.value.split(",") if key.strip() in names]
            fields.setdefault(name, ",".join(keys))
        else:
            fields.setdefault(name, _safe(field.value, verbatim=name in _VERBATIM))
    body = "".join(f",{name}={{{value}}}" for name, value in fields.items() if value)
    kind = entry.type if _TYPE.fullmatch(entry.type) else "misc"
    return f"@{kind}{{{names[entry.key]}{body}}}"


def _safe(value: str, *, verbatim: bool) -> str:
    """Escape what the reader would take the rest of the value with it for: a lone brace, dollar or percent sign."""
    value = _balanced(value)
    if verbatim:
        return value
    if sum(found[0] == "$" for found in _DOLLAR.finditer(value)) % 2:
        value = _DOLLAR.sub(lambda found: r"\$" if found[0] == "$" else found[0], value)
    return _UNESCAPED.sub(lambda found: r"\%" if found[0] == "%" else found[0], value)


def _balanced(value: str) -> str:
    """Escape the braces that nothing closes or opens, and leave out a backslash at the end."""
    lone: set[int] = set()
    opened: list[int] = []
    for token in _BRACE.finditer(value):
        if token[0] == "{":
            opened.append(token.start())
            if len(opened) > _DEEPEST:
                return re.sub(r"[\\{}]", "", value)
        elif token[0] == "}" and opened:
            opened.pop()
        elif token[0] == "}":
            lone.add(token.start())
        elif token[0] == "\\":
            return _balanced(value[:-1])
    lone.update(opened)
    return "".join("\\" + char if at in lone else char for at, char in enumerate(value)) if lone else value
