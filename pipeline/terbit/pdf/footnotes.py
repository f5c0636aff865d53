"""Footnotes: moved from the chapter's end to behind their references, for the engine to float to the page's foot."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from lxml import etree

from terbit.footnotes import NUMBERS
from terbit.labels import Labels
from terbit.pdf.markup import ASIDES, HELD, by_class, make
from terbit.pdf.pagination import TARGET

__all__ = ["place_footnotes", "spans_for_blocks", "with_open_numbers", "words_without_notes"]

_BLOCKS = {
    "p": "paragraph",
    "div": "paragraph",
    "blockquote": "quotation",
    "pre": "code",
    "ul": "list",
    "ol": "numbers",
    "dl": "list",
    "li": "item",
    "dt": "paragraph",
    "dd": "quotation",
}


def place_footnotes(section: Any) -> None:
    """Put each footnote behind its reference, as a span that CSS floats and that begins with the way back."""
    for heading in section.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        if next(by_class(heading, "noteref", "a"), None) is not None:
            heading.set("data-title", words_without_notes(heading))
    notes = {note.get("id"): note for note in by_class(section, "footnote")}
    for reference in by_class(section, "noteref", "a"):
        note = notes.pop((reference.get("href") or "").removeprefix("#"), None)
        if note is not None:
            span = _span(reference, note)
            reference.addnext(span)
            reference.tail, span.tail = None, reference.tail
            _hold(reference)
    for gathered in by_class(section, "footnotes"):
        gathered.getparent().remove(gathered)


def with_open_numbers(html: str, before: int, labels: Labels) -> str:
    """Return a section with the numbers of its footnotes as they are behind so many others, each with its name.

    A link whose words are open bears a title, which stays as it is when the number changes.
    """
    titles = {"noteref": labels("footnotes"), "footnote-number": labels("back-to-text")}

    def opened(found: re.Match[str]) -> str:
        title = f' title="{escape(titles[found["mark"]])}"' if found["mark"] else ""
        return f'{found["tag"]}{title} {TARGET}="note {found["note"]}">{int(found["number"]) + before}'

    return NUMBERS.sub(opened, html)


def _hold(reference: Any) -> None:
    """Bind a note's mark to the letter before it: WeasyPrint 70 may break a line between a full stop and the mark."""
    parent, before = reference.getparent(), reference.getprevious()
    text = (parent.text if before is None else before.tail) or ""
    if not text or text[-1].isspace():
        return
    held = make("span", text[-1], class_=HELD)
    if before is None:
        parent.text = text[:-1]
    else:
        before.tail = text[:-1]
    parent.insert(parent.index(reference), held)
    held.append(reference)


def words_without_notes(element: Any) -> str:
    """Return the text of an element as running heads and bookmarks show it."""
    if set(ASIDES).intersection((element.get("class") or "").split()):
        return ""
    parts = (words_without_notes(child) + (child.tail or "") for child in element)
    return (element.text or "") + "".join(parts)


def _span(reference: Any, note: Any) -> Any:
    # No block may stand in the paragraph that calls the note, so each becomes a span that CSS sets as what it was.
    mark = make("a", (reference.text or "").strip(), class_="footnote-number", href=f"#{reference.get('id')}")
    # An address is too long a word to justify the lines before it.
    names = "footnote" if next(by_class(note, "uri", "a"), None) is None else "footnote ragged"
    span = make("span", class_=names, id=note.get("id"))
    for block in list(note):
        block.tail = None
        span.append(block)
    spans_for_blocks(span)
    first = span[0] if len(span) and span[0].get("class") == "footnote-paragraph" else span
    mark.tail, first.text = first.text, None
    first.insert(0, mark)
    return span


def spans_for_blocks(note: Any) -> None:
    """Make the blocks of a note spans, which may stand in a paragraph; their classes say what they were."""
    for block in list(note.iter(*_BLOCKS)):
        block.set("class", f"footnote-{_BLOCKS[etree.QName(block).localname]}")
        block.tag = "span"
        # The ends of lines between blocks would be lines of their own.
        block.text = block.text if (block.text or "").strip() else None
        block.tail = block.tail if (block.tail or "").strip() else None
