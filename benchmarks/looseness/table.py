"""The table of `make bench-looseness`, as the docs show it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.report import replaced

__all__ = ["NAME", "keep_table", "table_of"]

NAME = "looseness"
_HEAD = ("lines justified", "> 1.5 ×", "> 2 ×", "> 2.5 ×", "overfull", "lines that end in a hyphen")
_COUNTED = ("lines", "loose_1.5", "loose_2.0", "loose_2.5", "overfull", "hyphenated_percent")


def keep_table(results: Path, document: Path | None) -> str:
    """Return the table of a file of results, and write it into a document, if there is one."""
    made = table_of(json.loads(results.read_text("utf-8")))
    if document:
        document.write_text(replaced(document.read_text("utf-8"), NAME, made), "utf-8")
    return made


def table_of(results: Mapping[str, Any]) -> str:
    """Return a Markdown table of figures: loose and overfull lines in 100 pages, hyphens in %."""
    rows = [f"| | {' | '.join(_HEAD)} |", f"|---|{'---|' * len(_HEAD)}"]
    for name, setting in results["figures"]["settings"].items():
        rows.append(f"| *{name}, {setting['measure_mm']} mm* |{' |' * len(_HEAD)}")
        rows += _rows(setting)
    return "\n".join(rows)


def _rows(setting: Mapping[str, Any]) -> Iterator[str]:
    for name, found in setting.items():
        if isinstance(found, dict) and "absent" in found:
            yield f"| {name} | absent: {found['absent']} |{' |' * (len(_HEAD) - 1)}"
        elif isinstance(found, dict):
            cells = [f"{found[key]:.0f}" for key in _COUNTED]
            yield f"| {name} | {' | '.join(cells)} % |"
