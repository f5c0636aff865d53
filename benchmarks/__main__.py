"""`make bench`: measure Terbit and its peers on one synthetic book, in one run, and print the ratios."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pypdfium2

from benchmarks.book import SIZES
from benchmarks.contestants import ITSELF, Place, engines_of_build, output_of, peer_contestant, terbit_contestants
from benchmarks.figures import Score, figures_table, scores
from benchmarks.measure import CommandFailedError, Measurement, Run, measure
from benchmarks.peers import PEERS, Absent, Peer, find
from benchmarks.report import measurement_table, values, write_results

__all__ = ["main"]

_ROOT = Path(__file__).resolve().parents[1]
_HOME = _ROOT / ".cache" / "bench"
_LARGEST = {"pagedjs": 310, "vivliostyle": 310, "build": 310}
"""Up to which size those are measured that would take an hour at the next."""
_ONCE = 60.0
"""Seconds beyond which a run is not repeated: it hardly hangs on the moment, and a bench would take hours."""
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
    judged: list[Score] = []
    for done, book in enumerate(books, start=1):
        book.measure(options.rounds)
        absent.update({f"{name} ({book.size})": reason for name, reason in book.failed.items()})
        judged = _judged(books[:done], subjects)
        write_results(options.keep, _figures(books[:done], judged, absent), versions)
    print(f"\n{figures_table(judged)}\n", *(f"absent: {name}: {why}" for name, why in absent.items()), sep="\n")


def _judged(books: Sequence[_Book], subjects: Sequence[str]) -> list[Score]:
    results = {book.size: book.measured for book in books}
    pages = {book.size: book.pages for book in books}
    return [score for subject in subjects if subject != ITSELF for score in scores(results, pages, subject)]


def _figures(books: Sequence[_Book], judged: Sequence[Score], absent: Iterable[str]) -> dict[str, Any]:
    """Return what is kept: after each book, so that a bench that is stopped has told what it found."""
    return {
        "pages": {book.size: book.pages for book in books},
        "ratios": [asdict(score) for score in judged],
        "measured": {book.size: {name: values(m) for name, m in book.measured.items()} for book in books},
        "text": {book.size: book.text for book in books},
        "absent": sorted(absent),
    }


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
        self.measured = measure(wanted, rounds, once=_ONCE, progress=_tell, failed=self._note)
        self.text = _same_text(self.place, self.measured)
        self.pages = _pages(self.place, self.measured) or self.size
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


def _texts(file: Path) -> list[str]:
    with pypdfium2.PdfDocument(file) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def _pages(place: Place, measured: dict[str, Measurement]) -> int:
    files = (output_of(place, name) for name in measured if name.startswith(("build", "engine")))
    return next((len(_texts(file)) for file in files if file.is_file()), 0)


def _same_text(place: Place, measured: dict[str, Measurement]) -> list[str]:
    """Say of each of Terbit's PDFs on how many pages it has the same text as WeasyPrint's and the plain engine's."""
    pairs = [(f"{ITSELF} cold-1", "engine-linked cold-1")]
    pairs += [(f"{what}-plain cold-1", f"{what}-linked cold-1") for what in ("engine", "build")]
    return [_compared(place, other, own) for other, own in pairs if {other, own} <= measured.keys()]


def _compared(place: Place, other: str, own: str) -> str:
    pages = list(zip_longest(_texts(output_of(place, other)), _texts(output_of(place, own)), fillvalue=""))
    differing = [str(number) for number, (one, two) in enumerate(pages, start=1) if _bare(one) != _bare(two)]
    alike = f"{len(pages) - len(differing)} of {len(pages)} pages of {own} have the text of {other}"
    return f"{alike}; others: {', '.join(differing[:20])}" if differing else alike


def _bare(text: str) -> str:
    """Return a page's text without spaces, of which engines write more or fewer between pieces."""
    return "".join(text.split())


if __name__ == "__main__":
    main()
