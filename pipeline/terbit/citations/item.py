"""One source as a style meets it in one place: its data, its position, and what disambiguation added to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from terbit.citations.bibliography import Record, Value
from terbit.citations.locators import Locator
from terbit.citations.people import NameKey, key_of
from terbit.citations.record import RENAMED, Name

__all__ = ["Item", "Position", "Shown"]


@dataclass(frozen=True)
class Position:
    """Where a cite stands among those of its source (CSL 1.0.2, "Choose": position).

    `kind` is first, subsequent, ibid or ibid-with-locator; the later ones include subsequent. An entry of the
    bibliography has none.
    """

    kind: str = "first"
    near: bool = False
    first_note: int = 0

    def tests(self, asked: str) -> bool:
        """Answer a position that a style asks for."""
        if not self.kind:
            return False
        if asked == "near-note":
            return self.near
        if asked == "subsequent":
            return self.kind != "first"
        if asked == "ibid":
            return self.kind in ("ibid", "ibid-with-locator")
        return self.kind == asked


@dataclass(frozen=True)
class Shown:
    """What is added to tell sources apart: names beyond et al., given names, a condition, a letter.

    Levels are those of `name_style`: initials or all of a given name. `given` has levels by name (of the first
    name alone if `primary`), `levels` by place in the list.
    """

    names: int = 0
    given: tuple[tuple[NameKey, int], ...] = ()
    primary: bool = False
    levels: tuple[int, ...] = ()
    condition: bool = False
    year_suffix: str = ""

    def level(self, at: int, name: Name) -> int:
        """Return the level of a name at a place in its list."""
        placed = self.levels[at] if at < len(self.levels) else 0
        if not self.given or (self.primary and at):
            return placed
        return max(placed, dict(self.given).get(key_of(name), 0))


_FIRST = Position()
_BARE = Shown()


class Item:
    """A cite or an entry while it is rendered; made anew for each rendering.

    `comparing` says that it is written to be compared with others, not to be read.
    `used` are the variables that stood in for missing names, which are not written again, and `recording`
    collects them; `seen` collects the lists of names that are written, with the number that is
    shown; `suffixed` says that a year has its suffix already; `called` and `found` count the
    variables that the style has asked for, and those that were there.

    `varied` counts how often something was asked that differs between places of one source, and `filled` how
    often a variable that the source has: what neither has changed depends on the record's shape alone.
    """

    def __init__(
        self,
        record: Record,
        number: int = 0,
        locator: Locator | None = None,
        position: Position = _FIRST,
        shown: Shown = _BARE,
        *,
        suppress_author: bool = False,
        comparing: bool = False,
    ) -> None:
        self.record = record
        self.comparing = comparing
        self._place = (number, locator, position, shown)
        self._suppress_author = suppress_author
        self.used: set[str] = set()
        self.recording: list[str] | None = None
        self.suffixed = False
        self.called = self.found = self.varied = self.filled = 0
        self.seen: list[tuple[tuple[Name, ...], int]] = []

    def to_sort(self) -> Item:
        """Return the same cite or entry to make a sort key of: nothing is rendered yet, and no year has a suffix."""
        number, locator, position, shown = self._place
        shown = replace(shown, year_suffix="")
        suppress, comparing = self._suppress_author, self.comparing
        return Item(self.record, number, locator, position, shown, suppress_author=suppress, comparing=comparing)

    @property
    def place(self) -> tuple[object, ...]:
        """Return all but the source that what is written depends on."""
        return (*self._place, self._suppress_author, self.comparing)

    @property
    def asked(self) -> int:
        """Return how often more than the shape of the record was asked for."""
        return self.varied + self.filled

    @property
    def number(self) -> int:
        """Return the number of the source in the bibliography."""
        self.varied += 1
        return self._place[0]

    @property
    def locator(self) -> Locator | None:
        """Return the place in the source."""
        self.varied += 1
        return self._place[1]

    @property
    def position(self) -> Position:
        """Return where the cite stands among those of its source."""
        self.varied += 1
        return self._place[2]

    @property
    def shown(self) -> Shown:
        """Return what disambiguation has added."""
        self.varied += 1
        return self._place[3]

    def suppresses_author(self) -> bool:
        """Tell once whether the next names are to be left out."""
        self.varied += 1
        suppress, self._suppress_author = self._suppress_author, False
        return suppress

    def value(self, variable: str) -> Value | None:
        """Return a variable to write, None where it is empty or stands elsewhere already."""
        variable = RENAMED.get(variable, variable)
        found = self.peek(variable)
        if found and self.recording is not None:
            if variable in self.recording:
                self.varied += 1
                return None
            self.recording.append(variable)
        return found

    def peek(self, variable: str) -> Value | None:
        """Return a variable without counting it as written."""
        found = self.record.values.get(RENAMED.get(variable, variable))
        if not found:
            return None
        if variable in self.used:
            self.varied += 1
            return None
        self.filled += 1
        return found

    def text(self, variable: str, *, peek: bool = False) -> str:
        """Return a variable as text, an empty string where there is none; only `peek` at it for a label."""
        found = (self.peek if peek else self.value)(_HELD.get(variable, variable))
        if not isinstance(found, str):
            return ""
        return _FIRST_PAGE.split(found, maxsplit=1)[0] if variable == "page-first" else found

    def has(self, variable: str) -> bool:
        """Tell whether a style's condition finds the variable filled."""
        place = _PLACED.get(variable)
        return bool(self.record.values.get(_HELD.get(variable, variable)) if place is None else place(self))


_FIRST_PAGE = re.compile(r"\s*[-–—,&]")
_HELD = {**RENAMED, "page-first": "page"}
_PLACED: Mapping[str, Callable[[Item], object]] = {
    "locator": lambda item: item.locator,
    "year-suffix": lambda item: item.shown.year_suffix,
    "citation-number": lambda item: item.number,
    "first-reference-note-number": lambda item: item.position.first_note,
}
