"""Composing: a document becomes one HTML document, the same for print and screen."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from lxml import etree

from terbit.cache import NOTHING_KEPT, Cache
from terbit.diagnostics import Diagnostic
from terbit.formulas import formula_findings
from terbit.model import Document
from terbit.pdf.markup import make
from terbit.pdf.mathematics import Drawn
from terbit.pdf.model import Composition
from terbit.pdf.room import Room, room_of
from terbit.pdf.sections import sections
from terbit.pdf.titles import title_pages
from terbit.theme import read_tokens

__all__ = ["compose"]

_END = "</body>"
_HYPHENATION = "hyphenation/id.txt"


def compose(
    document: Document, purpose: str, cache: Cache = NOTHING_KEPT, *, title_matter: bool = True
) -> Composition:
    """Return the book as HTML for the target `purpose`, with every resource that it names, in memory.

    `title_matter` are the pages before the book: half-title, title, copyright.
    """
    tokens = read_tokens(document.styles["theme.css"].data.decode())
    room = room_of(document.config, tokens)
    formulas = Drawn()
    findings: list[Diagnostic] = []
    body: list[str] = []
    for section in sections(document, room, cache):
        formulas.add(section.drawn)
        findings += section.findings
        body.append(section.html)
    titles = title_pages(document, purpose) if title_matter else ()
    root = make("html", _head(document), make("body", *titles), lang=document.config.language)
    before, end, after = etree.tostring(root, encoding="unicode", method="html").rpartition(_END)
    midnight = datetime.combine(document.config.date, time(), UTC)
    return Composition(
        html="".join(("<!DOCTYPE html>\n", before, *body, end, after)),
        resources={**{path: r.data for path, r in document.resources.items()}, **formulas.images},
        tokens=tokens,
        hyphenation=document.styles[_HYPHENATION].data.decode() if _HYPHENATION in document.styles else "",
        epoch=int(midnight.timestamp()),
        findings=(*_of_formulas(document, formulas, room), *findings),
    )


def _of_formulas(document: Document, drawn: Drawn, room: Room) -> tuple[Diagnostic, ...]:
    if not drawn.images and not drawn.failed:
        return ()
    return formula_findings(document, drawn.failed, drawn.shrunk(room.width / room.size), room.size)


def _head(document: Document) -> Any:
    config = document.config
    metadata = {
        "description": config.description,
        "keywords": ", ".join(config.subjects),
        "dcterms.created": config.date.isoformat(),
        "dcterms.modified": config.date.isoformat(),
    }
    return make(
        "head",
        make("meta", charset="utf-8"),
        make("title", config.title),
        *(make("meta", name="author", content=person.name) for person in config.authors),
        *(make("meta", name=name, content=text) for name, text in metadata.items() if text),
    )
