"""The matter of a synthetic book: chapters of about 26 pages, of the same seed always the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from benchmarks.words import Speaker

__all__ = ["Block", "Chapter", "Entry", "Inline", "bibliography", "chapter", "chapters"]

_SECTIONS = 5
_FIGURES = 3
_CITES = 84
"""Cites a chapter: twelve chapters, of about 310 pages, make a book with 1,000 cites."""
_ENTRIES = 42
_MOST_ENTRIES = 500

Kind = Literal["text", "emphasis", "strong", "code", "note", "cite", "see", "index"]


@dataclass(frozen=True)
class Inline:
    """A piece of running text; for a cite or a reference, the text is the key."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list, figure, table, quotation or piece of code.

    A figure's `text` is its caption, `alt` what it shows. `items` holds one list of inlines for a paragraph or
    quotation, one an item for a list; `rows` a table's cells.
    """

    kind: Literal["heading", "paragraph", "bullets", "numbers", "figure", "table", "quote", "code"]
    text: str = ""
    ident: str = ""
    alt: str = ""
    level: int = 0
    items: tuple[tuple[Inline, ...], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Chapter:
    """One chapter, numbered from 1."""

    number: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Entry:
    """A source that can be cited."""

    key: str
    family: str
    given: str
    title: str
    year: int


def chapters(count: int) -> tuple[Chapter, ...]:
    """Return a book of some chapters."""
    return tuple(chapter(number, count) for number in range(1, count + 1))


def bibliography(count: int) -> tuple[Entry, ...]:
    """Return the sources of a book of some chapters, 500 at the most."""
    entries = []
    for number in range(min(_MOST_ENTRIES, _ENTRIES * count)):
        speaker = Speaker(0, number)
        family, given = speaker.name()
        key = f"{family.lower()}{number}"
        entries.append(Entry(key, family, given, speaker.phrase(4, 9), speaker.chance.randint(1950, 2026)))
    return tuple(entries)


def chapter(number: int, count: int, edit: int = 0) -> Chapter:
    """Return a chapter of a book of `count`; each `edit` but 0 has another paragraph more."""
    blocks = list(_Author(number, count).blocks())
    if edit:
        speaker = Speaker(number, edit, 99)
        words = tuple(Inline("text", speaker.sentence()) for _ in range(3))
        blocks.insert(2, Block("paragraph", items=(words,)))
    return Chapter(number, tuple(blocks))


class _Author:
    """Writes one chapter."""

    def __init__(self, number: int, count: int) -> None:
        self.number, self.count = number, count
        self.speaker = Speaker(number)
        self.chance = self.speaker.chance
        self.keys = [entry.key for entry in bibliography(count)]
        Speaker(0).chance.shuffle(self.keys)
        self.cites = 0

    def blocks(self) -> Iterator[Block]:
        yield self._heading(1, f"sec-{self.number}", 2, 5)
        yield self._paragraph(110)
        for section in range(1, _SECTIONS + 1):
            yield from self._section(section)

    def _section(self, section: int) -> Iterator[Block]:
        yield self._heading(2, f"sec-{self.number}-{section}", 3, 6)
        yield from self._paragraphs(3)
        if section % 2:
            name = f"{self.number}-{section // 2 + 1}"
            yield Block("figure", self.speaker.phrase(7, 11), f"fig-{name}", self.speaker.phrase(7, 11))
        yield from self._paragraphs(2)
        yield self._heading(3, f"sec-{self.number}-{section}-1", 3, 6)
        yield from self._paragraphs(1)
        yield self._list(section)
        yield from self._paragraphs(2)
        yield self._heading(3, f"sec-{self.number}-{section}-2", 3, 6)
        yield from self._paragraphs(1)
        yield from self._special(section)
        yield from self._paragraphs(2)

    def _special(self, section: int) -> Iterator[Block]:
        if section in (2, 4):
            rows = tuple(tuple(self.speaker.phrase(1, most) for most in (2, 4, 1, 3)) for _ in range(10))
            yield Block("table", self.speaker.phrase(4, 7), f"tbl-{self.number}-{section // 2}", rows=rows)
        if section == 3:
            yield Block("quote", items=(self._inlines(50, plain=True),))
        if section == 4:
            lines = ("_".join(self.speaker.words(3)) + f" = {self.chance.randint(1, 999)}" for _ in range(10))
            yield Block("code", "\n".join(lines))

    def _heading(self, level: int, ident: str, least: int, most: int) -> Block:
        return Block("heading", self.speaker.phrase(least, most), ident, level=level)

    def _paragraphs(self, count: int) -> Iterator[Block]:
        for _ in range(count):
            yield self._paragraph(self.chance.randint(64, 115))

    def _paragraph(self, words: int) -> Block:
        return Block("paragraph", items=(self._inlines(words),))

    def _list(self, section: int) -> Block:
        kind: Literal["bullets", "numbers"] = "numbers" if section % 2 else "bullets"
        return Block(kind, items=tuple(self._inlines(12, plain=True) for _ in range(5)))

    def _inlines(self, words: int, *, plain: bool = False) -> tuple[Inline, ...]:
        out: list[Inline] = []
        count = 0
        while count < words:
            sentence = self.speaker.sentence()
            count += sentence.count(" ") + 1
            out += self._marked(sentence)
            if not plain:
                out += self._asides()
        return tuple(out)

    def _marked(self, sentence: str) -> Iterator[Inline]:
        """Yield a sentence, now and then with two words set off."""
        kinds: tuple[Kind, ...] = ("emphasis", "strong", "code", "index")
        kind = self.chance.choices((None, *kinds), weights=(80, 8, 5, 2, 5))[0]
        words = sentence[:-1].split()
        if kind is None or len(words) < 6:
            yield Inline("text", sentence)
            return
        at = self.chance.randrange(1, len(words) - 3)
        yield Inline("text", " ".join(words[:at]))
        yield Inline(kind, " ".join(words[at : at + 2]).replace(",", ""))
        yield Inline("text", " ".join(words[at + 2 :]) + ".")

    def _asides(self) -> Iterator[Inline]:
        if self.cites < _CITES and self.chance.random() < 0.3:
            # In turn, so that the book cites every source.
            yield Inline("cite", self.keys[((self.number - 1) * _CITES + self.cites) % len(self.keys)])
            self.cites += 1
        if self.chance.random() < 0.045:
            yield Inline("note", self.speaker.sentence(8, 30))
        if self.chance.random() < 0.03:
            yield Inline("see", self._target())

    def _target(self) -> str:
        """Return a section or a figure: of this chapter one time of two, else of any."""
        number = self.number if self.chance.random() < 0.5 else self.chance.randint(1, self.count)
        if self.chance.random() < 0.6:
            return f"sec-{number}-{self.chance.randint(1, _SECTIONS)}"
        return f"fig-{number}-{self.chance.randint(1, _FIGURES)}"
