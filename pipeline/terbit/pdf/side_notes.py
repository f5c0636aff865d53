"""Side notes: moved into the paragraph that they stand beside, for the engine to set them in the margin of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from terbit.ast import elements, stringify, where
from terbit.diagnostics import Diagnostic, Location
from terbit.model import Chapter, Document
from terbit.pdf.footnotes import spans_for_blocks
from terbit.pdf.geometry import TYPE
from terbit.pdf.markup import CROWDED, MARGIN_NOTE, beginning, by_class, has_class, make
from terbit.pdf.room import Room

__all__ = ["place_side_notes", "places_of_side_notes", "with_places"]

_HOLDER = "note-holder"
_SIZE, _LEADING = 8.6, 11.5
"""How side notes are set in `book.css`, in pt."""
_SHARE = 0.5
"""How much of a page's height one note may fill in the margin."""
_BESIDE = ("p", "ul", "ol", "li")
_KEPT = ("table", "figure", "img", "pre", "svg")
"""What is too wide for a margin."""
_HINT = "shorten them, or spread them over the pages"
_HELD = ("table", "figure", "h1", "h2", "h3", "h4", "h5", "h6")
"""In these, a note stays where it is."""


def places_of_side_notes(chapter: Chapter) -> list[Location | None]:
    """Return where the side notes of a chapter stand, in their order."""
    return [where(element) for element in elements(chapter.blocks) if _is_note(element)]


def place_side_notes(section: Any, room: Room, places: Sequence[Location | None]) -> Iterator[Diagnostic]:
    """Put each side note into the line that it stands beside, if the margin has a column for it.

    A block goes into the first line of what follows it, or else of what is before it. One that no margin has room for
    is set across the text, and a finding says so; one that holds a picture or a table stays in the text.
    """
    notes = list(by_class(section, "side-note"))
    known = places if len(places) == len(notes) else [None] * len(notes)
    for note, place in zip(notes, known, strict=True):
        lines = _lines(note, room.column or room.width / 3, room)
        if lines * _LEADING * room.size / TYPE > _SHARE * room.height:
            note.set("class", f"{note.get('class')} across")
            message = f"a side note of {lines} lines is too long for a margin: it is set across the text"
            yield Diagnostic("warning", "note-long", message, place, "shorten it, or make it a part of the text")
        elif room.column and not any(above.tag in _HELD for above in note.iterancestors()) and not _is_wide(note):
            _move(note)


def with_places(findings: Iterable[Diagnostic], document: Document) -> Iterator[Diagnostic]:
    """Yield findings, those of crowded notes with the place of the note that they name."""
    for finding in findings:
        if finding.code == CROWDED and finding.where is None:
            notes = (note for chapter in document.chapters for note in elements(chapter.blocks) if _is_note(note))
            named = (where(note) for note in notes if f"'{beginning(stringify(note))}'" in finding.message)
            yield replace(finding, where=next(named, None), hint=_HINT)
        else:
            yield finding


def _is_note(element: Any) -> bool:
    return element["t"] in ("Div", "Span") and "side-note" in element["c"][0][1]


def _is_wide(note: Any) -> bool:
    return next(note.iter(*_KEPT), None) is not None


def _lines(note: Any, width: float, room: Room) -> int:
    """Guess how many lines of a width in pt a note fills."""
    blocks = list(note.iter("p", "li")) or [note]
    return sum(1 + int(room.length("".join(b.itertext()), _SIZE, "face-interface") / width) for b in blocks)


def _move(note: Any) -> None:
    if note.tag == "span":
        note.set("class", MARGIN_NOTE)
        return
    sides = (note.itersiblings(), note.itersiblings(preceding=True))
    line = next((line for line in map(_line_of, map(_beside, sides)) if line is not None), None)
    if line is None:
        return
    span = make("span", class_=MARGIN_NOTE)
    if note.get("id"):
        span.set("id", note.get("id"))
    span.extend(list(note))
    spans_for_blocks(span)
    note.getparent().remove(note)
    # WeasyPrint 70 takes what is out of the flow at the beginning of a line for a block before it: so it gets a holder.
    holder = make("span", span, class_=_HOLDER)
    at = sum(1 for _ in takewhile(lambda child: has_class(child, _HOLDER), line))
    if at:
        line[at - 1].tail, holder.tail = None, line[at - 1].tail
    else:
        line.text, holder.tail = None, line.text
    line.insert(at, holder)


def _beside(siblings: Iterator[Any]) -> Any:
    """Return the next block that is no side note itself, if it is text."""
    block = next((one for one in siblings if not has_class(one, "side-note")), None)
    return block if block is not None and block.tag in _BESIDE else None


def _line_of(block: Any) -> Any:
    """Return the element that a block's first line is the text of."""
    while block is not None and block.tag in ("ul", "ol", "li"):
        inner = block[0] if len(block) and not (block.text or "").strip() and block[0].tag in _BESIDE else None
        if inner is None:
            return block if block.tag == "li" else None
        block = inner
    return block
