"""Footnotes that are longer than a page: set in the text, where they can break, and reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from terbit.ast import elements, where
from terbit.diagnostics import Diagnostic, Location
from terbit.model import Chapter
from terbit.pdf.geometry import TYPE
from terbit.pdf.markup import by_class, make
from terbit.pdf.room import Room

__all__ = ["places_of_notes", "set_long_notes"]

_SIZE, _LEADING = 9.0, 12.0
"""How notes are set in `book.css`, in pt."""
_SHARE = 0.6
"""How much of a page a note may fill: WeasyPrint 70 breaks no note, and puts one off to a page that has room for it."""
_BLOCKS = ("p", "li", "pre", "blockquote")


def places_of_notes(chapter: Chapter) -> list[Location | None]:
    """Return where the notes of a chapter stand, in their order."""
    return [where(element) for element in elements(chapter.blocks) if element["t"] == "Note"]


def set_long_notes(section: Any, room: Room, places: Sequence[Location | None]) -> list[Diagnostic]:
    """Set each note that no page has room for behind the block that calls it, and say so; numbers stay as they are."""
    called = {(mark.get("href") or "").removeprefix("#"): mark for mark in by_class(section, "noteref", "a")}
    findings: list[Diagnostic] = []
    for number, note in enumerate(by_class(section, "footnote", "div")):
        lines = _lines(note, room)
        mark = called.get(note.get("id"))
        if mark is not None and lines * _LEADING * room.size / TYPE > _SHARE * room.height:
            _set_behind(mark, note, section)
            place = places[number] if number < len(places) else None
            message = f"a note of {lines} lines is too long for the foot of a page: it is set behind its paragraph"
            hint = "shorten it, or make it a part of the text"
            findings.append(Diagnostic("warning", "note-long", message, place, hint))
    return findings


def _lines(note: Any, room: Room) -> int:
    """Guess how many lines a note fills."""
    blocks = list(note.iter(*_BLOCKS)) or [note]
    return sum(1 + int(room.length("".join(block.itertext()), _SIZE) / room.width) for block in blocks)


def _set_behind(mark: Any, note: Any, section: Any) -> None:
    """Make a note a block behind the one that calls it, which stands in the section itself or in a box of it."""
    block = mark
    while block.getparent() is not section and "box" not in (block.getparent().get("class") or "").split():
        block = block.getparent()
    number = make("a", mark.text or "", class_="footnote-number", href=f"#{mark.get('id')}")
    first = note[0] if len(note) and note[0].tag == "p" else note
    number.tail, first.text = first.text, None
    first.insert(0, number)
    note.set("class", "long-note")
    note.tail = None
    block.addnext(note)
    note.tail, block.tail = block.tail, None
