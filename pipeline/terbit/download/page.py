"""The page itself: one HTML file that needs no script, no other file and no network."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from string import Template
from typing import Any
from urllib.parse import quote

from lxml import etree
from lxml import html as lenient

from terbit.assets import font_files
from terbit.ast import para
from terbit.config import Config, Person
from terbit.download.metadata import json_ld
from terbit.download.offers import Group, Offer, book_offers, deck_groups
from terbit.download.pictures import Picture, epub_cover, first_page
from terbit.download.reference import Reference, bibtex, references
from terbit.html import blocks_html
from terbit.labels import Labels
from terbit.model import Document
from terbit.pdf.markup import make
from terbit.slides.webfonts import face_rules
from terbit.sums import size_text

__all__ = ["download_page"]

_FORMS = {
    "application/epub+zip": "EPUB",
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "application/zip": "ZIP",
}
"""Names that are the same in every language."""
_FACES = (("Source Sans 3", 400), ("Source Sans 3", 600), ("Source Serif 4", 600))


def download_page(document: Document) -> bytes:
    """Return the page that offers the files which the document's other targets have `made`."""
    config, labels = document.config, document.labels
    books, groups = book_offers(document), deck_groups(document)
    decks = [offer for group in groups for offer in group.offers]
    parts = [
        _head(document),
        _books(books, labels),
        _decks(groups, labels),
        _sums([*books, *decks], labels),
        _cite(references(config), bibtex(config), labels),
        _about(config, labels),
    ]
    body = "\n".join(lenient.tostring(part, encoding="unicode") for part in parts if part is not None)
    page = Template(document.styles["index.html"].data.decode()).substitute(
        language=escape(config.language),
        title=escape(_full_title(config)),
        description=escape(" ".join(config.description.split())),
        authors=escape(", ".join(person.name for person in config.authors)),
        styles=_styles(document, body),
        metadata=json_ld(config, document.edition, books, decks),
        body=body,
    )
    return page.encode()


def _full_title(config: Config) -> str:
    return f"{config.title}: {config.subtitle}" if config.subtitle else config.title


def _styles(document: Document, body: str) -> str:
    used = frozenset(lenient.fromstring(body).text_content())
    faces = {f: used for f in font_files() if (f.family, f.weight) in _FACES and f.style == "normal"}
    sheets = (*face_rules([faces]), *(document.styles[name].data.decode() for name in ("theme.css", "index.css")))
    return "\n".join(sheet.replace("</", "<\\/") for sheet in sheets)


# ----------------------------------------------------------------- the parts


def _head(document: Document) -> Any:
    config, labels = document.config, document.labels
    audience = labels("edition-of.teacher") if document.edition == "teacher" else ""
    edition = " · ".join(part for part in (config.edition, audience, labels.date(config.date)) if part)
    lines = [
        make("h1", config.title),
        config.subtitle and make("p", config.subtitle, class_="subtitle"),
        _authors(config.authors) and make("p", _authors(config.authors), class_="authors"),
        make("p", edition, class_="edition"),
        config.description and make("p", " ".join(config.description.split()), class_="description"),
    ]
    return make("header", _cover(document), make("div", *filter(_is_something, lines)))


def _is_something(value: Any) -> bool:
    return value is not None and value != ""


def _authors(people: Sequence[Person]) -> str:
    return ", ".join(person.name for person in people if "aut" in person.roles)


def _cover(document: Document) -> Any:
    """Return the EPUB's cover, small, as part of the page."""
    epub = next(iter(document.made.get("epub", ())), None)
    if epub is None:
        return None
    image = epub_cover(epub.data)
    alt = f"{document.labels('cover')}: {document.config.title}"
    return _picture(image, alt, "cover")


