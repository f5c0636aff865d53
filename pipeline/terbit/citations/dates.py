"""Dates of bibliographic data: read from EDTF or CSL-JSON, compared, and cut into the parts that a style shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from terbit.citations.worded_dates import SEASONS, worded

__all__ = ["DateValue", "from_edtf", "from_json", "from_raw"]

_CIRCA = re.compile(r"^(?:c\.|ca\.?|circa|sekitar|±)\s*(?=\d)", re.IGNORECASE)
_UNDATED = re.compile(r"^(?:n\.?\s?d\.?|t\.?\s?t\.?|tanpa tahun|no date|s\.?\s?d\.?)$", re.IGNORECASE)
_SINGLE = re.compile(r"^(-?\d{1,6})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?$")
_NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.0)?")


@dataclass(frozen=True)
class DateValue:
    """A date or a range; parts are year, month, day as far as known, seasons are the months 21 to 24 (EDTF).

    Years before Christ are negative (-45 is 45 BC); `end` is empty for a range that is still open and None
    for a single date.
    """

    start: tuple[int, ...] = ()
    end: tuple[int, ...] | None = None
    circa: bool = False
    literal: str = ""

    def cut(self, parts: int) -> DateValue:
        """Return the date without its smaller parts: 1 keeps the year, 2 the month too."""
        return replace(self, start=self.start[:parts], end=self.end and self.end[:parts])

    @property
    def key(self) -> str:
        """Return a text that sorts as the date does, empty for mere words; what is unknown sorts first."""
        return "-".join(_key(parts) for parts in (self.start, self.end) if parts)


def _key(parts: tuple[int, ...]) -> str:
    year, month, day = (*parts, 0, 0)[:3]
    return f"{year + 100_000:06}{month:02}{day:02}"


def from_edtf(text: str) -> DateValue | None:
    """Read a date as the biblatex reader writes it: EDTF level 1, or words such as "c. 1850"; None if undated."""
    text = text.strip()
    if not text or _UNDATED.match(text):
        return None
    bare, circa = _CIRCA.subn("", text)
    first, slash, second = bare.partition("/")
    start, end = _edtf_parts(first), _edtf_parts(second)
    if start is None or (slash and end is None):
        return DateValue(literal=text)
    return DateValue(start, end if slash else None, bool(circa) or "~" in bare or "%" in bare or "?" in bare)


def _edtf_parts(text: str) -> tuple[int, ...] | None:
    if text in ("", ".."):
        return ()
    found = _SINGLE.match(text)
    if not found:
        return None
    year, *rest = (int(part) for part in found.groups() if part)
    # EDTF counts a year 0, as astronomers do; historians, and CSL, do not.
    return (year if year > 0 else year - 1, *rest)


def from_json(value: Mapping[str, Any]) -> DateValue | None:
    """Read a CSL-JSON date; None if it says nothing, or nothing that is a date."""
    parts = _date_parts(value.get("date-parts") or ())
    if parts is None:
        return None
    literal = str(value.get("literal") or "")
    circa = str(value.get("circa", "")).lower() not in ("", "0", "false")
    if not parts or not parts[0][0]:
        raw = from_raw(str(value["raw"])) if value.get("raw") else None
        return raw or (DateValue(literal=literal, circa=circa) if literal else None)
    start = _with_season(parts[0], value.get("season"))
    end = parts[1] if len(parts) > 1 else None
    return DateValue(start, () if end and not end[0] else end, circa)


def from_raw(text: str) -> DateValue | None:
    """Read a date as somebody wrote it: EDTF, or in words; what cannot be read stays as it is."""
    date = from_edtf(text)
    if date is None or not date.literal:
        return date
    bare, circa = _CIRCA.subn("", text)
    found = worded(bare)
    return DateValue(found[0], found[1] if len(found) > 1 else None, bool(circa)) if found else date


def _date_parts(value: object) -> list[tuple[int, ...]] | None:
    """Return the dates that hold something; None if one of them is something else."""
    if not isinstance(value, list | tuple) or not all(isinstance(date, list | tuple) for date in value):
        return None
    dates = [[text for part in date if (text := str(part).strip())] for date in value]
    if not all(_NUMBER.fullmatch(text) for date in dates for text in date):
        return None
    return [tuple(_known(int(float(text)) for text in date)) for date in dates if date]


def _known(numbers: Iterable[int]) -> Iterator[int]:
    """Yield year, month and day up to a month or day of 0, which stands for none."""
    for place, number in enumerate(numbers):
        if place and not number:
            return
        yield number


def _with_season(parts: tuple[int, ...], season: object) -> tuple[int, ...]:
    """Add a season, which older files number from 1 or name."""
    word = str(season or "").strip().lower()
    if len(parts) > 1 or not (word.isdecimal() or word in SEASONS):
        return parts
    month = SEASONS.get(word) or int(word)
    return (*parts, month if month > 20 else month + 20)
