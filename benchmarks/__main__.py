"""`make bench`: measure Terbit and its peers on one synthetic book, in one run, and print the ratios."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

import pypdfium2

from benchmarks.book import SIZES
from benchmarks.contestants import Place, engines_of_build, output_of, peer_contestant, terbit_contestants
from benchmarks.figures import Results, Score, figures_table, scores
from benchmarks.measure import CommandFailedError, Contestant, Measurement, Run, measure
from benchmarks.peers import PEERS, Absent, Peer, find
from benchmarks.report import measurement_table, values, write_results

__all__ = ["main"]

_ROOT = Path(__file__).resolve().parents[1]
_HOME = _ROOT / ".cache" / "bench"
_RESULTS = _ROOT / "benchmarks" / "results" / "speed.json"


def main() -> None:
    """Measure what is asked for, print it, and keep it as JSON."""
    subjects = [f"{what}-{engine}" for engine in engines_of_build() for what in ("engine", "build", "all")]
    options = _options([*PEERS, *subjects])
    chosen = options.contestants or [*PEERS, *subjects]
    found = [find(name, options.home) for name in chosen if name in PEERS]
    absent = {peer.name: peer.reason for peer in found if isinstance(peer, Absent)}
    peers = [peer for peer in found if isinstance(peer, Peer)]
    results: dict[int, dict[str, Measurement]] = {}
    pages: dict[int, int] = {}
    for size in options.sizes:
        place = Place(options.home / "books" / str(size), size)
        place.make()
        wanted = [peer_contestant(peer, place) for peer in peers]
        wanted += [c for subject in chosen if subject in subjects for c in terbit_contestants(place, subject)]
        results[size], failed = _measured(wanted, options.rounds)
        absent.update({f"{name} ({size} pages)": reason for name, reason in failed.items()})
        pages[size] = _pages(place, results[size]) or size
        print(f"\n{pages[size]} pages\n{measurement_table(results[size], next(iter(results[size])))}")
        print(*_same_text(place, results[size]), sep="\n")
    judged = [score for subject in subjects for score in scores(results, pages, subject)]
    print(f"\n{figures_table(judged)}\n")
    print(*(f"absent: {name}: {reason}" for name, reason in sorted(absent.items())), sep="\n")
    _keep(options.keep, results, pages, judged, {peer.name: peer.version for peer in peers}, absent)


def _options(names: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", choices=SIZES, default=list(SIZES), help="pages, about")
    parser.add_argument("--contestants", nargs="*", choices=names, metavar="NAME", help=f"any of: {', '.join(names)}")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each, of which the median counts")
    parser.add_argument("--home", type=Path, default=_HOME, help="where peers and books are kept")
    parser.add_argument("--keep", type=Path, default=_RESULTS, help="the file that the figures are written to")
    return parser.parse_args()


def _measured(wanted: Sequence[Contestant], rounds: int) -> tuple[dict[str, Measurement], dict[str, str]]:
    """Measure contestants by turns; one that fails is left out from then on, and named."""
    failed: dict[str, str] = {}
    while True:
        left = [contestant for contestant in wanted if contestant.name not in failed]
        try:
            return measure(left, rounds, progress=_tell), failed
        except CommandFailedError as error:
            failed[error.name] = str(error)
            print(f"failed: {error}", file=sys.stderr)


def _tell(name: str, run: Run) -> None:
    print(f"  {name}: {run.wall:.2f} s, {run.cpu:.2f} s CPU, {run.largest / 1e6:.0f} MB", file=sys.stderr)


def _texts(file: Path) -> list[str]:
    with pypdfium2.PdfDocument(file) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def _pages(place: Place, measured: dict[str, Measurement]) -> int:
    files = (output_of(place, name) for name in measured if name.startswith("build"))
    return next((len(_texts(file)) for file in files if file.is_file()), 0)


def _same_text(place: Place, measured: dict[str, Measurement]) -> list[str]:
    """Say whether the engines set the same text on the same pages."""
    colds = [name for name in measured if name.startswith("build") and name.endswith("cold-1")]
    if len(colds) < 2:
        return []
    first, *others = colds
    wanted, said = _texts(output_of(place, first)), []
    for other in others:
        pairs = zip_longest(wanted, _texts(output_of(place, other)))
        differing = [str(number) for number, (one, two) in enumerate(pairs, start=1) if one != two]
        verdict = f"differs on pages {', '.join(differing[:20])}" if differing else "is the same on every page"
        said.append(f"the text of {other} {verdict} as that of {first}")
    return said


def _keep(
    file: Path,
    results: Results,
    pages: dict[int, int],
    judged: list[Score],
    versions: dict[str, str],
    absent: dict[str, str],
) -> None:
    measured = {str(size): {n: values(m) for n, m in found.items()} for size, found in results.items()}
    kept = [
        {"figure": s.label, "subject": s.subject, "size": s.size, "measured": round(s.value, 4), "must": s.must}
        for s in judged
    ]
    figures = {"pages": pages, "ratios": kept, "measured": measured, "absent": sorted(absent)}
    write_results(file, figures, versions)


if __name__ == "__main__":
    main()
