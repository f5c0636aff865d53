"""Dates: parts, ranges, seasons, eras, and the year suffix."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citeproc import model
from citeproc.source import VariableError

from terbit.citations.dates import DateValue
from terbit.citations.item import Item
from terbit.citations.markup import CLOSE, wrap
from terbit.citations.overrides.date_parts import Parts

__all__ = ["Date"]


class Date(Parts, model.Date):
    """Defects: a style's date-part changes the locale's for good; an empty date crashes; no year suffix."""

    def render(self, item: Item, _: Any = None, sort_options: Any = None, __: str = "") -> str | None:
        """Render a date variable, localised or not, with its range and its year suffix."""
        variable = self.get("variable")
        value = item.value(variable)
        item.called += 1
        if not isinstance(value, DateValue):
            raise VariableError
        if sort_options is not None:
            item.found += 1
            return value.cut(self._sorted_parts()).key
        text = value.literal or self._range(value)
        if not text:
            raise VariableError
        item.found += 1
        if item.comparing and variable == "accessed":
            text = variable  # when somebody looked tells no sources apart
        if not item.suffixed and self.get_root().implicit_suffix() and item.shown.year_suffix:
            letter = wrap("letter", item.shown.year_suffix)
            item.suffixed, text = _with_suffix(text, letter, literal=bool(value.literal))
        return self.wrap(self.format(self.case(text)))

    def counts(self) -> bool:
        """Tell that it is a variable."""
        return True

    def _sorted_parts(self) -> int:
        """Return how many of year, month, day a sort by this date looks at."""
        names = {part["name"] for part in self._memo("parts", self._parts)}
        return 3 if "day" in names else 2 if "month" in names else 1

    def _parts(self) -> list[Mapping[str, str]]:
        """Return the date-parts to show, in order: the locale's, each changed by the style's of that name."""
        listed: list[Mapping[str, str]] = [dict(part.attrib) for part in self.findall("cs:date-part", self.nsmap)]
        form = self.get("form")
        if form is None:
            return listed
        own = {part.get("name"): part for part in listed}
        shown = self.get("date-parts", "year-month-day").split("-")
        localised = self._localised(form)
        if localised is None:
            return []
        parts = [dict(part.attrib) for part in localised.findall("cs:date-part", self.nsmap)]
        return [{**part, **own.get(part["name"], {})} for part in parts if part["name"] in shown]

    def _localised(self, form: str) -> Any:
        for locale in self.get_root().locales:
            found = locale.find(f"cs:date[@form='{form}']", self.nsmap)
            if found is not None:
                return found
        return None

    def _delimiter(self) -> str:
        localised = self._localised(self.get("form")) if self.get("form") else None
        own = self.get("delimiter")
        return str(own or (localised.get("delimiter", "") if localised is not None else ""))

    def _range(self, value: DateValue) -> str:
        parts = self._memo("parts", self._parts)
        delimiter = self._memo("delimiter", self._delimiter)
        start, end = (self.written(parts, date, delimiter) for date in (value.start, value.end or ()))
        if value.end is None or (value.start and value.end and (start == end or not start or not end)):
            return start or end
        if not value.end or not value.start:
            open_end = self.written(parts, value.start, delimiter, bare_end=True)
            return f"{open_end}–{end}" if start or end else ""
        return self._span(parts, value.start, value.end, delimiter)

    def _span(
        self, parts: list[Mapping[str, str]], start: tuple[int, ...], end: tuple[int, ...], delimiter: str
    ) -> str:
        """Write a range so that what both ends share comes once (CSL 1.0.2, "Date ranges").

        The affixes where both ends meet are left out.
        """
        ranks = ("year", "month", "day")
        differing = (n for n, (a, b) in enumerate(zip(start, end, strict=False)) if a != b)
        shared = next(differing, min(len(start), len(end)))
        changing = [n for n, part in enumerate(parts) if ranks.index(part["name"]) >= shared]
        if not changing:
            return self.written(parts, start, delimiter)
        first, last = changing[0], changing[-1] + 1
        dashes = (part.get("range-delimiter") for part in parts if part["name"] == ranks[min(shared, 2)])
        dash = next(dashes, None) or "–"
        before = self.written(parts[:first], start, delimiter)
        middle = self.written(parts[first:last], start, delimiter, bare_end=True)
        after = self.written(parts[first:], end, delimiter, bare_start=True)
        return f"{delimiter.join(part for part in (before, middle) if part)}{dash}{after}"


def _with_suffix(text: str, suffix: str, *, literal: bool) -> tuple[bool, str]:
    """Put a year suffix behind the first year, or behind words for a date; tell whether it has found its place."""
    before, found, after = text.partition(CLOSE["year"])
    if found:
        return True, f"{before}{suffix}{found}{after}"
    return literal, text + suffix if literal else text
