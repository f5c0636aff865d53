"""The configuration of a book as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terbit.diagnostics import Location

if TYPE_CHECKING:  # it knows the sizes of pages
    from terbit.profiles import PrintProfile

__all__ = [
    "Accessibility",
    "Config",
    "Edition",
    "Licence",
    "Margins",
    "Paper",
    "Person",
    "Press",
    "Publisher",
    "Series",
    "SlideFace",
    "SlideStyle",
    "Trim",
]


@dataclass(frozen=True)
class Person:
    """Somebody named on the title page, with MARC relator codes (aut, edt, ill, …)."""

    name: str
    roles: tuple[str, ...] = ("aut",)


@dataclass(frozen=True)
class Publisher:
    """The publisher's name, place, address and the path of its logo; empty where unknown."""

    name: str = ""
    place: str = ""
    address: str = ""
    logo: str = ""


@dataclass(frozen=True)
class Licence:
    """The licence's name and address; empty where unknown."""

    name: str = ""
    url: str = ""


@dataclass(frozen=True)
class Series:
    """The series that the book belongs to and its number in it; empty where there is none."""

    name: str = ""
    number: str = ""


@dataclass(frozen=True)
class Accessibility:
    """Who answers for the accessibility of the book, and the address of their credential."""

    certifier: str = ""
    credential: str = ""


@dataclass(frozen=True)
class Trim:
    """The trimmed page: its name, width and height in mm."""

    name: str
    width: float
    height: float


@dataclass(frozen=True)
class Margins:
    """Margins in mm as the project gives them; None where it leaves them to Terbit."""

    inner: float | None = None
    outer: float | None = None
    top: float | None = None
    bottom: float | None = None


@dataclass(frozen=True)
class Paper:
    """The paper of the inside: its name, and how thick a page is, in mm: half a leaf."""

    name: str
    page: float


@dataclass(frozen=True)
class Press:
    """How the print PDF goes to the press.

    `profile` has the rules of who prints it, `standard` is x-4, x-1a or none, `icc` a path or empty, `colours` 1 or 4,
    `signature` a number of pages, `ink_limit` the most of all inks together, in %; `marks` says whether there are crop
    marks, `bleed_sides` is 3 where nothing bleeds into the spine, else 4; with `last_blank` a blank page ends the book;
    `type_size` is that of the text, in pt; `side_notes` is margin, text, or empty: in the margin if it is wide enough.
    """

    profile: PrintProfile | None = None
    standard: str = "x-4"
    icc: str = ""
    colours: int = 4
    signature: int = 2
    ink_limit: int = 300
    marks: bool = True
    bleed_sides: int = 4
    last_blank: bool = False
    margins: Margins = field(default_factory=Margins)
    type_size: float = 11.0
    side_notes: str = ""
    paper: Paper | None = None


@dataclass(frozen=True)
class SlideFace:
    """A face of decks: its name, or the paths of its files by `regular`, `bold`, `italic` and `bold-italic`."""

    name: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SlideStyle:
    """How decks look.

    `ratios` are 16:9, 4:3 or both; `template` and `logo` are the paths of a PowerPoint file and of an image, or empty.
    `colours` are the publisher's as "#rrggbb", by what they are for; `faces` the publisher's, of `text` and `titles`.
    """

    ratios: tuple[str, ...] = ("16:9",)
    template: str = ""
    logo: str = ""
    colours: Mapping[str, str] = field(default_factory=dict)
    faces: Mapping[str, SlideFace] = field(default_factory=dict)


@dataclass(frozen=True)
class Edition:
    """One audience and the targets that it gets."""

    name: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Config:
    """What `terbit.yaml` says, complete and checked; paths are POSIX, relative to `root`.

    `chapters` keeps the order of the book; `parts` maps a part's title to its chapters' paths where the
    book has parts. `places` gives the place in `terbit.yaml` of each dotted key (items of lists counted from
    0: `chapters.0`), for later diagnostics. `bibliography_scope` is book or chapter. `csl` is a style's name, or a path
    if it has a slash or ends in `.csl`. `numbering` is decimal or outline, `footnote_numbering` chapter
    or book. `date` is the first day of `issued`, which is as written: a year, a month or a day.
    """

    root: Path
    title: str
    slug: str
    language: str
    date: date
    subtitle: str = ""
    authors: tuple[Person, ...] = ()
    publisher: Publisher = field(default_factory=Publisher)
    isbn: Mapping[str, str] = field(default_factory=dict)
    edition: str = ""
    licence: Licence = field(default_factory=Licence)
    description: str = ""
    blurb: str = ""
    subjects: tuple[str, ...] = ()
    url: str = ""
    series: Series = field(default_factory=Series)
    accessibility: Accessibility = field(default_factory=Accessibility)
    cover: str = ""
    front: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    back: tuple[str, ...] = ()
    bibliography: tuple[str, ...] = ()
    bibliography_scope: str = "book"
    csl: str = ""
    trim: Trim = field(default_factory=lambda: Trim("B5", 176.0, 250.0))
    bleed: float = 3.0
    press: Press = field(default_factory=Press)
    targets: tuple[str, ...] = ("print", "screen", "epub", "slides", "handout", "package", "index")
    handout: tuple[int, ...] = (3,)
    slides: SlideStyle = field(default_factory=SlideStyle)
    editions: tuple[Edition, ...] = ()
    numbering: str = "decimal"
    number_depth: int = 2
    contents_depth: int = 2
    footnote_numbering: str = "chapter"
    places: Mapping[str, Location] = field(default_factory=dict)
    issued: str = ""

    @property
    def settings(self) -> dict[str, Any]:
        """Return all that a target can see, as plain values: not where the project lies, nor places in its file."""
        return {name: value for name, value in asdict(self).items() if name not in ("root", "places")}

    def targets_of(self, edition: str) -> frozenset[str]:
        """Return the targets that an edition gets, by its name."""
        return frozenset(target for one in self.editions if one.name == edition for target in one.targets)

    def address_of(self, path: str, edition: str) -> str:
        """Return the public address of an edition's published file, given as a quoted path; empty without a `url`."""
        folder = "" if edition == "student" else f"{edition}/"
        return f"{self.url.rstrip('/')}/{folder}{path}" if self.url else ""
