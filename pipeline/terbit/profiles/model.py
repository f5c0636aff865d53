"""A profile of the press as a value: its rules, where each comes from, and what follows of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

__all__ = ["UNCONFIRMED", "PrintProfile", "Rule", "Step"]

UNCONFIRMED = "unconfirmed"


class Step(NamedTuple):
    """A gutter in mm, and up to how many pages it is enough."""

    most: int
    width: float


@dataclass(frozen=True)
class Rule:
    """What is asked, in mm where it is a length; where that is said, and the day when it was read there.

    `second_hand` says what the page is, where it is not the service's own.
    """

    name: str
    value: Any
    source: str
    date: str = ""
    note: str = ""
    second_hand: str = ""

    @property
    def is_confirmed(self) -> bool:
        """Say whether a page of the service's own, or the regulation, was read."""
        return self.source != UNCONFIRMED and not self.second_hand

    @property
    def cited(self) -> str:
        """The source with its date, for reports."""
        if self.source == UNCONFIRMED:
            return UNCONFIRMED
        read = f"{self.source}, read {self.date}"
        return f"{read}, second hand: {self.second_hand}" if self.second_hand else read


@dataclass(frozen=True)
class PrintProfile:
    """A profile by its name; `rules` are in the order of the file."""

    name: str
    title: str
    rules: tuple[Rule, ...]

    def rule(self, name: str) -> Rule | None:
        """Return a rule by its name."""
        return next((rule for rule in self.rules if rule.name == name), None)

    def get(self, name: str, default: Any = None) -> Any:
        """Return what a rule asks, or the default where there is none."""
        rule = self.rule(name)
        return default if rule is None else rule.value

    @property
    def gutters(self) -> tuple[Step, ...]:
        """The gutters by the number of pages, the narrowest first."""
        return tuple(Step(int(most), float(width)) for most, width in self.get("gutter", ()))

    def gutter(self, pages: int) -> float:
        """Return the gutter that so many pages need, the widest where there are more than any step has."""
        steps = self.gutters
        return next((step.width for step in steps if pages <= step.most), steps[-1].width if steps else 0.0)

    def margin(self, bleed: float) -> float:
        """Return the least distance of type from the three outer edges."""
        bleeding = self.get("margin-bleed") if bleed else None
        return float(bleeding or self.get("margin", 0.0))
