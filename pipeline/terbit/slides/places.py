"""Where slides are in the book: the printed page of their section, and its address in the screen PDF."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from terbit import ast
from terbit.epub.printed import printed_pages
from terbit.model import Chapter, Document
from terbit.slides.model import Slide

__all__ = ["Places", "places_of", "section_pages"]

_LONGEST = 6
"""Lines that a heading takes at most."""
_Line = tuple[int, str]


@dataclass(frozen=True)
class Places:
    """`pages` are folios by the identifier of a section; `book` is the screen PDF's address, empty without one."""

    pages: Mapping[str, str]
    book: str = ""

    def told(self, slide: Slide) -> Slide:
        """Return a slide that knows its page and its section's address."""
        address = f"{self.book}#nameddest={quote(slide.section)}" if self.book and slide.section else ""
        return replace(slide, page=self.pages.get(slide.section, ""), address=address)


def places_of(document: Document) -> Places:
    """Return the places of an edition's sections; without a print PDF no page is known."""
    printed = next((a.data for a in document.made.get("print", ()) if a.path.endswith(".pdf")), b"")
    return Places(section_pages(document, printed) if printed else {}, _address(document))


def _address(document: Document) -> str:
    """Return the screen PDF's address as seen from a deck: below the book's own where there is one."""
    config = document.config
    if "screen" not in config.targets_of(document.edition):
        return ""
    name = quote(f"{config.slug}.pdf")
    return config.address_of(name, document.edition) or f"../{name}"


def section_pages(document: Document, printed: bytes) -> Mapping[str, str]:
    """Return the folio of each section of the chapters, found by its heading, which fills lines of its own.

    Chapters are looked for in their order, sections between their chapter's opening and the next one's.
    """
    pages = printed_pages(printed)
    lines = [(at, _letters(line)) for at, page in enumerate(pages) for line in page.lines]
    chapters = [chapter for chapter in document.chapters if chapter.role == "chapter"]
    found = list(_openings(chapters, document, lines))
    ends = [next((at for at in found[n + 1 :] if at is not None), len(lines)) for n in range(len(found))]
    out: dict[str, str] = {}
    for chapter, start, end in zip(chapters, found, ends, strict=True):
        if start is not None:
            places = {chapter.ident: start, **dict(_sections(chapter, document, lines[:end], start))}
            out |= {ident: pages[lines[at][0]].label for ident, at in places.items()}
    return out


def _openings(chapters: Sequence[Chapter], document: Document, lines: Sequence[_Line]) -> Iterator[int | None]:
    start = 0
    for chapter in chapters:
        title = ast.stringify(document.anchors[chapter.ident].title)
        # A number that is also the folio of its page is taken for that, and lacks in the lines.
        numbers = (chapter.number, "") if chapter.number else ()
        headings = [*(f"{document.labels('chapter', number=number)}{title}" for number in numbers), title]
        tried = (_find(heading, lines, start) for heading in headings)
        found = next((at for at in tried if at is not None), None)
        yield found
        start = start if found is None else found + 1


def _sections(chapter: Chapter, document: Document, lines: Sequence[_Line], start: int) -> Iterator[tuple[str, int]]:
    for ident in (ast.identifier(e) for e in ast.elements(chapter.blocks[1:]) if e["t"] == "Header"):
        anchor = document.anchors.get(ident)
        heading = f"{anchor.shown}{ast.stringify(anchor.title)}" if anchor else ""
        found = _find(heading, lines, start + 1) if heading else None
        if found is not None:
            yield ident, found
            start = found


def _find(heading: str, lines: Sequence[_Line], start: int) -> int | None:
    """Return the first line of those that a heading fills by itself, on one page."""
    wanted = _letters(heading)
    for at in range(start, len(lines)):
        page, text = lines[at]
        ahead = iter(lines[at + 1 : at + _LONGEST])
        while len(text) < len(wanted) and wanted.startswith(text):
            number, more = next(ahead, (-1, ""))
            if number != page:
                break
            text += more
        if text == wanted:
            return at
    return None


def _letters(text: str) -> str:
    """Return letters and digits alone, folded: what hyphens, spaces, capitals and ligatures do not change."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
