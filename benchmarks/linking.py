"""`make bench-linking`: what the linker costs by itself, with units just laid out and with units that were kept."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.book import SIZES
from benchmarks.contestants import ENGINE, Place, compose, environment_of
from benchmarks.report import table, write_results

__all__ = ["main"]

_ROOT = Path(__file__).resolve().parents[1]
_HOME = _ROOT / ".cache" / "bench"
_RESULTS = _ROOT / "benchmarks" / "results" / "linking.json"
_MUST = 0.1
"""CPU seconds that linking 1000 pages may take, but in short books."""
_SHORT = 300


def main() -> None:
    """Measure, print a table, and keep it as JSON."""
    options = _options()
    found = [_linked(Place(options.home / "linking" / str(size), size), options.rounds) for size in options.sizes]
    write_results(options.keep, {"linking": found})
    print(_table(found))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-linking", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", choices=SIZES, default=[310, 976], help="pages, about")
    parser.add_argument("--rounds", type=int, default=5, help="how often kept units are linked; the median counts")
    parser.add_argument("--home", type=Path, default=_HOME, help="where books are kept")
    parser.add_argument("--keep", type=Path, default=_RESULTS, help="the file that the figures are written to")
    return parser.parse_args()


def _linked(place: Place, rounds: int) -> Mapping[str, Any]:
    """Have a book laid out and linked, then linked again and again; return its pages and the seconds."""
    place.make()
    folder = place.copy("linked")
    file, kept = compose(folder), folder / "kept"
    kept.mkdir()
    command = [sys.executable, "-P", str(ENGINE), "link", str(file), str(kept), str(rounds)]
    with environment_of(folder) as environment:
        done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True)
    said = json.loads(done.stdout)
    return {"pages": said["pages"], "laid_out": said["seconds"][0], "kept": said["seconds"][1:]}


def _table(found: Sequence[Mapping[str, Any]]) -> str:
    rows = [_row(one["pages"], name, seconds) for one in found for name, seconds in _costs(one)]
    return table(["units", "pages", "CPU, s", "for 1000 pages", "must", ""], rows)


def _costs(one: Mapping[str, Any]) -> Sequence[tuple[str, float]]:
    return [("just laid out", one["laid_out"]), ("kept", median(one["kept"]))]


def _row(pages: int, name: str, seconds: float) -> list[str]:
    share = 1000 * seconds / pages
    judged = ["", ""] if pages < _SHORT else [f"{_MUST:g}", "met" if share <= _MUST else "MISSED"]
    return [name, str(pages), f"{seconds:.3f}", f"{share:.3f}", *judged]


if __name__ == "__main__":
    main()
