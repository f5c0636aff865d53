"""Where each printed page opens in the EPUB's text, found by the words that both have."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from terbit.epub.pagelist import PageStart
from terbit.epub.printed import PrintedPage

__all__ = ["align"]

_MARK = re.compile(r"(?:\d{1,3}|[a-z]|[ivx]{1,4})?[.)•–]?|\S")  # of a list: it is printed, and no text in the EPUB
_NOTE = re.compile(r"(?<=[^\W\d]|[.,;:!?)”’])\d{1,3}(?=\s|$)")  # its number, which stands close to a word
_SURE = 24
"""So many letters, if they occur but once in both books, are the same place."""
_NEAR = 4
"""How many letters a line that is not sure may lie off for each of its own."""
_OFTEN = 3  # pages
_SHARE = 0.2
"""A page of the book has at least this part of its letters in the EPUB; a table of contents has not."""


@dataclass(frozen=True)
class _Match:
    """A line of a page and where its letters lie in the book's."""

    page: int
    line: int
    start: int
    end: int


def align(pages: Sequence[PrintedPage], characters: str) -> list[PageStart]:
    """Return where each page opens in the characters of the EPUB; a page without matter in it has no place."""
    book = _letters(characters)
    places = tuple(at for at, character in enumerate(characters) for _ in _folded(character))
    sure = _sure_matches(pages, book)
    found = list(_by_page(pages, book, sure))
    return [
        PageStart(page.label, places[lines[0].start] if _enough(page, lines) else None)
        for page, lines in zip(pages, found, strict=True)
    ]


@cache
def _folded(character: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", character).casefold()))


@lru_cache(maxsize=100_000)
def _letters(text: str) -> str:
    """Return letters and digits alone, folded: what hyphens, spaces, capitals and ligatures do not change."""
    return "".join(map(_folded, text))


def _sure_matches(pages: Sequence[PrintedPage], book: str) -> list[_Match]:
    """Return the lines that both have once, without those that are out of order: copies in lists and figures."""
    lines = [(p, n, _letters(line)) for p, page in enumerate(pages) for n, line in enumerate(page.lines)]
    counts = Counter(words for _, _, words in lines)
    once = [line for line in lines if len(line[2]) >= _SURE and counts[line[2]] == 1]
    known = _beginnings({words[:_SURE] for _, _, words in once}, book)
    matches = []
    for page, number, words in once:
        places = [at for at in known[words[:_SURE]] if book.startswith(words, at)]
        if len(places) == 1:
            matches.append(_Match(page, number, places[0], places[0] + len(words)))
    return _longest_rising(matches)


def _beginnings(wanted: Collection[str], book: str) -> Mapping[str, list[int]]:
    """Return where the first letters of lines occur in the book, all found in one walk: a book has many lines."""
    found: dict[str, list[int]] = {letters: [] for letters in wanted}
    for at in range(len(book) - _SURE + 1):
        letters = book[at : at + _SURE]
        if letters in found:
            found[letters].append(at)
    return found


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


def _by_page(pages: Sequence[PrintedPage], book: str, sure: Sequence[_Match]) -> Iterator[list[_Match]]:
    """Yield each page's matches: the sure ones, and before them what adjoins them line by line."""
    floor, heads, at = 0, _running_heads(pages), 0
    for number, page in enumerate(pages):
        end = next((n for n in range(at, len(sure)) if sure[n].page > number), len(sure))
        own, at = sure[at:end], end
        if own:
            head = list(_upwards(page.lines, book, own[0], floor))[::-1]
        else:
            ceiling = sure[end].start if end < len(sure) else len(book)
            head = list(_downwards(page.lines, book, floor, ceiling))
        found = [*head, *own]
        yield found
        if _enough(page, found):
            floor = _end(page, book, found, heads)


def _running_heads(pages: Sequence[PrintedPage]) -> frozenset[str]:
    """Return the lines that many pages have; an engine may write them behind the text."""
    counts = Counter(line for page in pages for line in set(page.lines))
    return frozenset(line for line, count in counts.items() if count > _OFTEN)


def _upwards(lines: Sequence[str], book: str, first: _Match, floor: int) -> Iterator[_Match]:
    """Yield the matches above the first sure one, from the nearest to the top."""
    at = first.start
    for number in range(first.line - 1, -1, -1):
        for words in _readings(lines[number]):
            start = book.rfind(words, max(floor, at - (_NEAR + 1) * len(words)), at)
            if start >= 0:
                yield _Match(first.page, number, start, start + len(words))
                at = start
                break


def _downwards(lines: Sequence[str], book: str, floor: int, ceiling: int) -> Iterator[_Match]:
    """Yield the matches of a page that has nothing sure, each close behind the one before."""
    at, missed = floor, 0
    for number, line in enumerate(lines):
        for words in _readings(line):
            start = book.find(words, at, min(ceiling, at + _NEAR * (missed + len(words)) + len(words)))
            if start >= 0:
                yield _Match(-1, number, start, start + len(words))
                at, missed = start + len(words), 0
                break
        else:
            missed += len(line)


def _end(page: PrintedPage, book: str, found: Sequence[_Match], heads: Collection[str]) -> int:
    """Return where the page's last line ends: the next page cannot open before."""
    at = found[-1].end
    for line in page.lines[found[-1].line + 1 :]:
        if line not in heads:
            at += next((len(words) for words in _readings(line) if book.startswith(words, at)), 0)
    return at


def _readings(line: str) -> Iterator[str]:
    """Yield a line's letters as the EPUB may have them: whole, without the mark of a list, without note numbers."""
    if _MARK.fullmatch(line):
        return
    first, _, rest = line.partition(" ")
    for words in (line, rest if _MARK.fullmatch(first) else "", _NOTE.sub("", line)):
        letters = _letters(words)
        if letters:
            yield letters


def _enough(page: PrintedPage, found: Sequence[_Match]) -> bool:
    whole = sum(len(_letters(line)) for line in page.lines)
    return bool(found) and sum(match.end - match.start for match in found) >= _SHARE * whole
