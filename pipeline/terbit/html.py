"""Chapters as HTML: one well-formed fragment each, the same for every target."""

from __future__ import annotations

import html as escape
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from lxml import html as lenient

from terbit import pandoc
from terbit.alternatives import DECORATIVE
from terbit.ast import (
    Element,
    Elements,
    classes,
    div,
    elements,
    get,
    identifier,
    map_elements,
    pandoc_json,
    raw,
    span,
    string,
    strip_positions,
)
from terbit.mathml import finish_math
from terbit.model import Chapter, Document

__all__ = ["blocks_html", "chapter_html", "fragments"]

_CITES = ("Link", "Span")
_DELIMITERS = {"OneParen": "one-paren", "TwoParens": "two-parens"}
_WRITER = "html5-smart"
_OPTIONS = ("--mathml", "--syntax-highlighting=none")


def chapter_html(chapter: Chapter) -> str:
    """Return a chapter as one ``section`` element: XML that is HTML too, footnotes gathered at its end."""
    attributes = {"class": chapter.role, "id": chapter.ident, "data-file": chapter.file}
    opening = " ".join(f'{name}="{escape.escape(value)}"' for name, value in attributes.items())
    section = _element(f"<section {opening}>{_body(chapter.blocks, chapter.ident)}</section>")
    first = section.find("h1")
    if first is not None and first.get("id") == chapter.ident:
        del first.attrib["id"]
    return _finished(section)


def fragments(document: Document) -> Mapping[str, str]:
    """Return the document's chapters as HTML, by identifier; a build has them written before it renders."""
    return document.html or {chapter.ident: chapter_html(chapter) for chapter in document.chapters}


def blocks_html(blocks: Elements, prefix: str = "") -> str:
    """Return blocks as a ``div``; `prefix` keeps the identifiers of their footnotes apart."""
    return _finished(_element(f"<div>{_body(blocks, prefix)}</div>"))


def _body(blocks: Elements, prefix: str) -> str:
    text, notes = _take_notes(strip_positions(blocks), prefix)
    if notes:
        # The references of a chapter are its last matter.
        at = len(text) - (bool(text) and "references-section" in classes(text[-1]))
        text = [*text[:at], div(notes, names=["footnotes"]), *text[at:]]
    text = map_elements(text, _delimited)
    return pandoc.run(pandoc_json(text), reader="json", writer=_WRITER, options=_OPTIONS)


def _delimited(element: Element) -> Element | None:
    """Say around an ordered list what stands around its numbers, 1) or (1): pandoc 3.9 does not write it in HTML."""
    if element["t"] != "OrderedList" or element["c"][0][2]["t"] not in _DELIMITERS:
        return None
    return div([element], names=["delimited", _DELIMITERS[element["c"][0][2]["t"]]])


def _take_notes(blocks: Elements, prefix: str) -> tuple[Elements, Elements]:
    """Put a reference in the place of each footnote; return the text and the footnotes."""
    notes: Elements = []
    holding: dict[str, str] = {}

    def change(element: Element) -> Element | None:
        if element["t"] != "Note":
            return None
        number = len(notes) + 1
        ident = f"{prefix}-{number}" if prefix else str(number)
        holding.update((identifier(inner), ident) for inner in elements(element["c"]) if inner["t"] in _CITES)
        notes.append(div(element["c"], ident=f"fn-{ident}", names=["footnote"]))
        name = escape.escape(ident)
        return raw(f'<a class="noteref" id="fnref-{name}" href="#fn-{name}">{number}</a>')

    text = map_elements(blocks, change)
    return text, _referring(notes, holding)


def _referring(notes: Elements, holding: Mapping[str, str]) -> Elements:
    """Write the number that a note bears in this edition where another note refers to it by a cite in it.

    `holding` has the notes that hold cites, by the identifiers of these.
    """

    def change(element: Element) -> Element | Elements | None:
        if element["t"] != "Span" or "note-number" not in classes(element):
            return None
        note = holding.get(get(element, "data-first"))
        if note is None:
            inner: Elements = element["c"][1]
            return inner
        return span([string(note.rpartition("-")[2])], names=["note-number"], **{"data-note": f"fn-{note}"})

    mapped: Elements = map_elements(notes, change)
    return mapped


def _element(markup: str) -> etree._Element:
    """Parse pandoc's HTML, which is XML unless the manuscript holds raw HTML that is not."""
    try:
        return etree.fromstring(markup)
    except etree.XMLSyntaxError:
        return lenient.fragment_fromstring(markup)


def _finished(root: etree._Element) -> str:
    for frame in list(root.iter("div")):
        _unframe(frame)
    for element in root.iter(etree.Element):
        _finish(element)
    text: str = etree.tostring(root, encoding="unicode", method="xml")
    return text


def _unframe(frame: etree._Element) -> None:
    """Give the list in a frame of `_delimited` what that says, and put it in its place."""
    name, _, delimiter = (frame.get("class") or "").partition(" ")
    parent = frame.getparent()
    if name == "delimited" and parent is not None and len(frame) == 1:
        frame[0].set("class", delimiter)
        frame[0].tail = frame.tail
        parent.replace(frame, frame[0])


def _finish(element: etree._Element) -> None:
    tag = etree.QName(element).localname
    if tag == "a":
        _part_marks(element)
    elif tag == "figcaption":
        element.attrib.pop("aria-hidden", None)
    elif tag == "th" and "scope" not in element.attrib:
        element.set("scope", "col" if _in(element, "thead") else "row")
    elif tag == "math":
        finish_math(element)
    elif tag == "img":
        _finish_image(element)
    elif tag == "div":
        _finish_div(element)


def _part_marks(element: etree._Element) -> None:
    """Put a comma between the marks of two notes, or 1 and 2 would read as 12."""
    following = element.getnext()
    marks = [one for one in (element, following) if one is not None and "noteref" in (one.get("class") or "").split()]
    if len(marks) == 2 and not element.tail:
        comma = etree.Element("span", {"class": "noteref-comma"})
        comma.text = ","
        element.addnext(comma)


def _finish_image(element: etree._Element) -> None:
    """Say that a picture is mere decoration; pandoc leaves an empty text out, and its name would be read."""
    element.set("alt", element.get("alt", ""))
    if DECORATIVE in (element.get("class") or "").split():
        element.set("role", "presentation")


def _finish_div(element: etree._Element) -> None:
    names = (element.get("class") or "").split()
    if "box" in names:
        _name_box(element)
    elif "footnotes" in names:
        element.tag = "section"


def _name_box(element: etree._Element) -> None:
    """Tie a learning box to its title, so that it is announced by name (WAI-ARIA 1.2, group)."""
    title = next(_titles(element), None)
    if title is None:
        return
    ident = element.get("id") or f"box-{element.getroottree().getroot().get('id', '')}-{_order(element)}"
    title.set("id", f"{ident}-title")
    element.set("role", "group")
    element.set("aria-labelledby", f"{ident}-title")


def _titles(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if "box-title" in (child.get("class") or "").split():
            yield child


def _order(element: etree._Element) -> int:
    """Return the element's number in document order, a name that depends on the content alone."""
    root: Any = element.getroottree().getroot()
    return next(number for number, other in enumerate(root.iter()) if other is element)


def _in(element: etree._Element, tag: str) -> bool:
    return any(etree.QName(ancestor).localname == tag for ancestor in element.iterancestors())
