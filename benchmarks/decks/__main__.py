"""`python -m benchmarks.decks`: measure the decks of four books in both shapes, print the figures and keep them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.decks.books import BOOKS, RAW
from benchmarks.decks.figures import SHAPES, figures
from benchmarks.decks.limits import slow, wrong
from benchmarks.decks.speed import speed
from benchmarks.report import table, write_results

__all__ = ["main"]

_ROOT = Path(__file__).resolve().parents[2]
_HOME = _ROOT / ".cache" / "bench" / "decks"
_RESULTS = _ROOT / "benchmarks" / "results" / "decks.json"


def main() -> int:
    """Measure what is asked for, print it, and keep it as JSON; 1 if a figure is worse than it may be."""
    options = _options()
    kept = json.loads(options.keep.read_text("utf-8"))["figures"] if options.keep.is_file() else {}
    for name in options.books:
        if name == "raw" and not RAW:
            print("raw: left out, for MANUSCRIPT does not name its file", file=sys.stderr)
            continue
        kept[name] = figures(name, options.home, lambda said: print(said, file=sys.stderr, flush=True))
        print(f"\n{name}\n{table(['', *SHAPES], _rows(kept[name]))}", *_whole(kept[name]), sep="\n", flush=True)
        write_results(options.keep, kept)
    if options.speed:
        kept["speed"] = speed(options.home)
        print(f"\nspeed: {json.dumps(kept['speed'], ensure_ascii=False)}")
    write_results(options.keep, kept)
    found = [f"{name}: {one}" for name in options.books if name in kept for one in wrong(kept[name])]
    found += slow(kept["speed"]) if options.speed else ()
    print(*found, sep="\n")
    return int(bool(found))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.decks", description=__doc__)
    parser.add_argument("books", nargs="*", metavar="BOOK", default=list(BOOKS), help=f"any of: {', '.join(BOOKS)}")
    parser.add_argument("--speed", action=argparse.BooleanOptionalAction, default=True, help="time the module's decks")
    parser.add_argument("--home", type=Path, default=_HOME, help="where books are written and published")
    parser.add_argument("--keep", type=Path, default=_RESULTS, help="the file that the figures are written to")
    return parser.parse_args()


def _rows(figures_: Mapping[str, Any]) -> Iterator[list[str]]:
    shapes = figures_["shapes"]
    for name in shapes["16:9"]:
        yield [name, *(_cell(shapes[shape][name]) for shape in SHAPES)]


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {one}" for name, one in value.items())
    return str(value if isinstance(value, int) else len(value))


def _whole(figures_: Mapping[str, Any]) -> Iterator[str]:
    yield f"files that differ in a second build: {len(figures_['files that differ in a second build'])}"
    yield f"leaks: {json.dumps(figures_['leaks'], ensure_ascii=False)}"


if __name__ == "__main__":
    sys.exit(main())
