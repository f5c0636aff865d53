"""Sections: each chapter's HTML made ready for the engine, and kept by its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from typing import Any

from lxml import etree

from terbit.cache import Cache
from terbit.diagnostics import Diagnostic
from terbit.digest import digest
from terbit.footnotes import notes_before
from terbit.html import fragments
from terbit.labels import Labels
from terbit.model import Chapter, Document
from terbit.own import own_digest
from terbit.pdf.endings import mend_endings
from terbit.pdf.footnotes import place_footnotes, with_open_numbers
from terbit.pdf.index import part_by_letters
from terbit.pdf.keeps import frame_tables, mark_floats, mark_long_boxes
from terbit.pdf.lists import number_lists
from terbit.pdf.long_notes import places_of_notes, set_long_notes
from terbit.pdf.mathematics import Drawn, draw_formulas
from terbit.pdf.openings import Opening, open_section
from terbit.pdf.room import Room, long_words
from terbit.pdf.side_notes import place_side_notes, places_of_side_notes
from terbit.pdf.spacing import bind_ways_back
from terbit.pdf.wide_tables import fit_tables, places_of_tables

__all__ = ["Section", "sections"]

_NEAR = 3.5
"""How near to the edge the numbers of tabs stand, in mm."""


@dataclass(frozen=True)
class Section:
    """A chapter as the engine is given it: its HTML, its formulas, and what was found in it."""

    html: str
    drawn: Drawn
    findings: tuple[Diagnostic, ...]


def sections(document: Document, room: Room, cache: Cache) -> Iterator[Section]:
    """Yield a document's chapters, made ready for lines with some room.

    What nothing was found in is kept: where it stands in the manuscript does not matter then, nor how many footnotes
    are before it.
    """
    written, words = fragments(document), digest(dict(document.labels.words))
    before = notes_before(document)
    for chapter, opening in _openings(document):
        html = written[chapter.ident]
        key = digest("section", own_digest(), words, astuple(room), astuple(opening), html)
        section = cache.get("sections", key)
        if section is None:
            section = _made(chapter, html, opening, room, document.labels)
            if not section.findings:
                cache.put("sections", key, section)
        if chapter.ident in before:
            section = replace(section, html=with_open_numbers(section.html, before[chapter.ident], document.labels))
        yield section


def _openings(document: Document) -> Iterator[tuple[Chapter, Opening]]:
    """Yield the chapters with what their openings show."""
    config, opened = document.config, False
    profile = config.press.profile
    shown = not profile or profile.margin(config.bleed) <= _NEAR
    for chapter in document.chapters:
        begins = not opened and chapter.role in ("chapter", "part")
        tab = chapter.number if chapter.role == "chapter" else ""
        yield chapter, Opening(config.title, tab, shown=shown, begins=begins)
        opened = opened or begins


def _made(chapter: Chapter, html: str, opening: Opening, room: Room, labels: Labels) -> Section:
    section: Any = etree.fromstring(html)
    drawn = draw_formulas(section, labels)
    findings = [*long_words(chapter, room)]
    findings += set_long_notes(section, room, places_of_notes(chapter))
    place_footnotes(section)
    findings += place_side_notes(section, room, places_of_side_notes(chapter))
    findings += fit_tables(section, room, places_of_tables(chapter), labels)
    frame_tables(section)
    mark_floats(section)
    mark_long_boxes(section)
    number_lists(section)
    part_by_letters(section)
    bind_ways_back(section)
    mend_endings(section)
    open_section(section, opening)
    return Section(etree.tostring(section, encoding="unicode", method="html"), drawn, tuple(findings))
