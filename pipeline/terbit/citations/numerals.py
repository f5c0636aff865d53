"""Numbers in bibliographic data: whether a value is numeric, ranges, page ranges."""

from __future__ import annotations

import re
from collections.abc import Callable

from terbit.citations.markup import strip

__all__ = ["dashed", "is_numeric", "is_plural", "page_range", "reform"]

_NUMBER = r"[^\W\d_]{0,2}\d+[^\W\d_]{0,2}"
_NUMERIC = re.compile(rf"^\s*{_NUMBER}(?:\s*[-–,&]\s*{_NUMBER})*\s*$")
_PART = re.compile(r"[^\s,&–-]+|\s*[,&–-]\s*")
_COUNT = r"\(?(?:[A-Z]?\d|[ivxlcdm]+\b)"
_AND = r"(?:,?\s+(?:dan|serta|and|und|en|et|y|e)\s+)"  # "9 Tahun 2015" is one number
_SEVERAL = re.compile(rf"(?:\d\w*|\b[ivxlcdm]+)\)?(?:\s*[-–,&]\s*|{_AND}){_COUNT}", re.IGNORECASE)
_PAGE = r"[^\s,&–-]*\d[a-z]?"
_PAGES = re.compile(rf"(?<![\w–-])(?P<first>{_PAGE})\s*(?<!\\)[-–]+\s*(?P<last>{_PAGE})(?![\w–-])")
_ROMANS = re.compile(r"\b(?P<first>[ivxlcdm]+)\s*[-–]\s*(?P<last>[ivxlcdm]+)\b", re.IGNORECASE)
_JOINED = re.compile(r"(?<=\w)-(?=\w)")
_SPLIT = re.compile(r"^(?P<prefix>.*?)(?P<digits>\d+)(?P<letter>[a-z]?)$")


def is_numeric(value: str) -> bool:
    """Tell whether content is numeric: numbers with at most affixes, in ranges and lists (CSL 1.0.2, "Number")."""
    return bool(_NUMERIC.match(strip(value)))


def is_plural(value: str) -> bool:
    """Tell whether a number stands for several things, as "1–3" or "1 dan 3" do and "2.0" does not."""
    return bool(_SEVERAL.search(strip(value)))


def reform(value: str, change: Callable[[int], str]) -> str:
    """Set each number of a numeric value in another form; ranges get an en dash, lists one space."""
    return "".join(_reform_part(part, change) for part in _PART.findall(strip(value)))


def _reform_part(part: str, change: Callable[[int], str]) -> str:
    bare = part.strip()
    if bare in ("-", "–"):
        return "–"
    if bare in (",", "&"):
        return ", " if bare == "," else " & "
    return change(int(bare)) if bare.isdigit() else bare


def page_range(value: str, form: str | None, delimiter: str) -> str:
    """Write pages with a style's page-range-format: expanded, minimal, minimal-two, chicago, or as they are."""
    value = _PAGES.sub(lambda found: _one_range(found["first"], found["last"], form, delimiter), value)
    return _ROMANS.sub(rf"\g<first>{delimiter}\g<last>", value).replace("\\-", "-")


def dashed(value: str) -> str:
    """Set hyphens between numbers as dashes; one behind a backslash stays a hyphen."""
    return _JOINED.sub("–", value).replace("\\-", "-")


def _one_range(first: str, last: str, form: str | None, delimiter: str) -> str:
    start, end = _SPLIT.match(first), _SPLIT.match(last)
    if not start or not end or start["prefix"] != end["prefix"]:
        return f"{first}-{last}"  # perhaps one number with a hyphen in it
    low, high = start["digits"], end["digits"]
    if len(high) < len(low):
        high = low[: len(low) - len(high)] + high
    if form is None or start["letter"] or end["letter"] or int(high) <= int(low):
        return f"{first}{delimiter}{last}"
    if len(high) == len(low):
        high = _shorten(low, high, form)
    prefix = start["prefix"] if form == "expanded" else ""
    return f"{first}{delimiter}{prefix}{high}"


def _shorten(low: str, high: str, form: str) -> str:
    if form.startswith("chicago"):
        form = _chicago(low, high, form)
    kept = {"minimal": 1, "minimal-two": 2}.get(form)
    if kept is None:
        return high
    same = next((n for n, (a, b) in enumerate(zip(low, high, strict=True)) if a != b), len(low))
    return high[min(same, max(len(high) - kept, 0)) :]


def _chicago(low: str, high: str, form: str) -> str:
    """Name the rule of the Chicago Manual for a range (16th ed., 9.60; the 15th spells changed digits out)."""
    number = int(low)
    if number < 100 or number % 100 == 0:
        return "expanded"
    if number % 100 < 10:
        return "minimal"
    changed = sum(a != b for a, b in zip(low, high, strict=True))
    return "expanded" if form != "chicago-16" and len(low) == 4 and changed >= 3 else "minimal-two"
