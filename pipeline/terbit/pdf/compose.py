"""Composing: a document becomes one HTML document, the same for print and screen."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from lxml import etree

from terbit.diagnostics import Diagnostic
from terbit.formulas import formula_findings
from terbit.html import fragments
from terbit.model import Chapter, Document
from terbit.pdf.endings import mend_endings
from terbit.pdf.footnotes import place_footnotes, words_without_notes
from terbit.pdf.index import part_by_letters
from terbit.pdf.keeps import frame_tables, mark_floats, mark_long_boxes
from terbit.pdf.lists import number_lists
from terbit.pdf.long_notes import places_of_notes, set_long_notes
from terbit.pdf.markup import by_class, make
from terbit.pdf.mathematics import Drawn, draw_formulas
from terbit.pdf.model import Composition
from terbit.pdf.room import Room, long_words, room_of
from terbit.pdf.side_notes import place_side_notes, places_of_side_notes
from terbit.pdf.spacing import bind_ways_back
from terbit.pdf.titles import title_pages
from terbit.pdf.wide_tables import fit_tables, places_of_tables
from terbit.theme import read_tokens

__all__ = ["compose"]

_TABS = 8
_NEAR = 3.5
"""How near to the edge the numbers of tabs stand, in mm."""
_HYPHENATION = "hyphenation/id.txt"


def compose(document: Document, purpose: str, *, title_matter: bool = True) -> Composition:
    """Return the book as HTML for the target `purpose`, with every resource that it names, in memory.

    `title_matter` are the pages before the book: half-title, title, copyright.
    """
    formulas = Drawn()
    findings: list[Diagnostic] = []
    body = make("body", *(title_pages(document, purpose) if title_matter else ()))
    written = fragments(document)
    press, opened = document.config.press, False
    shown = not press.profile or press.profile.margin(document.config.bleed) <= _NEAR
    tokens = read_tokens(document.styles["theme.css"].data.decode())
    room = room_of(document.config, tokens)
    for chapter in document.chapters:
        section = etree.fromstring(written[chapter.ident])
        formulas.add(draw_formulas(section, document.labels))
        findings += long_words(chapter, room)
        findings += set_long_notes(section, room, places_of_notes(chapter))
        place_footnotes(section)
        findings += place_side_notes(section, room, places_of_side_notes(chapter))
        findings += fit_tables(section, room, places_of_tables(chapter), document.labels)
        frame_tables(section)
        mark_floats(section)
        mark_long_boxes(section)
        number_lists(section)
        part_by_letters(section)
        bind_ways_back(section)
        mend_endings(section)
        opened = _open(section, chapter, document.config.title, opened=opened, shown=shown)
        body.append(section)
    root = make("html", _head(document), body, lang=document.config.language)
    midnight = datetime.combine(document.config.date, time(), UTC)
    return Composition(
        html="<!DOCTYPE html>\n" + etree.tostring(root, encoding="unicode", method="html"),
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


def _open(section: Any, chapter: Chapter, book: str, *, opened: bool, shown: bool) -> bool:
    """Shape a chapter's opening; say whether the pages numbered from 1 have begun.

    `shown` says whether tabs bear the chapter's number, which stands near the edge.
    """
    heading, opener = section.find("h1"), section
    if heading is not None:
        opener = make("header", class_="opener")
        section.replace(heading, opener)
        opener.append(heading)
        _split_label(heading)
        if chapter.role == "chapter" and chapter.number:
            section[:0] = _tabs(chapter.number, shown=shown)
    # The running head of left-hand pages is read off every section, so that a section can be set on its own; off its
    # opening, for a page that has one bears no head.
    opener.set("data-book", book)
    begins = not opened and chapter.role in ("chapter", "part")
    if begins:
        section.set("class", f"{section.get('class')} first")
    return opened or begins


def _tabs(number: str, *, shown: bool) -> list[Any]:
    """Make the thumb tabs of a chapter, for either side; the step down the edge repeats after `_TABS` chapters."""
    step = (int(number) - 1) % _TABS if number.isdigit() else 0
    style = f"margin-top: {step * 100 / _TABS:.3f}%"
    text = number if shown else None
    narrow = " narrow" if len(number) > 2 else ""
    return [make("div", text, class_=f"tab tab-{side}{narrow}", style=style) for side in ("left", "right")]


def _split_label(heading: Any) -> None:
    """Part "Bab 1" into its word and its number, and wrap the title, so that each can be set in its own way."""
    label = next(by_class(heading, "heading-label"), None)
    title = make("span", class_="heading-title")
    if label is None:
        title.text, heading.text = heading.text, None
        moved = list(heading)
    else:
        word, _, number = "".join(label.itertext()).replace("\u00a0", " ").rpartition(" ")
        title.text, label.tail = (label.tail or "").lstrip(), " "
        holder = next(by_class(label, "to-slides"), label)
        holder.text = label.text = None
        holder[:] = [make("span", word, class_="label-word"), make("span", number, class_="label-number")]
        holder[0].tail = " "
        moved = list(heading)[1:]
    title.extend(moved)
    heading.append(title)
    if heading.get("data-title"):
        title.set("data-title", words_without_notes(title).strip())
