"""Footnotes: moved from the chapter's end to where they are called, for the engine to float to the page's foot."""

from __future__ import annotations

from typing import Any

from lxml import etree

from terbit.pdf.markup import by_class, make, replace_element

__all__ = ["place_footnotes"]


def place_footnotes(section: Any) -> None:
    """Put each footnote where its reference is, as a span that CSS floats; `data-number` holds its number."""
    notes = {note.get("id"): note for note in by_class(section, "footnote")}
    for reference in by_class(section, "noteref", "a"):
        note = notes.pop((reference.get("href") or "").removeprefix("#"), None)
        if note is not None:
            replace_element(reference, _span(reference, note))
    for gathered in by_class(section, "footnotes"):
        gathered.getparent().remove(gathered)


def _span(reference: Any, note: Any) -> Any:
    # A paragraph may not stand in the paragraph that calls the note, so each becomes a span set as a block.
    span = make("span", class_="footnote", id=note.get("id"), data_number=(reference.text or "").strip())
    for block in list(note):
        if etree.QName(block).localname == "p":
            block.tag = "span"
            block.set("class", "footnote-paragraph")
        block.tail = None
        span.append(block)
    return span
