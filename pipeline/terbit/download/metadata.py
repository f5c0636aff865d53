"""What search engines and catalogues read: the book and its files in terms of schema.org, as JSON-LD 1.1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from terbit.config import Config
from terbit.download.offers import Offer
from terbit.sums import script_json

__all__ = ["json_ld"]

_FORMATS = {"epub": "EBook", "screen": "EBook", "print": "Paperback"}
"""The formats of a book (schema.org, BookFormatType)."""
_ROLES = {"aut": "author", "edt": "editor", "trl": "translator", "ill": "illustrator"}


def json_ld(config: Config, edition: str, books: Iterable[Offer], decks: Iterable[Offer]) -> str:
    """Return the metadata as text that may stand in a ``script`` element."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["Book", "LearningResource"],
        "name": config.title,
        "alternativeHeadline": config.subtitle,
        "url": config.url,
        "inLanguage": config.language,
        "description": " ".join(config.description.split()),
        "keywords": list(config.subjects),
        "datePublished": config.issued or config.date.isoformat(),
        "bookEdition": config.edition,
        "license": config.licence.url or config.licence.name,
        "publisher": _named("Organization", config.publisher.name),
        "isPartOf": _named("BookSeries", config.series.name),
        **_people(config),
        "workExample": [_book(offer, config, edition) for offer in books],
        "hasPart": [_deck(offer, config, edition) for offer in decks],
    }
    return script_json(_filled(data))


def _people(config: Config) -> dict[str, Any]:
    return {
        term: [_named("Thing", person.name) for person in config.authors if role in person.roles]
        for role, term in _ROLES.items()
    }


def _book(offer: Offer, config: Config, edition: str) -> dict[str, Any]:
    return {
        "@type": "Book",
        "bookFormat": f"https://schema.org/{_FORMATS[offer.kind]}",
        "isbn": config.isbn.get(offer.kind, ""),
        "numberOfPages": offer.pages,
        "encoding": _media(offer, config, edition),
    }


def _deck(offer: Offer, config: Config, edition: str) -> dict[str, Any]:
    return {"@type": "PresentationDigitalDocument", "encoding": _media(offer, config, edition)}


def _media(offer: Offer, config: Config, edition: str) -> dict[str, Any]:
    return {
        "@type": "MediaObject",
        "contentUrl": config.address_of(quote(offer.path), edition) or quote(offer.path),
        "encodingFormat": offer.media_type,
        "contentSize": f"{offer.size} B",
        "sha256": offer.sha256,
    }


def _named(kind: str, name: str) -> dict[str, str]:
    return {"@type": kind, "name": name} if name else {}


def _filled(value: Any) -> Any:
    """Return a value without what is empty in it."""
    if isinstance(value, Mapping):
        return {key: inner for key, one in value.items() if (inner := _filled(one)) not in ("", None, [], {})}
    return [_filled(one) for one in value] if isinstance(value, list) else value
