"""CSS that takes the engine long: flex boxes in flex boxes, grids of hundreds of cells, tables of thousands of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from terbit.diagnostics import Diagnostic
from terbit.pdf.linked.sheet_rules import Cascade

__all__ = ["slow_rules"]

_FLEX = ("flex", "inline-flex")
_GRID = ("grid", "inline-grid")
# WeasyPrint 70 lays a flex box out twice, and what is in it with it; 400 cells of a grid and 1000 rows take seconds.
_MOST_CELLS = 200
_MOST_ROWS = 1000


def slow_rules(root: Any, rules: Iterable[Any]) -> tuple[Diagnostic, ...]:
    """Return a note for each selector and each table that makes the layout of a document slow."""
    found = [*_tables(root), *_boxes(Cascade(rules, "display"), root)]
    return tuple(dict.fromkeys(found))


def _tables(root: Any) -> Iterator[Diagnostic]:
    for table in root.iter("table"):
        rows = sum(1 for _ in table.iter("tr"))
        if rows > _MOST_ROWS:
            name = next((e.get("id") for e in (table, *table.iterancestors()) if e.get("id")), "")
            yield _slow(f"the table '#{name}' has {rows} rows", "part it into several tables")


def _boxes(cascade: Cascade, root: Any) -> Iterator[Diagnostic]:
    if not cascade.values & {*_FLEX, *_GRID}:
        return
    displays = {element: (value, selector) for element, value, selector in cascade.matches(root)}
    for element, (value, selector) in displays.items():
        if value in _FLEX and _is_nested(element, displays):
            yield _slow(f"'{selector}' is a flex box in a flex box", "lay the inner one out as a block or a table")
        elif value in _GRID and len(element) > _MOST_CELLS:
            yield _slow(f"'{selector}' is a grid of {len(element)} cells", "part it into several grids, or use a table")


def _is_nested(element: Any, displays: Mapping[Any, tuple[str, str]]) -> bool:
    return any(displays.get(above, ("", ""))[0] in _FLEX for above in element.iterancestors())


def _slow(message: str, hint: str) -> Diagnostic:
    return Diagnostic("note", "css-slow", f"{message}, which takes the PDF engine long", hint=hint)
