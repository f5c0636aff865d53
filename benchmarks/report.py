"""Reporting measurements: ratios, growth, a table to read, a file to keep."""

from __future__ import annotations

import json
import math
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from benchmarks.measure import Measurement

__all__ = ["growth", "machine", "measurement_table", "ratio", "replaced", "table", "values", "write_results"]

_PACKAGES = ("citeproc-py", "lxml", "pydyf", "pypandoc_binary", "terbit", "weasyprint")


def ratio(measurements: Mapping[str, Measurement], name: str, baseline: str, figure: str = "wall") -> float:
    """Return a contestant's figure (wall, cpu, largest, together) divided by the baseline's."""
    return float(getattr(measurements[name], figure) / getattr(measurements[baseline], figure))


def growth(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Return the exponent k of cost = c · size^k that fits best: least squares of the logarithms.

    Raises
    ------
    ValueError
        If there are fewer than two different sizes.
    """
    if len(set(sizes)) < 2:
        raise ValueError("growth wants two sizes at least")
    xs, ys = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    products = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return products / sum((a - x) ** 2 for a in xs)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Set rows as a table of plain text, the first column to the left, the others to the right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    lines.insert(1, ["-" * width for width in widths])
    alignments = ["<", *">" * (len(head) - 1)]
    cells = [[f"{c:{a}{w}}" for c, a, w in zip(line, alignments, widths, strict=True)] for line in lines]
    return "\n".join("  ".join(line).rstrip() for line in cells)


def measurement_table(measurements: Mapping[str, Measurement], baseline: str) -> str:
    """Set measurements as a table, each with its ratio to the baseline."""
    rows = [
        [
            name,
            f"{'> ' if m.stopped else ''}{m.wall:.2f}",
            f"{ratio(measurements, name, baseline):.3f}",
            f"{m.cpu:.2f}",
            f"{ratio(measurements, name, baseline, 'cpu'):.3f}",
            f"{m.largest / 1e6:.0f}",
            f"{m.together / 1e6:.0f}",
        ]
        for name, m in measurements.items()
    ]
    return table(["", "wall s", "ratio", "CPU s", "ratio", "largest MB", "together MB"], rows)


def values(measurement: Measurement) -> dict[str, Any]:
    """Return a measurement as JSON keeps it: medians, and the runs that they come from."""
    return {
        "wall_s": round(measurement.wall, 3),
        "cpu_s": round(measurement.cpu, 3),
        "largest_mb": round(measurement.largest / 1e6, 1),
        "together_mb": round(measurement.together / 1e6, 1),
        "runs": [{"wall_s": round(run.wall, 3), "cpu_s": round(run.cpu, 3)} for run in measurement.runs],
        **({"stopped": True} if measurement.stopped else {}),
    }


def machine() -> dict[str, Any]:
    """Return what a figure depends on: processor, cores, memory, system, Python and packages; no name, no path."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": cores,
        "memory_gb": round(memory / 1e9, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": {name: version for name in _PACKAGES if (version := _version(name))},
    }


def write_results(file: Path, figures: Mapping[str, Any], versions: Mapping[str, str] | None = None) -> None:
    """Write figures as JSON, with the machine and the versions of the programs that were measured."""
    kept = {"machine": machine(), "versions": dict(versions or {}), "figures": dict(figures)}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", "utf-8")


def replaced(document: str, name: str, table: str) -> str:
    """Return a document with a table between the comments that bear its name.

    Raises
    ------
    ValueError
        If the document has no such comments.
    """
    begin, end = f"<!-- {name}: begin -->\n", f"\n<!-- {name}: end -->"
    before, found, rest = document.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"there is no place for the table '{name}'")
    return f"{before}{begin}\n{table}\n{end}{after}"


def _processor() -> str:
    cpus = Path("/proc/cpuinfo")
    lines = cpus.read_text("utf-8").splitlines() if cpus.is_file() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "unknown")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
