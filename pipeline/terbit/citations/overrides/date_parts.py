"""The parts of a date: year, month or season, and day, each in its form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from terbit.citations.case import recase
from terbit.citations.markup import wrap
from terbit.citations.overrides.base import Mended
from terbit.citations.overrides.numbers import gender_of, ordinal

__all__ = ["Parts"]


class Parts(Mended):
    """Defects: the seasons of EDTF are unknown; ordinal days have one gender; ranges come out of order."""

    def written(
        self,
        parts: Iterable[Mapping[str, str]],
        date: tuple[int, ...],
        delimiter: str,
        *,
        bare_start: bool = False,
        bare_end: bool = False,
    ) -> str:
        """Write those of the parts that the date has; without the first prefix or the last suffix if asked."""
        found = [(part, text) for part in parts if date and (text := self._part(part, date))]
        out: list[str] = []
        for number, (part, text) in enumerate(found):
            prefix = "" if bare_start and not number else part.get("prefix", "")
            suffix = "" if bare_end and number == len(found) - 1 else part.get("suffix", "")
            out.append(prefix + _formatted(part, text) + suffix)
        return delimiter.join(out)

    def _part(self, part: Mapping[str, str], date: tuple[int, ...]) -> str:
        name, form = part["name"], part.get("form")
        if name == "year":
            return wrap("year", self._year(date[0], form))
        if len(date) < 2 or (name == "day" and (len(date) < 3 or date[1] > 12)):
            return ""
        return self._month(date[1], form) if name == "month" else self._day(date[2], form, date[1])

    def _year(self, year: int, form: str | None) -> str:
        if form == "short" and 1000 <= year <= 9999:
            return f"{year % 100:02}"
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
