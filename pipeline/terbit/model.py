"""The frozen values that pass from stage to stage, after configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from terbit.digest import digest

if TYPE_CHECKING:  # their libraries are slow to load, and finished files are known without them
    from terbit.ast import Elements
    from terbit.blocks import Block
    from terbit.config import Config
    from terbit.labels import Labels
    from terbit.survey import Survey

__all__ = [
    "Anchor",
    "Artifact",
    "Chapter",
    "Document",
    "GlossaryEntry",
    "IndexEntry",
    "Manuscript",
    "Resource",
    "Role",
    "Source",
]

Role = Literal["front", "chapter", "back", "part"]
AnchorKind = Literal["chapter", "section", "figure", "table", "equation"]


@dataclass(frozen=True)
class Source:
    """One Markdown file with its includes drawn in; `lines[i]` is the (file, line) that line i + 1 came from."""

    file: str
    role: Role
    text: str
    lines: tuple[tuple[str, int], ...]
    digest: str


@dataclass(frozen=True)
class Resource:
    """A file that the manuscript names (a figure), read once: path relative to the project, bytes, SHA-256."""

    path: str
    data: bytes
    digest: str


@dataclass(frozen=True)
class Manuscript:
    """Everything that was read: nothing after this stage opens a file of the project.

    `dependent` are the paths of the styles that led to `csl` and say nothing else.
    """

    sources: tuple[Source, ...]
    bibliography: tuple[Resource, ...]
    csl: Resource | None
    resources: Mapping[str, Resource]
    styles: Mapping[str, Resource]
    dependent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A file of the manuscript as a tree: front matter, numbered chapter, back matter or part title.

    `number` is the number as printed ("1"), empty where the chapter bears none. `blocks` begins with the
    level-1 Header whose identifier is `ident`. `known` is what has been found of blocks, by their `id`: all versions of
    a chapter share it, so that a block is looked through and digested once.
    """

    file: str
    role: Role
    ident: str
    number: str
    title: Elements
    blocks: Elements
    meta: Mapping[str, object] = field(default_factory=dict)
    known: dict[int, Block] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def parts(self) -> tuple[Block, ...]:
        """The blocks with what is known of each."""
        from terbit.blocks import Block  # noqa: PLC0415 - finished files are known without it

        # What is known of a block holds it, so that no other can have its id.
        return tuple(self.known.get(id(b)) or self.known.setdefault(id(b), Block(b)) for b in self.blocks)

    @cached_property
    def survey(self) -> Survey:
        """What the blocks hold."""
        from terbit.survey import joined  # noqa: PLC0415 - finished files are known without it

        return joined(part.survey for part in self.parts)

    @cached_property
    def digest(self) -> str:
        """A digest of all but the places in the source: moving a paragraph down a line changes nothing."""
        from terbit.ast import strip_positions  # noqa: PLC0415 - finished files are known without it

        content = [strip_positions(self.title), *(part.digest for part in self.parts)]
        return digest(self.file, self.role, self.ident, self.number, self.meta, content)

    def __getstate__(self) -> dict[str, object]:
        """Leave out what is found again quickly."""
        found = ("known", "parts", "survey")
        return {name: value for name, value in self.__dict__.items() if name not in found} | {"known": {}}


@dataclass(frozen=True)
class Anchor:
    """Something with a number that references point to.

    `number` is that of references ("2.1", "A.1", "" if unnumbered), `label` the word with the number ("Gambar 2.1",
    "Bab 2"), `title` the heading or caption, `level` 1 for chapters, `chapter` the identifier of the chapter it is in,
    `mark` what a heading begins with, where that is not its number ("1.").
    """

    ident: str
    kind: AnchorKind
    number: str
    label: str
    title: Elements
    level: int
    chapter: str
    mark: str = ""

    @property
    def shown(self) -> str:
        """The number as the heading itself shows it."""
        return self.mark or self.number

    def numbered_in(self, chapter: str) -> str:
        """Return the number that tells the place in the whole book, given that of the chapter."""
        return f"{chapter}.{self.number}" if self.mark and chapter else self.number


@dataclass(frozen=True)
class IndexEntry:
    """A term of the index: `terms` is the path (entry, sub-entry), `anchors` the identifiers of its marks.

    `ends` gives for a mark that begins a range the one that ends it; `see` are the entries to go to instead, `also`
    those to look at besides.
    """

    terms: tuple[str, ...]
    anchors: tuple[str, ...]
    ends: Mapping[str, str] = field(default_factory=dict)
    see: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class GlossaryEntry:
    """A glossary term, the identifier of its entry and the definition's blocks."""

    term: str
    ident: str
    definition: Elements


@dataclass(frozen=True)
class Document:
    """The book as a tree, numbered and cross-referenced.

    `works` names works ("Soekanto, 2012") by the identifiers of their entries, where the style cites by numbers.
    `html` has its chapters as fragments, by identifier; `made` what other targets have made of this edition,
    for a target that comes after them.
    """

    config: Config
    labels: Labels
    chapters: tuple[Chapter, ...]
    anchors: Mapping[str, Anchor]
    glossary: tuple[GlossaryEntry, ...]
    index: tuple[IndexEntry, ...]
    resources: Mapping[str, Resource]
    styles: Mapping[str, Resource]
    edition: str = "student"
    works: Mapping[str, str] = field(default_factory=dict)
    html: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, tuple[Artifact, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Artifact:
    """A finished file.

    `path` is relative to the edition's output folder; `sources` are the manuscript files that it is made
    of (empty: all of them), so that an error in one withholds only the files that it affects. Of an EPUB, `pages` are
    the printed ones that it lists, and `pages_without_matter` those of them whose matter it has not. `folios` are those
    of a print PDF's headings, by their identifiers.
    """

    path: str
    data: bytes
    target: str
    pages: int | None = None
    pages_without_matter: int | None = None
    slides: int | None = None
    sources: tuple[str, ...] = ()
    seconds: float = 0.0
    folios: Mapping[str, str] = field(default_factory=dict, repr=False)
