"""The pages before the book: half-title, title page and copyright page, from the configuration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from terbit.labels import Labels
from terbit.model import Document
from terbit.pdf.markup import make
from terbit.theme import read_tokens

__all__ = ["title_pages"]

_ORDER = ("aut", "edt", "trl", "ill", "bkd", "pbl")


def title_pages(document: Document, purpose: str) -> tuple[Any, Any, Any]:
    """Return the half-title (recto), the title page (recto) and the copyright page (its verso).

    `purpose` is the target's name; the copyright page gives that target's ISBN first.
    """
    config = document.config
    half = make("section", make("p", config.title, class_="book-title"), class_="matter half-title")
    return half, _title_page(document), _copyright_page(document, purpose)


def _title_page(document: Document) -> Any:
    config = document.config
    authors = make("div", class_="book-authors")
    for person in config.authors:
        if "aut" in person.roles or len(config.authors) == 1:
            authors.append(make("p", person.name))
    titles = make(
        "div",
        make("p", config.title, class_="book-title"),
        make("p", config.subtitle, class_="book-subtitle") if config.subtitle else None,
        class_="book-titles",
    )
    place = ", ".join(part for part in (config.publisher.name, config.publisher.place) if part)
    return make(
        "section",
        make("div", authors, titles, class_="title-ground"),
        make("p", _edition(document), class_="book-edition") if _edition(document) else None,
        make("p", place, class_="book-publisher") if place else None,
        class_="matter title-page",
    )


def _edition(document: Document) -> str:
    """Return the edition, and the audience's where it is not the student's."""
    audience = document.labels("edition-of.teacher") if document.edition == "teacher" else ""
    return " · ".join(part for part in (document.config.edition, audience) if part)


def _copyright_page(document: Document, purpose: str) -> Any:
    config = document.config
    title = config.title + (f": {config.subtitle}" if config.subtitle else "")
    rows = make("dl")
    for name, value in _particulars(document, purpose):
        rows.append(make("dt", name))
        rows.append(make("dd", *value) if isinstance(value, list) else make("dd", value))
    return make(
        "section",
        make("p", title, class_="copyright-title"),
        rows,
        _licence(document) if config.licence.name else make("p", document.labels("all-rights-reserved")),
        make("p", _colophon(document), class_="colophon"),
        class_="matter copyright-page",
        aria_label=document.labels("copyright-page"),
    )


def _particulars(document: Document, purpose: str) -> Iterator[tuple[str, Any]]:
    config, labels = document.config, document.labels
    for role in dict.fromkeys((*_ORDER, *(role for person in config.authors for role in person.roles))):
        names = [person.name for person in config.authors if role in person.roles]
        if names:
            yield _role(labels, role), _lines(names)
    publisher = (config.publisher.name, config.publisher.address or config.publisher.place)
    if any(publisher):
        yield labels("publisher"), _lines([part for part in publisher if part])
    if _edition(document):
        day = labels.date(config.date)
        yield labels("edition-label"), f"{_edition(document)}, {day}"
    for name, number in sorted(config.isbn.items(), key=lambda item: (item[0] != purpose, item[0])):
        yield labels(f"isbn-of.{name}") if f"isbn-of.{name}" in labels.words else "ISBN", number
    if config.url and "slides" in config.targets_of(document.edition):
        address = config.address_of("", document.edition)
        yield labels("slides.on-web"), [make("a", address, href=address, class_="address")]


def _role(labels: Labels, role: str) -> str:
    return labels(f"role.{role}") if f"role.{role}" in labels.words else role


def _colophon(document: Document) -> str:
    tokens = read_tokens(document.styles["theme.css"].data.decode())
    return document.labels("made-with", text=tokens["face-text"], interface=tokens["face-interface"])


def _lines(parts: list[str]) -> list[Any]:
    out: list[Any] = []
    for part in parts:
        out += [make("br"), part] if out else [part]
    return out


def _licence(document: Document) -> Any:
    licence = document.config.licence
    before, _, after = document.labels("licensed-under").partition("{licence}")
    name = make("a", licence.name, href=licence.url) if licence.url else make("span", licence.name)
    address = make("a", licence.url, href=licence.url, class_="address") if licence.url else None
    return make("p", before, name, after, " ", address, class_="licence")
