"""The cover as one page of HTML: words and drawings at their places, in mm from the left upper corner of the trim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from terbit.cover.barcode import WIDTH, barcode, ean_of
from terbit.cover.fit import Fitted
from terbit.cover.pattern import COLUMNS, ROWS, band, motif
from terbit.cover.words import Front, Spine, blurb_of, margin_of
from terbit.cover.wrap import Wrap
from terbit.model import Document
from terbit.pdf.markup import make

__all__ = ["HINGE", "band_height", "cover_css", "cover_html", "cover_pictures"]

HINGE = 6.0
"""The strip at the fold that has the ground's colour, in mm: a spine that is off by a little does not show."""
_BAND, _MOTIF, _BARS = "cover/band.svg", "cover/motif.svg", "cover/barcode.svg"


def band_height(wrap: Wrap) -> float:
    """Return how far down the pattern of the front reaches, in mm."""
    return (wrap.width - HINGE) / COLUMNS * ROWS


def cover_pictures(document: Document, wrap: Wrap, tokens: Mapping[str, str]) -> dict[str, bytes]:
    """Return the drawings that the page names, by their addresses, and the publisher's own pictures."""
    tile = (wrap.width - HINGE) / COLUMNS
    made = {_BAND: band(tokens, wrap.bleed / tile), _MOTIF: motif(tokens)}
    if isbn := document.config.isbn.get("print"):
        made[_BARS] = barcode(ean_of(isbn), tokens["face-code"])
    own = (document.config.cover, document.config.publisher.logo)
    return made | {path: document.resources[path].data for path in own if path in document.resources}


def cover_css(wrap: Wrap, blurb: float) -> str:
    """Return the measures that the style sheet calculates with, and the size of the page."""
    lengths = {
        "width": wrap.width, "height": wrap.height, "spine": wrap.spine, "front": wrap.front, "bleed": wrap.bleed,
        "margin": margin_of(wrap), "hinge": HINGE, "band": band_height(wrap), "bars": WIDTH,
    }  # fmt: skip
    properties = "".join(f" --{name}: {length:.4f}mm;" for name, length in lengths.items())
    size = f"size: {wrap.whole:.4f}mm {wrap.height:.4f}mm; bleed: {wrap.bleed:.4f}mm"
    return f":root {{{properties} --blurb: {blurb:g}pt; }}\n@page {{ {size}; margin: 0; }}\n"


def cover_html(document: Document, front: Front, spine: Spine) -> str:
    """Return the page."""
    config = document.config
    head = make("head", make("meta", charset="utf-8"), make("title", f"{config.title} – {document.labels('cover')}"))
    authors = ((make("meta", name="author", content=person.name)) for person in config.authors)
    head.extend(authors)
    body = make("body", _back(document), _front(document, front), _spine(spine))
    page = make("html", head, body, lang=config.language)
    return "<!DOCTYPE html>\n" + str(etree.tostring(page, encoding="unicode", method="html"))


def _front(document: Document, front: Front) -> Any:
    own = document.config.cover
    if own in document.resources:
        return make("section", make("img", src=own, alt="", class_="own"), class_="front")
    words = make(
        "div",
        _lines(front.title, "title"),
        _lines(front.subtitle, "subtitle"),
        class_="words",
    )
    foot = make(
        "div",
        _lines(front.authors, "authors"),
        make("p", make("span", front.imprint, class_="publisher"), make("span", front.edition, class_="edition")),
        class_="foot",
    )
    return make("section", make("img", src=_BAND, alt="", class_="band"), words, foot, class_="front")


def _back(document: Document) -> Any:
    config = document.config
    section = make("section", make("img", src=_MOTIF, alt="", class_="motif"), class_="back")
    section.append(make("div", *(make("p", text) for text in blurb_of(document)), class_="blurb"))
    place = ", ".join(part for part in (config.publisher.name, config.publisher.place) if part)
    logo = make("img", src=config.publisher.logo, alt="") if config.publisher.logo in document.resources else None
    section.append(make("div", logo, make("p", place) if place else None, class_="imprint"))
    if isbn := config.isbn.get("print"):
        bars = make("img", src=_BARS, alt=f"ISBN {isbn}")
        section.append(make("div", make("p", f"ISBN {isbn}"), bars, class_="barcode"))
    return section


def _spine(spine: Spine) -> Any:
    names = {"title": spine.title, "authors": spine.authors, "publisher": spine.publisher}
    texts = [make("span", text, class_=name) for name, text in names.items() if text]
    return make("section", *texts, class_="spine", style=f"font-size: {spine.size:g}pt")


def _lines(text: Fitted, name: str) -> Any:
    """Return a text with the lines that it was fitted in."""
    if not text.lines:
        return None
    paragraph = make("p", text.lines[0], class_=name, style=f"font-size: {text.size:g}pt")
    for line in text.lines[1:]:
        rest = make("br")
        rest.tail = line
        paragraph.append(rest)
    return paragraph
