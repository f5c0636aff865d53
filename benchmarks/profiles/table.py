"""The table of `make profiles`, as the docs show it, and what in it is not as it should be."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.report import replaced

__all__ = ["NAME", "failures", "keep_table", "table_of"]

NAME = "profiles"
_COLUMNS = {
    "pages": ("pages",),
    "errors": ("errors",),
    "warnings": ("warnings",),
    "RGB": ("rgb_operators", "rgb_spaces"),
    "annotations": ("annotations",),
    "pages with type off the trim": ("pages_off_trim",),
    "images under 300 ppi": ("image-resolution",),
    "widows and orphans": ("line-widow", "line-orphan"),
    "loose lines in 100 pages": ("line-loose",),
}
_NONE = ("errors", "RGB", "annotations", "pages with type off the trim", "images under 300 ppi", "widows and orphans")
"""Columns that should have nothing but 0."""
_LONG, _LEAST = "generated", 300
"""The book that is to show how a long one fares, and how many pages it should have in each profile."""


def keep_table(results: Path, document: Path | None) -> str:
    """Return the table of a file of results, and write it into a document, if there is one."""
    made = table_of(json.loads(results.read_text("utf-8"))["figures"])
    if document:
        document.write_text(replaced(document.read_text("utf-8"), NAME, made), "utf-8")
    return made


def table_of(figures: Mapping[str, Any]) -> str:
    """Return a Markdown table of what was counted in each book and profile, and a line on the gutter."""
    rows = [f"| | {' | '.join(_COLUMNS)} |", f"|---|{'---|' * len(_COLUMNS)}"]
    for name, profile, found in _each(figures):
        rows.append(f"| {name}, `{profile}` | {' | '.join(map(str, _cells(found).values()))} |")
    crossing = [
        f"{one['pages']} pages have a gutter of {one['gutter_mm']} mm and type {one['inner_mm']} mm from the spine"
        for one in figures["crossing"]
    ]
    same = "Built again, both are the same to the byte."
    return "\n".join([*rows, "", f"Across 150 pages, for `kdp`: {'; '.join(crossing)}. {same}"])


def failures(figures: Mapping[str, Any]) -> list[str]:
    """Return what is not as it should be."""
    wrong = [fault for name, profile, found in _each(figures) for fault in _faults(name, profile, found)]
    for few, many in pairwise(figures["crossing"]):
        if not few["pages"] <= 150 < many["pages"] or few["inner_mm"] >= many["inner_mm"]:
            wrong.append("the gutter does not grow across 150 pages")
    return wrong + ["built again, a book is another" for one in figures["crossing"] if not one["same_bytes"]]


def _faults(name: str, profile: str, found: Mapping[str, Any]) -> Iterator[str]:
    cells = _cells(found)
    yield from (f"{name} in {profile}: {cells[column]} {column}" for column in _NONE if cells[column])
    if name == _LONG and found["pages"] < _LEAST:
        yield f"{name} in {profile}: {found['pages']} pages, under {_LEAST}"


def _each(figures: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for name, profiles in figures["books"].items():
        for profile, found in profiles.items():
            yield name, profile, found


def _cells(found: Mapping[str, Any]) -> dict[str, float]:
    """Return what a row says, by column: sums of counts and of findings; loose lines by 100 pages."""
    counts = {**found["codes"], **{key: value for key, value in found.items() if key != "codes"}}
    cells: dict[str, float] = {column: sum(counts.get(key, 0) for key in keys) for column, keys in _COLUMNS.items()}
    cells["loose lines in 100 pages"] = round(100 * cells["loose lines in 100 pages"] / found["pages"], 1)
    return cells
