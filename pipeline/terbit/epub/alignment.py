"""Where each printed page opens in the EPUB's text, found by the words that both have."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import starmap
from typing import NamedTuple

from terbit.digest import digest_bytes
from terbit.epub.folding import letters, letters_of
from terbit.epub.kept import Kept
from terbit.epub.pagelist import PageStart
from terbit.epub.printed import PrintedPage
from terbit.epub.words import BookText

__all__ = ["align"]

_MARK = re.compile(r"(?:\d{1,3}|[a-z]|[ivx]{1,4})?[.)•–]?|\S")  # of a list: it is printed, and no text in the EPUB
_NOTE = re.compile(r"(?<=[^\W\d]|[.,;:!?)”’])\d{1,3}(?=\s|$)")  # its number, which stands close to a word
_SURE = 24
"""So many letters, if they occur but once in both books, are the same place."""
_PIECE = 18
_STEP = _SURE - _PIECE + 1
"""Letters by which lines are looked up, and how far apart those that they are looked up among begin."""
_CAPTION = 12
"""The least letters by which a figure's caption is known among those of two pages."""
_NEAR = 4
"""How many letters a line that is not sure may lie off for each of its own."""
_LONGEST = 6  # digits of a number that print has and the EPUB has not, or another one: of a page
_SHARE = 0.2
"""A page of the book has at least this part of its letters in the EPUB; a table of contents has not."""
_MOST = 0.6
"""The same of a page that is looked for in the notes: one of the index shares its terms alone with the EPUB's."""


class _Line(NamedTuple):
    """A line of a page: as printed, its letters, and those as the EPUB may have them."""

    text: str
    letters: str
    readings: tuple[str, ...]


@dataclass(frozen=True)
class _Page:
    """A printed page with its lines read."""

    label: str
    lines: Sequence[_Line]


@dataclass(frozen=True)
class _Match:
    """A line of a page and where its letters lie in the book's."""

    page: int
    line: int
    start: int
    end: int


def align(printed: Sequence[PrintedPage], text: BookText, kept: Kept | None = None) -> list[PageStart]:
    """Return where each page opens in the text of the EPUB; a page without matter in it has no place."""
    book, kept = text.letters, kept or Kept()
    pages = [_Page(page.label, _lines(page, kept)) for page in printed]
    found = list(_by_page(pages, book, _sure_matches(pages, book)))
    heads = _heads(pages, [lines for lines, _ in found], book)
    places = [text.place_of_letter(head) if enough else None for (_, enough), head in zip(found, heads, strict=True)]
    return list(_with_notes(pages, places, text))


def _lines(page: PrintedPage, kept: Kept) -> tuple[_Line, ...]:
    key = digest_bytes("\n".join(page.lines).encode())
    read = kept.compute(("lines", key), partial(_read, page.lines))
    return tuple(starmap(_Line, read))


