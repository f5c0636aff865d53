"""The plan of a deck as frozen values; PPTX and HTML are both written from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from terbit.diagnostics import Location
from terbit.slides.looks import WIDE, Design

__all__ = [
    "Body",
    "Deck",
    "Grid",
    "Kind",
    "Marker",
    "Paragraph",
    "Picture",
    "Run",
    "Runs",
    "Slide",
    "TextBody",
    "body_text",
    "plain_text",
]

Kind = Literal[
    "title", "chapter", "objectives", "content", "statement", "definition", "quote", "figure", "table",
    "code", "activity", "exercise", "answer", "reflection", "summary", "callout", "references",
]  # fmt: skip
Marker = Literal[
    "", "bullet", "decimal", "alpha", "upper", "decimal-paren", "alpha-paren", "decimal-parens", "alpha-parens"
]


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style; a newline in it is a line break. `language` is empty for the book's own."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    script: Literal["", "sub", "super"] = ""
    link: str = ""
    language: str = ""

    def saying(self, text: str) -> Run:
        """Return other text in the same style."""
        return Run(text, *self.style)

    @property
    def style(self) -> tuple[bool, bool, bool, bool, Literal["", "sub", "super"], str, str]:
        """Return all but the text."""
        return self.bold, self.italic, self.code, self.strike, self.script, self.link, self.language


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph or list item.

    `number` counts it in a numbered list; `joined` keeps it on the slide of the paragraph before;
    `notes` is the prose that it stands for; `verse` may be parted at its line breaks alone.
    """

    runs: Runs
    level: int = 0
    marker: Marker = ""
    number: int = 0
    joined: bool = False
    notes: tuple[str, ...] = ()
    verse: bool = False
    place: Location | None = None


@dataclass(frozen=True)
class TextBody:
    """Paragraphs set at one size (pt); 0 while it is not measured yet."""

    paragraphs: tuple[Paragraph, ...]
    size: float = 0.0


@dataclass(frozen=True)
class Grid:
    """A table: header cells, rows of cells, column alignments, column widths and row heights in pt."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    alignments: tuple[Literal["left", "center", "right"], ...]
    size: float = 0.0
    widths: tuple[float, ...] = ()
    heights: tuple[float, ...] = ()
    place: Location | None = None


@dataclass(frozen=True)
class Picture:
    """A figure: its path in the document's resources, its text alternative, its greatest width in pt (0: any)."""

    path: str
    alt: str
    width: float = 0.0


Body = TextBody | Grid | Picture


@dataclass(frozen=True)
class Slide:
    """One slide.

    `label` stands above the title ("1.2", "Gambar 1.1"); `section` is the identifier of the book's section
    that the slide is made of and `source` its name as printed; `chapter` is the chapter's identifier.
    `cues` are the author's speaker notes, `notes` and `closing` the book's prose before and after what each
    paragraph of the body brings. `goals` are the sections whose slides begin here. `page` says where the section
    is in print ("buku hlm. 12") and `address` where it is in the screen PDF.
    """

    kind: Kind
    title: str
    body: Body
    label: str = ""
    caption: Runs = ()
    notes: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    section: str = ""
    source: str = ""
    goals: tuple[str, ...] = ()
    chapter: str = ""
    qualifier: str = ""
    ident: str = ""
    part: int = 1
    total: int = 1
    title_size: float = 0.0
    page: str = ""
    address: str = ""
    place: Location | None = None


@dataclass(frozen=True)
class Deck:
    """A deck: its file's stem, its title, the footer's text, its slides, the chapters it covers, its design."""

    stem: str
    title: str
    footer: str
    slides: tuple[Slide, ...]
    sources: tuple[str, ...] = ()
    design: Design = WIDE


def plain_text(runs: Runs) -> str:
    """Return the text of runs, line breaks as spaces."""
    return "".join(run.text for run in runs).replace("\n", " ")


def body_text(body: Body) -> str:
    """Return the words that a body shows, one line a paragraph or row."""
    if isinstance(body, TextBody):
        return "\n".join(plain_text(paragraph.runs) for paragraph in body.paragraphs)
    if isinstance(body, Grid):
        rows = (body.header, *body.rows) if body.header else body.rows
        return "\n".join(" ".join(plain_text(cell) for cell in row) for row in rows)
    return ""
