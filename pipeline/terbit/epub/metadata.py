"""The book's metadata as Dublin Core, refined with ONIX and MARC vocabularies (EPUB 3.3, section 5.5)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

from terbit.config import Config, Person
from terbit.model import Document

__all__ = ["DC", "OPF", "add_metadata", "identifier"]

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
_CREATORS = frozenset({"aut", "cre", "dub"})  # who made the work; all others contributed to it


def identifier(config: Config, edition: str) -> str:
    """Return the book's identifier: its ISBN, or a UUID that depends on slug and edition alone."""
    isbn = "".join(c for c in config.isbn.get("epub", "") if c.isalnum())
    # One ISBN names one edition: the teacher's has none of its own in the configuration.
    if isbn and edition == "student":
        return f"urn:isbn:{isbn}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:terbit:{config.slug}:{edition}").urn


def add_metadata(parent: Any, document: Document, accessibility: Sequence[tuple[str, str]], cover: str) -> None:
    """Write the metadata element's contents; `cover` is the manifest identifier of the cover image."""
    config = document.config
    _dc(parent, "identifier", identifier(config, document.edition), id="publication-id")
    _titles(parent, config)
    _dc(parent, "language", config.language)
    _people(parent, config.authors)
    _dc(parent, "publisher", config.publisher.name)
    _dc(parent, "date", config.date.isoformat())
    _meta(parent, "dcterms:modified", f"{config.date.isoformat()}T00:00:00Z")
    for subject in config.subjects:
        _dc(parent, "subject", subject)
    _series(parent, config)
    _dc(parent, "description", config.description)
    _dc(parent, "rights", ". ".join(word for word in (config.licence.name, config.licence.url) if word))
    for name, value in accessibility:
        _meta(parent, name, value)
    if ("schema:accessibilityFeature", "pageNavigation") in accessibility:
        _page_source(parent, config)
    etree.SubElement(parent, f"{{{OPF}}}meta", {"name": "cover", "content": cover})


def _series(parent: Any, config: Config) -> None:
    if config.series.name:
        _meta(parent, "belongs-to-collection", config.series.name, id="series")
        _meta(parent, "collection-type", "series", refines="#series")
        if config.series.number:
            _meta(parent, "group-position", config.series.number, refines="#series")


def _page_source(parent: Any, config: Config) -> None:
    """Name the book whose pages are listed: by its ISBN, or in words (EPUB Accessibility 1.1, section 3.2.2)."""
    isbn = "".join(c for c in config.isbn.get("print", "") if c.isalnum())
    words = (config.title, config.edition, config.publisher.name, config.date.isoformat()[:4], config.trim.name)
    source = f"urn:isbn:{isbn}" if isbn else ", ".join(word for word in words if word)
    _meta(parent, "pageBreakSource", source)
    _dc(parent, "source", source, id="printed-book")
    _meta(parent, "source-of", "pagination", refines="#printed-book")


def _titles(parent: Any, config: Config) -> None:
    _dc(parent, "title", config.title, id="title")
    _meta(parent, "title-type", "main", refines="#title")
    if config.subtitle:
        _meta(parent, "display-seq", "1", refines="#title")
        _dc(parent, "title", config.subtitle, id="subtitle")
        _meta(parent, "title-type", "subtitle", refines="#subtitle")
        _meta(parent, "display-seq", "2", refines="#subtitle")


def _people(parent: Any, people: Iterable[Person]) -> None:
    for number, person in enumerate(people, start=1):
        tag = "creator" if _CREATORS & set(person.roles) else "contributor"
        _dc(parent, tag, person.name, id=f"person-{number}")
        for role in person.roles:
            _meta(parent, "role", role, refines=f"#person-{number}", scheme="marc:relators")
        _meta(parent, "display-seq", str(number), refines=f"#person-{number}")


def _dc(parent: Any, name: str, value: str, **attributes: str) -> None:
    """Write a Dublin Core element, unless there is nothing to say."""
    if value:
        etree.SubElement(parent, f"{{{DC}}}{name}", attributes).text = " ".join(value.split())


def _meta(parent: Any, name: str, value: str, **attributes: str) -> None:
    etree.SubElement(parent, f"{{{OPF}}}meta", {"property": name, **attributes}).text = value
