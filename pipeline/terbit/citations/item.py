"""One source as a style meets it in one place: its data, its position, and what disambiguation added to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

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


@dataclass
class Item:
    """A cite or an entry while it is rendered; made anew for each rendering.

    `comparing` says that it is written to be compared with others, not to be read.
    `used` are the variables that stood in for missing names, which are not written again, and `recording`
    collects them; `seen` collects the lists of names that are written, with the number that is
    shown; `suffixed` says that a year has its suffix already; `called` and `found` count the
    variables that the style has asked for, and those that were there.
    """

    record: Record
    number: int = 0
    locator: Locator | None = None
    position: Position = field(default_factory=Position)
    shown: Shown = field(default_factory=Shown)
    suppress_author: bool = False
    comparing: bool = False
    used: set[str] = field(default_factory=set)
    recording: list[str] | None = None
    suffixed: bool = False
    called: int = 0
    found: int = 0
    seen: list[tuple[tuple[Name, ...], int]] = field(default_factory=list)

    def anew(self) -> Item:
        """Return the same cite or entry, of which nothing is rendered yet."""
        return replace(self, used=set(), recording=None, suffixed=False, seen=[])

    def value(self, variable: str) -> Value | None:
        """Return a variable, None where it is empty or stands elsewhere already."""
        variable = RENAMED.get(variable, variable)
        if variable in self.used:
            return None
        found = self.record.values.get(variable)
        if found and self.recording is not None:
            self.recording.append(variable)
        return found or None

    def text(self, variable: str) -> str:
        """Return a variable as text, an empty string where there is none."""
        found = self.value(variable)
        return found if isinstance(found, str) else ""

    def has(self, variable: str) -> bool:
        """Tell whether a style's condition finds the variable filled."""
        if variable == "locator":
            return self.locator is not None
        if variable == "year-suffix":
            return bool(self.shown.year_suffix)
        if variable == "citation-number":
            return bool(self.number)
        if variable == "first-reference-note-number":
            return bool(self.position.first_note)
        if variable == "page-first":
            variable = "page"
        return bool(self.record.values.get(RENAMED.get(variable, variable)))
