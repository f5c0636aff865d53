"""`make profiles`: build the module and a book of 300 pages in each profile, and count what preflight finds."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.profiles.books import write_generated, write_module
from benchmarks.profiles.count import count
from benchmarks.profiles.table import failures, keep_table
from benchmarks.report import write_results
from terbit.config.vocabulary import PROFILES
from terbit.profiles import load_profile

__all__ = ["main"]

_ROOT = Path(__file__).resolve().parents[2]
_HOME = _ROOT / ".cache" / "bench" / "profiles"
_RESULTS = _ROOT / "benchmarks" / "results" / "profiles.json"
_LONG, _LONG_ON_A4, _CROSSING = 12, 16, (5, 6)
"""Chapters of the book of 300 pages and more, and of two books on either side of 150 pages of 6 x 9 in."""
_SEVERITIES = ("error", "warning", "note")


def main() -> int:
    """Build and check what is asked for, keep and print the table; 1 if a figure is not as it should be."""
    options = _options()
    kept = _kept(options.keep)
    for profile in options.profiles:
        for name, write in _books().items():
            if name in options.books:
                kept["books"].setdefault(name, {})[profile] = _measured(options.home, name, profile, write)
                write_results(options.keep, kept)
    if "crossing" in options.books:
        kept["crossing"] = [_crossing(options.home, chapters) for chapters in _CROSSING]
    write_results(options.keep, kept)
    document = _ROOT / "docs" / "publisher.md" if options.keep == _RESULTS else None
    print(keep_table(options.keep, document), *(wrong := failures(kept)), sep="\n")
    return int(bool(wrong))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make profiles", description=__doc__)
    parser.add_argument("--profiles", nargs="*", choices=PROFILES, default=list(PROFILES), help="which profiles")
    books = [*_books(), "crossing"]
    parser.add_argument("--books", nargs="*", choices=books, default=books, help="crossing: two, about 150 pages")
    parser.add_argument("--home", type=Path, default=_HOME, help="where the projects are built")
    parser.add_argument("--keep", type=Path, default=_RESULTS, help="the file of results; what is not measured stays")
    return parser.parse_args()


def _books() -> Mapping[str, Callable[[Path, str], None]]:
    return {"module": write_module, "generated": _write_long}


def _write_long(folder: Path, profile: str) -> None:
    write_generated(folder, profile, _LONG_ON_A4 if load_profile(profile).get("trim") == "A4" else _LONG)


def _kept(file: Path) -> dict[str, Any]:
    if file.is_file():
        return dict(json.loads(file.read_text("utf-8"))["figures"])
    return {"books": {}, "crossing": []}


def _measured(home: Path, name: str, profile: str, write: Callable[[Path, str], None]) -> dict[str, Any]:
    """Build one book in one profile; return what its preflight found and what is counted in its PDF."""
    folder = home / f"{name}-{profile}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write(folder, profile)
    pdf = _built(folder)
    told = json.loads(_terbit(folder, "check", "print", "--json").stdout)
    codes = Counter(finding["code"] for finding in told["findings"])
    severities = Counter(finding["severity"] for finding in told["findings"])
    found = {f"{severity}s": severities[severity] for severity in _SEVERITIES}
    print(name, profile, found, dict(codes), file=sys.stderr, flush=True)
    return {**asdict(count(pdf)), **found, "codes": dict(sorted(codes.items())), "checks": len(told["checks"])}


def _crossing(home: Path, chapters: int) -> dict[str, Any]:
    """Build a book for KDP twice; return its pages, its gutter and whether both are the same, byte for byte."""
    folder = home / f"crossing-{chapters}"
    shutil.rmtree(folder, ignore_errors=True)
    write_generated(folder, "kdp", chapters)
    first = _built(folder).read_bytes()
    shutil.rmtree(folder / ".terbit")
    pdf = _built(folder)
    counted = count(pdf)
    gutter = load_profile("kdp").gutter(counted.pages)
    same = first == pdf.read_bytes()
    return {"pages": counted.pages, "gutter_mm": round(gutter, 3), "inner_mm": counted.inner, "same_bytes": same}


def _built(folder: Path) -> Path:
    """Build the print PDF of a project, and return it.

    Raises
    ------
    SystemExit
        If it is not built.
    """
    done = _terbit(folder, "build", "print")
    if done.returncode:
        raise SystemExit(f"{folder.name} was not built:\n{done.stdout}{done.stderr}")
    return next((folder / "output").glob("*-print.pdf"))


def _terbit(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    called: Sequence[str] = [sys.executable, "-m", "terbit", *command]
    return subprocess.run(called, cwd=folder, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
