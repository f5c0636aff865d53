"""Object files: what is kept of a unit of the book that was laid out alone, with its page numbers left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from terbit.diagnostics import Diagnostic

__all__ = [
    "FOLIO",
    "Annotation",
    "Bookmark",
    "Content",
    "Deflated",
    "FontUse",
    "Hole",
    "Image",
    "Media",
    "NumberTable",
    "ObjectFile",
    "Page",
    "Piece",
    "Pieces",
    "Sheaf",
]

Piece = bytes | int | str
Pieces = tuple[Piece, ...]
"""A PDF object in pieces: bytes as they are; an int refers to an object of the same unit, a string to one of the
linker's own ("fonts", "document", the digest of an image) or to the identifier of a note ("id:7")."""

Media = tuple[float, float, float, float]
"""A MediaBox in pt: left, bottom, right, top."""

FOLIO = ""
"""The target of a hole for the number of the page that it is on."""


class Deflated(NamedTuple):
    """A part of a content stream, compressed so that it may stand among others (RFC 1951, ends on a full flush)."""

    data: bytes
    adler: int
    length: int


@dataclass(frozen=True)
class NumberTable:
    """How numbers are set in one style: for each character and what follows it ("" at the end) its glyph and kerning.

    `widths` gives the advance of a character before another, in px. Keys are the character and what follows it.
    """

    shown: Mapping[str, bytes]
    widths: Mapping[str, float]

    @property
    def is_even(self) -> bool:
        """Whether all figures are equally wide, so that numbers of as many digits are too."""
        return max(self.widths.values()) - min(self.widths.values()) < 1 / 64


class Hole(NamedTuple):
    """A number left open in a content stream: of a page, or of a footnote.

    `target` is the identifier whose page it is, the name of the footnote, or FOLIO; a `roman` folio is written in
    roman numerals, and all by one of the page's tables, in a `font`. The number stands where the operators before it
    say if it is as wide as `width` (px); else it is moved by `shift` times the difference. There is `room` for so many
    bytes of operators.
    """

    target: str
    roman: bool
    table: int
    width: float
    shift: float
    room: int
    font: str = ""


Content = tuple[Deflated | Hole, ...]
"""A page's content, with its numbers left open."""


@dataclass(frozen=True)
class Page:
    """A page: its dictionary but for contents, parent and structure, the size of its boxes in pt, and its content.

    `parents` are the structure elements that own its marked content, by MCID; `name` is that of its page context.
    """

    number: int
    pieces: Pieces
    media: Media
    content: Content
    parents: tuple[int, ...]
    name: str


@dataclass(frozen=True)
class Annotation:
    """A link annotation: its number, its dictionary without StructParent, its page, the structure element it is of."""

    number: int
    data: bytes
    page: int
    owner: int


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline: CSS level, title, page of the unit, place on it in pt."""

    level: int
    title: str
    page: int
    x: float
    y: float
    closed: bool


@dataclass(frozen=True)
class FontUse:
    """A font face in a unit: what its PDF dictionaries say, and the glyphs used with their widths and their text."""

    key: str
    name: str
    family: str
    file: str
    index: int
    flags: int
    italic_angle: float
    ascent: int
    descent: int
    widths: Mapping[int, int]
    texts: Mapping[int, str]


@dataclass(frozen=True)
class Image:
    """An image XObject: its dictionary's pieces, without Length, and its data."""

    pieces: Pieces
    data: bytes


@dataclass(frozen=True)
class Sheaf:
    """Objects that are no streams: their numbers, and their text as a format for all that it refers to, in order."""

    numbers: tuple[int, ...]
    text: bytes
    refers: tuple[int | str, ...]


@dataclass(frozen=True)
class ObjectFile:
    """A unit laid out: numbers of its objects count from 0, and a stream's pieces are its dictionary without Length.

    `closed` says that a number in it is set in figures of differing widths, so that others need another layout.
    `tops` are the structure elements right below the document's, `notes` those that need an identifier; `cut` are the
    pages on which text crosses the trim; `objects` is how many numbers it needs in a book; `trace` is for the next
    time, and kept apart.
    """

    pages: tuple[Page, ...]
    streams: Mapping[int, tuple[Pieces, bytes]]
    sheaves: tuple[Sheaf, ...]
    annotations: tuple[Annotation, ...]
    bookmarks: tuple[Bookmark, ...]
    anchors: tuple[tuple[str, int, float, float], ...]
    targets: tuple[str, ...]
    fonts: tuple[FontUse, ...]
    images: Mapping[str, Image]
    tables: tuple[NumberTable, ...]
    tops: tuple[int, ...]
    notes: tuple[int, ...] = ()
    closed: bool = False
    findings: tuple[Diagnostic, ...] = ()
    cut: tuple[int, ...] = ()
    objects: int = 0
    trace: bytes = b""
