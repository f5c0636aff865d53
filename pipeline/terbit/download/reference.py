"""How to cite the book itself: as BibTeX, and as the styles that readers are asked for write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from terbit import citations
from terbit.assets import styles_dir
from terbit.ast import Elements
from terbit.citations.inlines import to_inlines
from terbit.citations.lint import is_body
from terbit.config import Config
from terbit.digest import digest_bytes
from terbit.model import Resource

__all__ = ["Reference", "bibtex", "references"]

_STYLES = {"APA": "cite/apa.csl", "Chicago": "cite/chicago.csl", "MLA": "cite/mla.csl"}
_SPECIAL = re.compile(r"([&%$#_{}])")
_WORDED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_BABEL = {
    "ar": "arabic", "de": "german", "en": "english", "es": "spanish", "fr": "french", "id": "indonesian",
    "it": "italian", "ms": "malay", "nl": "dutch", "pt": "portuguese",
}  # fmt: skip
"""What biblatex calls languages (biblatex 3.20, 2.2.3: langid)."""
_TEAM = re.compile(r"(?:tim|team)\s+\S+\s+\S", re.IGNORECASE)


@dataclass(frozen=True)
class Reference:
    """The entry that a style writes for the book, by the name that readers know the style by."""

    style: str
    entry: Elements


def references(config: Config) -> tuple[Reference, ...]:
    """Return the book's entry in each of the three styles."""
    source = bibtex(config).encode()
    file = Resource("reference.bib", source, digest_bytes(source))
    records, _ = citations.read([file], language=config.language)
    return tuple(_entry(label, records, config.language) for label in _STYLES)


def _entry(label: str, records: Mapping[str, citations.Record], language: str) -> Reference:
    style = (styles_dir() / _STYLES[label]).read_bytes()
    (entry,) = citations.typeset(style, records, (), language, list(records)).entries
    return Reference(label, to_inlines(entry.body))


def bibtex(config: Config) -> str:
    """Return the book as a BibTeX entry."""
    fields = [(name, value) for name, value in _fields(config) if value]
    width = max(len(name) for name, _ in fields)
    lines = (f"  {name:<{width}} = {{{value}}}," for name, value in fields)
    return "\n".join([f"@book{{{config.slug}-{config.date.year},", *lines, "}\n"])


def _fields(config: Config) -> Iterator[tuple[str, str]]:
    for field, role in (("author", "aut"), ("editor", "edt"), ("translator", "trl")):
        yield field, " and ".join(_name(person.name) for person in config.authors if role in person.roles)
    yield "title", _tex(config.title)
    yield "subtitle", _tex(config.subtitle)
    yield "edition", _tex(config.edition)
    yield "publisher", _tex(config.publisher.name)
    yield "address", _tex(config.publisher.place)
    yield "series", _tex(config.series.name)
    yield "number", _tex(config.series.number)
    yield "date", config.issued or config.date.isoformat()
    yield "isbn", config.isbn.get("print", "")
    yield "url", config.url
    yield "langid", _BABEL.get(config.language.partition("-")[0], "")


def _name(name: str) -> str:
    """Write a name; that of a body goes in braces, so that it is not taken apart."""
    return f"{{{_tex(name)}}}" if is_body(name) or _TEAM.match(name) else _tex(name)


def _tex(text: str) -> str:
    plain = " ".join(text.split())
    return "".join(_WORDED.get(char) or _SPECIAL.sub(r"\\\1", char) for char in plain)