def _read(lines: Sequence[str]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what makes a line of each, as plain tuples, which are read faster."""
    return [(line, letters(line), tuple(_readings(line))) for line in lines]


def _with_notes(pages: Sequence[_Page], places: Sequence[int | None], text: BookText) -> Iterator[PageStart]:
    """Look for the pages that are left in what stands aside: notes that fill a page, and the heading of the index."""
    floor = 0
    for number, (page, at) in enumerate(zip(pages, places, strict=True)):
        if at is not None:
            floor = at
            yield PageStart(page.label, at)
            continue
        ceiling = next((place for place in places[number + 1 :] if place is not None), len(text.characters))
        notes = letters_of(text.characters, [*_without(text.aside, floor, ceiling)])
        lines = list(_lines_aside(page, notes.text))
        place = notes.places[lines[0].start] if lines else 0
        own = _enough(page, notes.text, lines, _MOST)
        if own or (lines and text.characters[place - 1] == "\n"):
            floor = place
            yield PageStart(page.label, place, own=own)
        else:
            yield PageStart(page.label)


def _lines_aside(page: _Page, notes: str) -> Iterator[_Match]:
    """Yield the matches of a page from the first line on, wherever that is."""
    for words in page.lines[0].readings if page.lines else ():
        start = notes.find(words)
        if start >= 0:
            yield from _downwards(page.lines, notes, start, len(notes))
            return


def _without(ranges: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what is left of a text beside those of the ranges that lie between two places."""
    at = 0
    for first, last in ranges:
        if start <= first and last <= end:
            yield at, first
            at = last
    yield at, sys.maxsize


def _sure_matches(pages: Sequence[_Page], book: str) -> list[_Match]:
    """Return the lines that both have once, without those that are out of order: copies in lists and figures."""
    lines = [(p, n, line.letters) for p, page in enumerate(pages) for n, line in enumerate(page.lines)]
    counts = Counter(words for _, _, words in lines)
    grid = _grid(book)
    matches = []
    for page, number, words in lines:
        if len(words) >= _SURE and counts[words] == 1:
            places = list(_places(words, book, grid))
            if len(places) == 1:
                matches.append(_Match(page, number, places[0], places[0] + len(words)))
    return _longest_rising(matches)


def _grid(book: str) -> Mapping[str, Sequence[int]]:
    """Return where some letters stand in the book, at every few letters: one of these places is in each sure line."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at in range(0, len(book) - _PIECE + 1, _STEP):
        found[book[at : at + _PIECE]].append(at)
    return found


def _places(words: str, book: str, grid: Mapping[str, Sequence[int]]) -> Iterator[int]:
    """Yield where a line occurs in the book."""
    for offset in range(_STEP):
        for at in grid.get(words[offset : offset + _PIECE], ()):
            if at >= offset and book.startswith(words, at - offset):
                yield at - offset


def _longest_rising(matches: Sequence[_Match]) -> list[_Match]:
    """Return the longest part of the matches whose places in the book rise (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int | None] = []
    for number, match in enumerate(matches):
        pile = bisect_left(tops, match.start)
        before.append(piles[pile - 1] if pile else None)
        tops[pile : pile + 1] = [match.start]
        piles[pile : pile + 1] = [number]
    out: list[_Match] = []
    last = piles[-1] if piles else None
    while last is not None:
        out.append(matches[last])
        last = before[last]
    return out[::-1]


def _by_page(pages: Sequence[_Page], book: str, sure: Sequence[_Match]) -> Iterator[tuple[list[_Match], bool]]:
    """Yield each page's matches, the sure ones and before them what adjoins them line by line, and if they suffice."""
    floor, at = 0, 0
    for number, page in enumerate(pages):
        end = next((n for n in range(at, len(sure)) if sure[n].page > number), len(sure))
        own, at = sure[at:end], end
        if own:
            head = list(_upwards(page.lines, book, own[0], floor))[::-1]
        else:
            ceiling = sure[end].start if end < len(sure) else len(book)
            head = list(_downwards(page.lines, book, floor, ceiling))
        found = [*head, *own]
        enough = _enough(page, book, found)
        yield found, enough
        if enough:
            floor = _end(page, book, found)


def _heads(pages: Sequence[_Page], found: Sequence[Sequence[_Match]], book: str) -> Iterator[int]:
    """Yield where each page opens: before its first match too, with a float that print has moved behind other text."""
    before: _Page | None = None
    floor = 0
    for page, lines in zip(pages, found, strict=True):
        if lines:
            known = {line.letters for line in before.lines} if before else set[str]()
            above = [words for line in page.lines[: lines[0].line] for words in line.readings if words not in known]
            long = (words for words in above if len(words) >= _CAPTION)
            head = next((words for words in long if book.count(words, floor, lines[0].start) == 1), None)
            floor = book.index(head, floor) if head else lines[0].start
        yield floor
        before = page


def _upwards(lines: Sequence[_Line], book: str, first: _Match, floor: int) -> Iterator[_Match]:
    """Yield the matches above the first sure one, from the nearest to the top."""
    at = first.start
    for number in range(first.line - 1, -1, -1):
        for words in lines[number].readings:
            start = book.rfind(words, max(floor, at - (_NEAR + 1) * len(words)), at)
            if start >= 0:
                yield _Match(first.page, number, start, start + len(words))
                at = start
                break
        else:
            start = _around_numbers(lines[number].text, book, floor, at)
            if start < at:
                yield _Match(first.page, number, start, at)
                at = start


def _around_numbers(line: str, book: str, floor: int, at: int) -> int:
    """Return where a line begins that ends at a place and holds other numbers than the EPUB; else that place."""
    begin = at
    for piece in reversed(re.split(r"\d+", line)):
        words = letters(piece)
        begin = book.rfind(words, max(floor, begin - len(words) - _LONGEST), begin)
        if begin < 0:
            return at
    return begin


def _downwards(lines: Sequence[_Line], book: str, floor: int, ceiling: int) -> Iterator[_Match]:
    """Yield the matches of a page that has nothing sure, each close behind the one before."""
    at, missed = floor, 0
    for number, line in enumerate(lines):
        for words in line.readings:
            start = book.find(words, at, min(ceiling, at + _NEAR * (missed + len(words)) + len(words)))
            if start >= 0:
                yield _Match(-1, number, start, start + len(words))
                at, missed = start + len(words), 0
                break
        else:
            missed += len(line.text)


def _end(page: _Page, book: str, found: Sequence[_Match]) -> int:
    """Return where the page's last line ends: the next page cannot open before."""
    at = found[-1].end
    for line in page.lines[found[-1].line + 1 :]:
        at += next((len(words) for words in line.readings if book.startswith(words, at)), 0)
    return at


def _readings(line: str) -> Iterator[str]:
    """Yield a line's letters as the EPUB may have them: whole, without the mark of a list, without note numbers."""
    if _MARK.fullmatch(line):
        return
    first, _, rest = line.partition(" ")
    for words in (line, rest if _MARK.fullmatch(first) else "", _NOTE.sub("", line)):
        found = letters(words)
        if found:
            yield found


def _enough(page: _Page, book: str, found: Sequence[_Match], share: float = _SHARE) -> bool:
    """Tell whether a page's lines, short ones too, follow each other in the book from its first match on."""
    if not found:
        return False
    lines = _downwards(page.lines[found[0].line :], book, found[0].start, len(book))
    whole = sum(len(line.letters) for line in page.lines)
    return sum(match.end - match.start for match in lines) >= share * whole
