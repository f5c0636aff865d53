"""Handouts: a deck's slides on paper, one, two, three or six a page, three with lines to write on."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from html import escape

from terbit.assets import FontFile
from terbit.digest import digest_bytes
from terbit.faces import book_families
from terbit.model import Document
from terbit.names import slug
from terbit.pdf.model import Composition, Sheet
from terbit.slides.drawn import Drawn, geometry
from terbit.slides.looks import Design
from terbit.slides.mark import mark_of
from terbit.slides.model import Deck, Slide
from terbit.theme import read_tokens

__all__ = ["FORMS", "Form", "handout", "handout_sheet"]

_MM = 72 / 25.4  # pt
_DATA = re.compile(r'src="data:image/([a-z+]+);base64,([^"]*)"')
_LINES = 7
_LONG, _SHORT = 297.0, 210.0


@dataclass(frozen=True)
class Form:
    """How many slides stand on a page of A4, how wide and high each may be in mm, and whether lines are beside them."""

    slides: int
    width: float
    height: float
    is_upright: bool = True
    has_lines: bool = False

    def scale(self, design: Design) -> float:
        """Return the size of a slide relative to that in a deck."""
        return min(self.width / design.width, self.height / design.height) * _MM


FORMS: Mapping[int, Form] = {
    1: Form(1, 264, 158, is_upright=False),
    2: Form(2, 178, 105),
    3: Form(3, 106, 63, has_lines=True),
    6: Form(6, 86, 49.5),
}


def handout(deck: Deck, document: Document, form: Form) -> Composition:
    """Return the pages of a deck's handout as HTML."""
    mark = mark_of(document.config, document.resources, deck.design)
    drawn = Drawn(deck, document.labels, document.resources, form.scale(deck.design), on_paper=True, mark=mark)
    numbered = list(enumerate(deck.slides, start=1))
    sections = "".join(
        _section([drawn.section(slide, number) for number, slide in part], form) for part in _by_chapter(numbered)
    )
    title = escape(f"{deck.title} – {deck.footer}" if deck.footer not in deck.title else deck.title)
    authors = escape(", ".join(person.name for person in document.config.authors))
    midnight = datetime.combine(document.config.date, time(), UTC)
    sections, pictures = _served(sections)
    html = (
        f'<!DOCTYPE html><html lang="{escape(document.config.language)}"><head><meta charset="utf-8">'
        f'<title>{title}</title><meta name="author" content="{authors}"></head>'
        f"<body>{sections}</body></html>"
    )
    tokens = read_tokens(document.styles["theme.css"].data.decode())
    faces = {_address(face): face.data or face.path.read_bytes() for face in _brought(deck, document)}
    return Composition(html, faces | pictures, tokens, "", int(midnight.timestamp()))


def _served(sections: str) -> tuple[str, dict[str, bytes]]:
    """Give pictures that stand in mark-up as data an address each: the engine opens no other."""
    pictures: dict[str, bytes] = {}

    def served(picture: re.Match[str]) -> str:
        data = b64decode(picture[2])
        address = f"pictures/{digest_bytes(data)}.{picture[1].removesuffix('+xml')}"
        pictures[address] = data
        return f'src="{address}"'

    return _DATA.sub(served, sections), pictures


def _brought(deck: Deck, document: Document) -> list[FontFile]:
    """Return the files of the faces that a deck is set in and the theme is not: the engine knows these alone."""
    known = book_families(read_tokens(document.styles["theme.css"].data.decode()))
    wanted = {face.html for face in (deck.design.text_faces, deck.design.faces)}
    return sorted({file for face in wanted if face.family not in known for file in face.every()})


def _address(face: FontFile) -> str:
    return f"faces/{slug(face.family)}-{face.weight}-{face.style}{face.path.suffix}"


def _by_chapter(slides: Iterable[tuple[int, Slide]]) -> Iterator[list[tuple[int, Slide]]]:
    """Part slides where another chapter begins: each part is laid out by itself, and again only if it changes."""
    part: list[tuple[int, Slide]] = []
    chapter = ""
    for number, slide in slides:
        if chapter and slide.chapter not in ("", chapter):
            yield part
            part = []
        chapter = slide.chapter or chapter
        part.append((number, slide))
    yield part


def _section(slides: Sequence[str], form: Form) -> str:
    sheets = "".join(_sheet(slides[at : at + form.slides], form) for at in range(0, len(slides), form.slides))
    return f'<section class="handout up-{form.slides}">{sheets}</section>'


def _sheet(slides: Sequence[str], form: Form) -> str:
    lines = f'<div class="lines">{"<div></div>" * _LINES}</div>' if form.has_lines else ""
    rows = "".join(f'<div class="row"><div class="frame">{slide}</div>{lines}</div>' for slide in slides)
    return f'<div class="sheet">{rows}</div>'


def handout_sheet(deck: Deck, document: Document, form: Form) -> Sheet:
    """Return how a deck's handout is set."""
    names = ("theme.css", "slides.css", "handout.css")
    theme, slides, own = (document.styles[name].data.decode() for name in names)
    places = geometry(deck.design, form.scale(deck.design))
    faces = "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("{_address(face)}"); }}'
        for face in _brought(deck, document)
    )
    return Sheet((theme, faces, places, slides, "\n".join(_page(deck, document, form)), own), "pdf/ua-1")


def _page(deck: Deck, document: Document, form: Form) -> Iterator[str]:
    width, height = (_SHORT, _LONG) if form.is_upright else (_LONG, _SHORT)
    config = document.config
    foot = " · ".join(part for part in (config.publisher.name, config.licence.name) if part)
    yield f"@page {{ size: {width:g}mm {height:g}mm; }}"
    yield f":root {{ --frame: {form.scale(deck.design) * deck.design.width / _MM:.4g}mm; }}"
    yield f"@page {{ @top-left {{ content: {_string(deck.title)}; }} @bottom-left {{ content: {_string(foot)}; }} }}"


def _string(text: str) -> str:
    """Write a text as a string of CSS (CSS Syntax 3, 4.3.5)."""
    escaped = "".join(char if char.isalnum() or char in " .,:–" else f"\\{ord(char):x} " for char in text)
    return f'"{escaped}"'
