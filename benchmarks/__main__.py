"""`make bench`: measure Terbit and its peers on one synthetic book, in one run, and print the ratios."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.book import SIZES
from benchmarks.contestants import ITSELF, Place, engines_of_build, peer_contestant, terbit_contestants
from benchmarks.figures import Score, figures_table, scores
from benchmarks.measure import CommandFailedError, Measurement, Run, measure
from benchmarks.peers import PEERS, Absent, Peer, find
from benchmarks.report import measurement_table, values, write_results
from benchmarks.sweep import SWEPT, sweep
from benchmarks.texts import pages_of, same_text

__all__ = ["main"]

_ROOT = Path(__file__).resolve().parents[1]
_HOME = _ROOT / ".cache" / "bench"
_LARGEST = {"pagedjs": 310, "vivliostyle": 310, "build": 310}
"""Up to which size those are measured that would take an hour at the next."""
_ONCE = 60.0
"""Seconds beyond which a run is not repeated: it hardly hangs on the moment, and a bench would take hours."""
_PATIENCE = 600.0
"""Seconds after which a run is stopped: what it would have cost is more than what it has."""
_RESULTS = _ROOT / "benchmarks" / "results" / "speed.json"


def main() -> None:
    """Measure what is asked for, print it, and keep it as JSON."""
    subjects = [f"{what}-{engine}" for engine in engines_of_build() for what in ("engine", "build", "all")]
    subjects.append(ITSELF)
    options = _options([*PEERS, *subjects])
    chosen = options.contestants or [*PEERS, *subjects]
    found = [find(name, options.home) for name in chosen if name in PEERS]
    peers = [peer for peer in found if isinstance(peer, Peer)]
    absent = {peer.name: peer.reason for peer in found if isinstance(peer, Absent)}
    books = [_Book(options.home, size, peers, [s for s in chosen if s in subjects]) for size in options.sizes]
    versions = {peer.name: peer.version for peer in peers}
    grown = sweep([book.place for book in books], options.rounds, _tell) if SWEPT in chosen else {}
    judged: list[Score] = []
    for done, book in enumerate(books, start=1):
        book.measure(options.rounds)
        absent.update({f"{name} ({book.size})": reason for name, reason in book.failed.items()})
        judged = _judged(books[:done], subjects, grown)
        write_results(options.keep, _figures(books[:done], judged, absent) | {"sweep": _values(grown)}, versions)
    print(f"\n{figures_table(judged)}\n", *(f"absent: {name}: {why}" for name, why in absent.items()), sep="\n")


def _judged(books: Sequence[_Book], subjects: Sequence[str], grown: Mapping[int, Measurement]) -> list[Score]:
    results = {book.size: book.measured for book in books}
    pages = {book.size: book.pages for book in books}
    swept = {size: grown[size] for size in grown.keys() & results.keys()}
    return [
        score
        for subject in subjects
        if subject != ITSELF
        for score in scores(results, pages, subject, swept if subject == SWEPT else None)
    ]


def _figures(books: Sequence[_Book], judged: Sequence[Score], absent: Iterable[str]) -> dict[str, Any]:
    """Return what is kept: after each book, so that a bench that is stopped has told what it found."""
    return {
        "pages": {book.size: book.pages for book in books},
        "ratios": [asdict(score) for score in judged],
        "measured": {book.size: _values(book.measured) for book in books},
        "text": {book.size: book.text for book in books},
        "absent": sorted(absent),
    }


def _values(measured: Mapping[Any, Measurement]) -> dict[Any, Any]:
    return {name: values(measurement) for name, measurement in measured.items()}


class _Book:
    """A book of one size, and what was measured with it."""

    def __init__(self, home: Path, size: int, peers: Sequence[Peer], subjects: Sequence[str]) -> None:
        self.size, self.peers, self.subjects = size, peers, subjects
        self.place = Place(home / "books" / str(size), size)
        self.measured: dict[str, Measurement] = {}
        self.failed: dict[str, str] = {}
        self.text: list[str] = []
        self.pages = size

    def measure(self, rounds: int) -> None:
        """Write the book, run all contestants with it, and print what each needed."""
        self.place.make()
        wanted = [peer_contestant(peer, self.place) for peer in self.peers if self._is_measured(peer.name)]
        subjects = [subject for subject in self.subjects if self._is_measured(subject)]
        wanted += [c for subject in subjects for c in terbit_contestants(self.place, subject)]
        self.measured = measure(wanted, rounds, once=_ONCE, patience=_PATIENCE, progress=_tell, failed=self._note)
        self.text = same_text(self.place, self.measured)
        self.pages = pages_of(self.place, self.measured) or self.size
        if not self.measured:
            return
        table = measurement_table(self.measured, next(iter(self.measured)))
        print(f"\n{self.pages} pages\n{table}", *self.text, sep="\n", flush=True)

    def _is_measured(self, name: str) -> bool:
        return self.size <= _LARGEST.get(name.partition("-")[0], self.size)

    def _note(self, error: CommandFailedError) -> None:
        self.failed[error.name] = str(error)
        print(f"failed: {error}", file=sys.stderr)


def _options(names: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", choices=SIZES, default=list(SIZES), help="pages, about")
    parser.add_argument("--contestants", nargs="*", choices=names, metavar="NAME", help=f"any of: {', '.join(names)}")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each under a minute, of which the median counts")
    parser.add_argument("--home", type=Path, default=_HOME, help="where peers and books are kept")
    parser.add_argument("--keep", type=Path, default=_RESULTS, help="the file that the figures are written to")
    return parser.parse_args()


def _tell(name: str, run: Run) -> None:
    print(f"  {name}: {run.wall:.2f} s, {run.cpu:.2f} s CPU, {run.largest / 1e6:.0f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
