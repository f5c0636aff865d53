"""Dates: parts, ranges, seasons, eras, and the year suffix."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from citeproc import model
from citeproc.source import VariableError

from terbit.citations.case import recase
from terbit.citations.dates import DateValue
from terbit.citations.item import Item
from terbit.citations.markup import CLOSE, wrap
from terbit.citations.overrides.base import Mended
from terbit.citations.overrides.numbers import gender_of, ordinal

__all__ = ["Date"]


class Date(Mended, model.Date):
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
        if value.end is None:
            return self._written(parts, value.start, delimiter)
        if not value.end:
            return self._written(parts, value.start, delimiter) + "–"
        if not value.start:
            return "–" + self._written(parts, value.end, delimiter)
        return self._span(parts, value.start, value.end, delimiter)

    def _span(
        self, parts: list[Mapping[str, str]], start: tuple[int, ...], end: tuple[int, ...], delimiter: str
    ) -> str:
        """Write a range so that what both ends share comes once (CSL 1.0.2, "Date ranges")."""
        ranks = ("year", "month", "day")
        differing = (n for n, (a, b) in enumerate(zip(start, end, strict=False)) if a != b)
        shared = next(differing, min(len(start), len(end)))
        changing = [n for n, part in enumerate(parts) if ranks.index(part["name"]) >= shared]
        if not changing:
            return self._written(parts, start, delimiter)
        first, last = changing[0], changing[-1] + 1
        dashes = (part.get("range-delimiter") for part in parts if part["name"] == ranks[min(shared, 2)])
        dash = next(dashes, None) or "–"
        before = self._written(parts[:first], start, delimiter)
        middle = self._written(parts[first:last], start, delimiter, last_bare=True)
        after = self._written(parts[first:], end, delimiter)
        return f"{delimiter.join(part for part in (before, middle) if part)}{dash}{after}"

    def _written(
        self, parts: Iterable[Mapping[str, str]], date: tuple[int, ...], delimiter: str, *, last_bare: bool = False
    ) -> str:
        texts = [(part, self._part(part, date)) for part in parts]
        texts = [(part, text) for part, text in texts if text]
        out: list[str] = []
        for number, (part, text) in enumerate(texts):
            final = number == len(texts) - 1
            suffix = "" if final and last_bare else part.get("suffix", "")
            out.append(part.get("prefix", "") + _formatted(part, text) + suffix)
        return delimiter.join(out)

    def _part(self, part: Mapping[str, str], date: tuple[int, ...]) -> str:
        name, form = part["name"], part.get("form")
        if name == "year":
            return wrap("year", self._year(date[0], form))
        if len(date) < 2 or (name == "day" and (len(date) < 3 or date[1] > 12)):
            return ""
        return self._month(date[1], form) if name == "month" else self._day(date[2], form, date[1])

    def _year(self, year: int, form: str | None) -> str:
        if form == "short" and year > 0:
            return f"{year:02}"[-2:]
        era = self.term("bc") if year < 0 else self.term("ad") if year < 1000 else ""
        return f"{abs(year)}{era}"

    def _month(self, month: int, form: str | None) -> str:
        if not 0 < month <= 12:
            # EDTF counts the seasons from 21; CSL-JSON of old, from 13 or 17.
            season = month - 20 if month > 20 else month - 16 if month > 16 else month - 12
            return self.term(f"season-{season:02}") if 0 < season <= 4 else ""
        if form == "numeric":
            return str(month)
        if form == "numeric-leading-zeros":
            return f"{month:02}"
        return self.term(f"month-{month:02}", form)

    def _day(self, day: int, form: str | None, month: int) -> str:
        if form == "numeric-leading-zeros":
            return f"{day:02}"
        if form == "ordinal" and (day == 1 or not self.get_root().locale_option("limit-day-ordinals-to-day-1")):
            return ordinal(day, self, gender_of(self, f"month-{month:02}"))
        return str(day)


def _formatted(part: Mapping[str, str], text: str) -> str:
    if part.get("strip-periods") == "true":
        text = text.replace(".", "")
    text = recase(text, part.get("text-case", ""), "")
    if part.get("font-style") in ("italic", "oblique"):
        text = wrap("italic", text)
    if part.get("font-weight") == "bold":
        text = wrap("bold", text)
    return text


def _with_suffix(text: str, suffix: str, *, literal: bool) -> tuple[bool, str]:
    """Put a year suffix behind the first year, or behind words for a date; tell whether it has found its place."""
    before, found, after = text.partition(CLOSE["year"])
    if found:
        return True, f"{before}{suffix}{found}{after}"
    return literal, text + suffix if literal else text
