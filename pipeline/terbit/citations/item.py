"""One source as a style meets it in one place: its data, its position, and what disambiguation added to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from terbit.citations.bibliography import Record, Value
from terbit.citations.locators import Locator

__all__ = ["Item", "Position", "Shown"]


@dataclass(frozen=True)
class Position:
    """Where a cite stands among those of its source (CSL 1.0.2, "Choose": position).

    `kind` is first, subsequent, ibid or ibid-with-locator; the later ones include subsequent.
    """

    kind: str = "first"
    near: bool = False
    first_note: int = 0

    def tests(self, asked: str) -> bool:
        """Answer a position that a style asks for."""
        if asked == "near-note":
            return self.near
        if asked == "subsequent":
            return self.kind != "first"
        if asked == "ibid":
            return self.kind in ("ibid", "ibid-with-locator")
        return self.kind == asked


@dataclass(frozen=True)
class Shown:
    """What is added to tell sources apart: names beyond et al., given names (0 to 2), a condition, a letter."""

    names: int = 0
    given: int = 0
    condition: bool = False
    year_suffix: str = ""


@dataclass
class Item:
    """A cite or an entry while it is rendered; made anew for each rendering.

    `used` are the variables that stood in for missing names, which are not written again, and `recording`
    collects them.
    """

    record: Record
    number: int = 0
    locator: Locator | None = None
    position: Position = field(default_factory=Position)
    shown: Shown = field(default_factory=Shown)
    suppress_author: bool = False
    used: set[str] = field(default_factory=set)
    recording: list[str] | None = None

    def value(self, variable: str) -> Value | None:
        """Return a variable, None where it is empty or stands elsewhere already."""
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
        return bool(self.record.values.get(variable))