def _picture(image: Picture, alt: str, name: str) -> Any:
    size = {"width": str(image.width // 2), "height": str(image.height // 2)}
    return make("img", src=image.address, alt=alt, class_=name, **size)


def _books(offers: Sequence[Offer], labels: Labels) -> Any:
    if not offers:
        return None
    items = [make("li", _link(o, labels), _purpose(o, labels)) for o in offers]
    return _section("book", labels("download.book"), make("ul", *items, class_="offers"))


def _purpose(offer: Offer, labels: Labels) -> Any:
    return make("p", labels(f"download.for.{offer.kind}"), class_="purpose")


def _decks(groups: Sequence[Group], labels: Labels) -> Any:
    if not groups:
        return None
    return _section("decks", labels("download.decks"), *(_group(group, labels) for group in groups))


def _group(group: Group, labels: Labels) -> Any:
    title = labels("chapter", number=group.number) if group.number else labels("download.whole")
    counted = next((offer for offer in group.offers if offer.slides), None)
    heading = make("h3", make("span", title, class_="number"), " ", group.title)
    count = make("p", _fact("slides", counted, labels), class_="count") if counted else None
    items = [make("li", _link(offer, labels)) for offer in group.offers]
    # What the picture shows the heading says; to those who do not see it it would be said twice.
    picture = _picture(first_page(group.handout), "", "thumbnail") if group.handout else None
    offers = make("div", heading, count, make("ul", *items, class_="offers"))
    return make("section", picture, offers, class_="deck")


def _link(offer: Offer, labels: Labels) -> Any:
    """Return a link that says what it leads to and how large that is; a page is opened, all else is saved."""
    form = _FORMS.get(offer.media_type) or labels("download.web")
    count = [_fact("pages", offer, labels), ", "] if offer.pages else []
    facts = (f"({form}, ", *count, _fact("size", offer, labels), ")")
    saved = {} if offer.media_type == "text/html" else {"download": ""}
    kind = make("strong", labels(f"download.kind.{offer.kind}"))
    return make("a", kind, " ", make("span", *facts, class_="facts"), href=quote(offer.path), **saved)


def _fact(name: str, offer: Offer, labels: Labels) -> Any:
    """Return a number of a file, marked up so that it can be brought up to date where the page stays."""
    number = getattr(offer, name)
    decimal = labels("download.decimal")
    said = size_text(number, decimal) if name == "size" else labels(f"download.{name}", number=number)
    about = {"data-of": quote(offer.path), "value": str(number)}
    return make("data", said, class_=name, **about, **({"data-decimal": decimal} if name == "size" else {}))


def _sums(offers: Sequence[Offer], labels: Labels) -> Any:
    """Return the sums by which the files can be checked, as `sha256sum --check` reads them."""
    lines = "\n".join(f"{offer.sha256}  {offer.path}" for offer in offers)
    listing = make("pre", make("code", lines), tabindex="0")
    return make("details", make("summary", labels("download.checksums")), listing) if offers else None


def _cite(found: Sequence[Reference], source: str, labels: Labels) -> Any:
    rows: list[Any] = []
    for reference in found:
        entry = etree.fromstring(blocks_html([para(reference.entry)]))
        entry.set("class", "entry")
        rows += [make("h3", reference.style), entry]
    rows += [make("h3", "BibTeX"), make("pre", make("code", source.rstrip()), tabindex="0")]
    return _section("cite", labels("download.cite"), *rows)


def _about(config: Config, labels: Labels) -> Any:
    licence: Any = config.licence.name
    if config.licence.url:
        licence = make("a", licence, href=config.licence.url, rel="license")
    before, _, after = labels("licensed-under").partition("{licence}")
    rights = make("p", before, licence, after) if licence != "" else make("p", labels("all-rights-reserved"))
    publisher = ", ".join(part for part in (config.publisher.name, config.publisher.place) if part)
    isbns = [make("p", f"{labels(f'isbn-of.{name}')}: {isbn}") for name, isbn in sorted(config.isbn.items())]
    return make("footer", rights, make("p", publisher) if publisher else None, *isbns)


def _section(ident: str, title: str, *children: Any) -> Any:
    heading = make("h2", title, id=ident)
    return make("section", heading, *children, **{"aria-labelledby": ident})
