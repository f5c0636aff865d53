"""Cites of one author brought together, and what they share written once (CSL 1.0.2, "Cite Collapsing")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from terbit.citations.markup import strip

__all__ = ["Options", "Piece", "grouped", "joined"]

_DASH = "–"


@dataclass(frozen=True)
class Piece:
    """A written cite, and its parts.

    `index` is its place in the cluster, `number` its number in the bibliography, `rest` the cite without its
    names, `year` that without its year suffix `letter`; `plain` says that it has neither locator nor words of
    the author's, and `located` that it has a locator.
    """

    index: int
    text: str
    names: str = ""
    rest: str = ""
    year: str = ""
    letter: str = ""
    number: int = 0
    before: str = ""
    after: str = ""
    located: bool = False

    @property
    def plain(self) -> bool:
        """Tell whether nothing but the style's own words is in the cite."""
        return not (self.before or self.after or self.located)


@dataclass(frozen=True)
class Options:
    """A style's options for clusters, by their CSL names; None where it does not say."""

    delimiter: str = ""
    collapse: str | None = None
    group_delimiter: str | None = None
    after_collapse: str | None = None
    suffix_delimiter: str | None = None
    in_notes: bool = False

    @property
    def groups(self) -> bool:
        """Tell whether cites of the same names come together."""
        return self.group_delimiter is not None or (self.collapse or "").startswith("year")

    @property
    def joins(self) -> bool:
        """Tell whether cites are grouped or collapsed at all."""
        return self.groups or self.collapse == "citation-number"

    @property
    def within(self) -> str:
        """Return what stands between the cites of a group: in notes what stands between cites at all."""
        usual = self.delimiter if self.in_notes else ", "
        return usual if self.group_delimiter is None else self.group_delimiter

    @property
    def beyond(self) -> str:
        """Return what stands behind a collapsed group."""
        return self.delimiter if self.after_collapse is None else self.after_collapse

    @property
    def behind_locator(self) -> str:
        """Return what stands between the cites of a group if the first of them has a locator."""
        return self.within if self.after_collapse is None else self.after_collapse

    @property
    def letters(self) -> str:
        """Return what stands between year suffixes: their own delimiter, the group's or the layout's."""
        named = (self.suffix_delimiter, self.group_delimiter, self.delimiter)
        return next(delimiter for delimiter in named if delimiter is not None)


Text = Callable[[Piece, str], str]


def grouped(pieces: Sequence[Piece]) -> list[Piece]:
    """Move each cite behind the last one of the same names."""
    out: dict[str, list[Piece]] = {}
    for piece in pieces:
        out.setdefault(piece.names or f"\0{piece.index}", []).append(piece)
    return [piece for group in out.values() for piece in group]


def joined(pieces: Sequence[Piece], options: Options, text: Text) -> tuple[str, list[int]]:
    """Join cites, collapsed as the style asks; return the indexes of those that are still written.

    `text` dresses what is left of a cite with the author's words and marks it.
    """
    if options.collapse == "citation-number":
        return _numbers(pieces, options, text)
    if not options.groups:
        return _joined([(piece, piece.text, options.delimiter) for piece in pieces], text)
    parts: list[tuple[Piece, str, str]] = []
    for group in _runs(pieces, _same_names):
        made = _years(group, options) if options.collapse else [(p, p.text, options.within) for p in group]
        final = options.beyond if options.collapse else options.delimiter
        parts += [*made[:-1], (made[-1][0], made[-1][1], final)]
    return _joined(parts, text)


def _joined(parts: Sequence[tuple[Piece, str, str]], text: Text) -> tuple[str, list[int]]:
    """Join parts by the delimiter that each brings along for what follows it."""
    parts = [part for part in parts if part[1]]
    out: list[str] = []
    for number, (part, bare, delimiter) in enumerate(parts):
        following = parts[number + 1][0] if number + 1 < len(parts) else None
        out += [text(part, bare), "" if following is None else _between(part, following, delimiter)]
    return "".join(out), [part.index for part, _, _ in parts]


def _between(one: Piece, other: Piece, delimiter: str) -> str:
    """Leave the delimiter out where the author has put a comma."""
    if strip(other.before).startswith(","):
        return ""
    return " " if strip(one.after).endswith(",") else delimiter


def _same_names(one: Piece, other: Piece) -> bool:
    return one.names == other.names and bool(one.names or (one.letter and one.year == other.year))


def _runs(pieces: Sequence[Piece], same: Callable[[Piece, Piece], bool]) -> list[list[Piece]]:
    out: list[list[Piece]] = []
    for piece in pieces:
        if out and same(out[-1][-1], piece):
            out[-1].append(piece)
        else:
            out.append([piece])
    return out


def _numbers(pieces: Sequence[Piece], options: Options, text: Text) -> tuple[str, list[int]]:
    parts: list[tuple[Piece, str, str]] = []
    for run in _runs(pieces, lambda a, b: a.plain and b.plain and 0 < a.number == b.number - 1):
        if len(run) < 3:
            parts += [(piece, piece.text, options.delimiter) for piece in run]
        else:
            parts += [(run[0], run[0].text, _DASH), (run[-1], run[-1].text, options.beyond)]
    return _joined(parts, text)


def _years(group: Sequence[Piece], options: Options) -> list[tuple[Piece, str, str]]:
    """Write a group's names once, and where the style wants it a year once for all its suffixes."""
    out: list[tuple[Piece, str, str]] = []
    for run in _runs(group, lambda a, b: _same_year(a, b, options)):
        first = run[0].rest if out else run[0].text
        made = [(piece, piece.letter, end) for piece, end in _suffixes(run, options)]
        made[0] = (run[0], first, made[0][2])
        last = made[-1]
        made[-1] = (last[0], last[1], options.behind_locator if last[0].located else options.within)
        out += made
    return out


def _same_year(one: Piece, other: Piece, options: Options) -> bool:
    if not (options.collapse or "").startswith("year-suffix"):
        return False
    return one.plain and other.plain and bool(one.letter and other.letter) and one.year == other.year


def _suffixes(run: Sequence[Piece], options: Options) -> list[tuple[Piece, str]]:
    """Return the cites whose suffixes are written, with what follows each; three in a row become a range."""
    rows = [[piece] for piece in run]
    if options.collapse == "year-suffix-ranged":
        rows = _runs(run, lambda a, b: _rank(b) - _rank(a) == 1)
    out: list[tuple[Piece, str]] = []
    for row in rows:
        if len(row) < 3:
            out += [(piece, options.letters) for piece in row]
        else:
            out += [(row[0], _DASH), (row[-1], options.letters)]
    return out


def _rank(piece: Piece) -> int:
    letters = [char for char in piece.letter if char.isascii() and char.isalpha()]
    return sum((ord(char) - 96) * 26**place for place, char in enumerate(reversed(letters)))
