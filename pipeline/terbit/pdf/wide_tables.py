"""Tables that are wider than the text: set smaller, or turned, and where that is not enough parted by their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from terbit.ast import elements, where
from terbit.diagnostics import Diagnostic, Location
from terbit.labels import Labels
from terbit.model import Chapter
from terbit.pdf.geometry import TYPE
from terbit.pdf.markup import by_class, has_class
from terbit.pdf.room import Room

__all__ = ["TURNED", "fit_tables", "places_of_tables"]

TURNED = "turned-table"
"""The class of a table that stands on turned pages of its own."""


@dataclass(frozen=True)
class _Step:
    """A way to set a table: its class in the style sheet, the size of its type and the room between columns, in pt."""

    name: str
    size: float
    between: float


_STEPS = (_Step("", 9.5, 12), _Step("small", 8.5, 8), _Step("smaller", 7.5, 5))
"""From the usual one down to the smallest that can be read; `book.css` sets them so."""
_SLACK = 1.01
"""Layout rounds, and hyphens overhang."""
_BREAK = re.compile(r"(?<=[-\u2013\u2014])|\s+")
_MARKED = ("colspan", "rowspan")
_LEAST_UPRIGHT = 8.5
"""In smaller type than this a table is set only if it would not be larger on a turned page, in pt."""
_ASKED = ("turned", "landscape")
"""The classes by which an author has a table turned, its own or those of the block that it stands in."""


def fit_tables(section: Any, room: Room, places: Sequence[Location | None], labels: Labels) -> list[Diagnostic]:
    """Make each table of a chapter fit its lines, and say what was done; `places` are those of its tables in order.

    Cells are never made narrower than their longest words.
    """
    tables = list(section.iter("table"))
    known = places if len(places) == len(tables) else [None] * len(tables)
    return [found for table, place in zip(tables, known, strict=True) for found in _fitted(table, room, place, labels)]


def places_of_tables(chapter: Chapter) -> list[Location | None]:
    """Return where the tables of a chapter stand."""
    return [where(element) for element in elements(chapter.blocks) if element["t"] == "Table"]


def _fitted(table: Any, room: Room, place: Location | None, labels: Labels) -> Iterator[Diagnostic]:
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    step = next((step for step in _STEPS if sum(_widths(rows, step, room)) <= room.width), None)
    asked = any(has_class(one, name) for one in (table, table.getparent()) for name in _ASKED)
    turned = _turned_step(table, rows, room) if asked or step is None or step.size < _LEAST_UPRIGHT else None
    too_wide = "the table is too wide for its page"
    if turned is not None and (asked or step is None or turned.size > step.size):
        _name(table, f"{TURNED} {turned.name}".strip())
        size = f"{turned.size * room.size / TYPE:.3g} pt"
        if not asked:
            message = f"{too_wide}: it is turned, on a page of its own, and set in {size}"
            yield Diagnostic("warning", "table-turned", message, place, "shorten its cells, or divide it into two")
        elif turned.name:
            message = f"the table is too wide for its page, though it is turned: it is set in {size}"
            yield Diagnostic("warning", "table-small", message, place, "shorten its cells, or divide it into two")
    elif step is not None:
        if step.name:
            _name(table, step.name)
            message = f"{too_wide}: it is set in {step.size * room.size / TYPE:.3g} pt"
            yield Diagnostic("warning", "table-small", message, place, "shorten its cells, or divide it into two")
    elif any(cell.get(name, "1") != "1" for row in rows for cell in row for name in _MARKED):
        _name(table, f"{_STEPS[-1].name} broken")
        message = f"{too_wide}, and its cells that span others keep it in one piece: words in it are broken"
        yield Diagnostic("warning", "table-small", message, place, "divide it into two")
    else:
        groups = _groups(_widths(rows, _STEPS[1], room), room.width)
        _part(table, groups, labels)
        message = f"{too_wide}: its {len(rows[0])} columns are parted into {len(groups)} tables"
        yield Diagnostic("warning", "table-parted", message, place, "divide it where its columns belong together")


def _turned_step(table: Any, rows: Sequence[Sequence[Any]], room: Room) -> _Step | None:
    """Return how a table may be set on a turned page; None if it stands in a box or a list, or is still too wide."""
    above = list(table.iterancestors())[:-1]
    if not all(any(has_class(one, name) for name in _ASKED) for one in above):
        return None
    return next((step for step in _STEPS if sum(_widths(rows, step, room)) <= room.height), None)


def _widths(rows: Sequence[Sequence[Any]], step: _Step, room: Room) -> list[float]:
    """Return the least width of each column, in pt: that of its longest word, and the room before the next."""
    widths: list[float] = [0.0] * max((len(row) for row in rows), default=0)
    for row in rows:
        for at, cell in enumerate(row):
            words = _BREAK.split("".join(cell.itertext()))
            weight = 600 if cell.tag == "th" else 400
            longest = max(room.length(word, step.size * _SLACK, "face-interface", weight) for word in words)
            widths[at] = max(widths[at], longest)
    between = step.between * room.size / TYPE
    return [width + between * (at < len(widths) - 1) for at, width in enumerate(widths)]


def _groups(widths: Sequence[float], room: float) -> list[list[int]]:
    """Return the columns of each part: the first one, which names the rows, and as many others as there is room for."""
    groups: list[list[int]] = [[0]]
    for column in range(1, len(widths)):
        if len(groups[-1]) > 1 and sum(widths[one] for one in groups[-1]) + widths[column] > room:
            groups.append([0])
        groups[-1].append(column)
    return groups


def _part(table: Any, groups: Sequence[Sequence[int]], labels: Labels) -> None:
    """Put a table for each group of columns in the place of the whole; what is still too wide has its words broken."""
    copies = [deepcopy(table) for _ in groups]
    for number, (copy, columns) in enumerate(zip(copies, groups, strict=True)):
        _name(copy, f"{_STEPS[1].name} broken")
        for row in copy.iter("tr"):
            for at, cell in enumerate([cell for cell in row if cell.tag in ("td", "th")]):
                if at not in columns:
                    row.remove(cell)
        copy.tail = table.tail if number == len(groups) - 1 else None
        if number:
            _continue(copy, labels("continued"))
    parent = table.getparent()
    at = parent.index(table)
    parent[at : at + 1] = copies


def _continue(table: Any, word: str) -> None:
    """Say that a table goes on: its label with the word for that, no title again, and no identifier twice."""
    for element in table.iter():
        element.attrib.pop("id", None)
    for caption in table.findall("caption"):
        label = next(by_class(caption, "caption-label"), None)
        for child in list(caption):
            caption.remove(child)
        caption.text = None
        if label is not None:
            label.tail = None
            caption.append(label)
            label.text = f"{label.text} ({word})"


def _name(table: Any, names: str) -> None:
    table.set("class", " ".join(filter(None, [table.get("class"), names])))
