"""Dates in words or with slashes, such as "3 May 2001", "Spring 1999 - Summer 2001" and "5/3/2001"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

__all__ = ["SEASONS", "worded"]

_MONTHS: Final[Mapping[str, int]] = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "mei": 5, "jun": 6, "jul": 7, "aug": 8, "agu": 8, "ags": 8,
    "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "des": 12,
}  # fmt: skip
SEASONS: Final[Mapping[str, int]] = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_RANGE = re.compile(r"\s+[-–—]\s+|\s*–\s*")
_YEAR = r"(?P<year>\d{1,4})(?:\s*(?P<era>AD|CE|BCE?))?"
_WORD = r"(?P<word>[^\W\d_]{3,10})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}",
        rf"{_WORD},?\s+{_YEAR}",
        rf"{_WORD}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}\s+{_WORD},?\s+{_YEAR}",
        r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})",
        r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
    )
)


def worded(text: str) -> list[tuple[int, ...]] | None:
    """Read a date or a range as lists of year, month (or season, from 21) and day; None if it is neither."""
    dates = [_date(part.strip()) for part in _RANGE.split(text.strip())]
    found = [date for date in dates if date]
    return found if len(found) == len(dates) <= 2 else None


def _date(text: str) -> tuple[int, ...]:
    matches = (form.fullmatch(text) for form in _FORMS)
    return next((date for found in matches if found and (date := _parts(found.groupdict().get))), ())


def _parts(get: Callable[[str], str | None]) -> tuple[int, ...]:
    year = int(get("year") or 0) * (-1 if (get("era") or "").upper().startswith("B") else 1)
    word = (get("word") or "").lower()
    month = int(get("month") or 0) or SEASONS.get(word) or _MONTHS.get(word[:3])
    if word and not month:
        return ()
    day = int(get("day") or 0)
    return (year, month, day) if month and day else (year, month) if month else (year,)
