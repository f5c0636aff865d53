"""Weighing the lines of a whole paragraph: where to break it so that the worst of them are as even as can be.

The way is that of Knuth and Plass ("Breaking paragraphs into lines", Software: Practice and Experience 11, 1981), from
the end of the paragraph to its start: how the rest is broken best hangs on where it begins, not on the lines before.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

__all__ = ["TIGHTEST", "Breaks", "Weighed"]

TIGHTEST = 0.67
"""How narrow spaces may be pressed, by the face's own."""
_LOOSEST = 5.0
"""What a line is not made looser than while there is another."""
_STRETCH, _SHRINK = 0.5, 0.33
"""By how much of its width a space is stretched or pressed before a line counts as bad, and is 100 bad."""
_LINE = 10.0
_HYPHEN, _DASH = 60.0, 30.0
"""What it costs to divide a word, and to break behind a hyphen that it has."""
_TWICE, _THRICE = 15_000.0, 400_000.0
"""What a second hyphen costs below another, and one that a third follows."""
_BEFORE_LAST, _SHORT = 12_000.0, 100_000.0
"""What a hyphen above the last line costs, and a last line that is one word or too short."""
_SHORTEST = 0.12
"""What a last line has at least of the measure, or it is too short."""
_WIDER = 1.08
"""No line that can be pressed into a measure is wider."""
_HOPELESS = 1e15


@dataclass
class Breaks:
    """The places where a paragraph may be broken, in order, its start and its end with them; widths in px.

    Lines end at `ends` and the next ones start at `starts`: in the text, by characters, and across it, as if it were
    set in one line with spaces of the face's own width; `before` and `after` count those up to there.
    """

    ends: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    end_places: list[float] = field(default_factory=list)
    start_places: list[float] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    """What is found at each: " " a space, "-" a hyphen that the text has, and "=" one to be added."""

    def add(self, texts: tuple[int, int], places: tuple[float, float], spaces: tuple[int, int], mark: str) -> None:
        """Add a place where a line may end, and where the next one starts then."""
        for values, value in (
            (self.ends, texts[0]),
            (self.starts, texts[1]),
            (self.before, spaces[0]),
            (self.after, spaces[1]),
        ):
            values.append(value)
        self.end_places.append(places[0])
        self.start_places.append(places[1])
        self.marks.append(mark)


class Weighed:
    """A paragraph of which it is known, from wherever a line begins, where it ends best."""

    def __init__(self, breaks: Breaks, measure: float, space: float, zone: float) -> None:
        """Weigh lines of a measure (px), with spaces of a width; words are divided in the zone at the end alone."""
        self.breaks, self._measure, self._space, self._zone = breaks, measure, space, zone
        self._last = len(breaks.ends) - 1
        self._at = {start: index for index, start in enumerate(breaks.starts)}
        self._cost: dict[int, float] = {self._last: 0.0}
        self._next: dict[int, int | None] = {self._last: None}
        self._word: list[int] = []
        word = 0
        for index, mark in enumerate(breaks.marks):
            self._word.append(word)
            word = index if mark != "=" else word

    def end(self, start: int, measure: float) -> int | None:
        """Return the break at which the line ends best that begins at a place of the text; None if nobody knows.

        `measure` is that of this line, in which it may be indented.
        """
        first = self._at.get(start)
        if first is None or first == self._last:
            return None
        if first not in self._next:
            self._solve(first, measure)
        return self._next[first]

    def _solve(self, first: int, measure: float) -> None:
        ways: dict[int, list[tuple[int, float]]] = {}
        asked = {first}
        for index in range(first, self._last):
            if index in asked and index not in self._next:
                ways[index] = self._ways(index, measure if index == first else self._measure)
                asked.update(end for end, _ in ways[index])
        for index in reversed(ways):
            found = [(cost + self._turn(index, end) + self._cost[end], end) for end, cost in ways[index]]
            self._cost[index], self._next[index] = min(found, default=(_HOPELESS, None))

    def _ways(self, index: int, measure: float) -> list[tuple[int, float]]:
        """Return where a line may end, with what each costs; the fullest there is, be it loose."""
        breaks, space = self.breaks, self._space
        start, before = breaks.start_places[index], breaks.after[index]
        ways: list[tuple[int, float]] = []
        at = bisect_right(breaks.end_places, start + measure * _WIDER, index + 1) - 1
        for end in range(at, index, -1):
            room = measure - breaks.end_places[end] + start
            spaces = (breaks.before[end] - before) * space
            if room < (TIGHTEST - 1) * spaces:
                continue
            ratio = room / spaces if spaces else room / space
            if end == self._last:
                is_short = not spaces or measure - room < _SHORTEST * measure
                ways.append((end, self._line(min(ratio, 0.0), " ") + (_SHORT if is_short else 0.0)))
                continue
            if ratio > _LOOSEST - 1 and ways:
                break
            if breaks.marks[end] != "=" or self._is_short(index, end, measure):
                ways.append((end, self._line(ratio, breaks.marks[end])))
        return ways

    def _line(self, ratio: float, mark: str) -> float:
        part = ratio / _STRETCH if ratio > 0 else -ratio / _SHRINK
        penalty = _HYPHEN if mark == "=" else _DASH if mark == "-" else 0.0
        return (_LINE + 100 * part**3) ** 2 + penalty**2

    def _turn(self, index: int, end: int) -> float:
        """Return what a line costs for the hyphen that stands above it."""
        marks = self.breaks.marks
        if marks[index] == " ":
            return 0.0
        if end == self._last:
            return _BEFORE_LAST
        following = self._next[end]
        is_third = following is not None and marks[following] != " "
        return 0.0 if marks[end] == " " else _THRICE if is_third else _TWICE

    def _is_short(self, index: int, end: int, measure: float) -> bool:
        """Say whether a line would be short enough, without a part of the word, for the word to be divided."""
        whole = self._word[end]
        width = self.breaks.end_places[whole] - self.breaks.start_places[index]
        return whole <= index or measure - width > self._zone * measure
