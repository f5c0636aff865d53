"""`make bench-citations`: measure Terbit, citeproc-js and pandoc on the same citations, and print the ratios."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.citations.work import CITEPROC, Work, alike, entries
from benchmarks.measure import Measurement, measure
from benchmarks.report import growth, measurement_table, ratio, table, values, write_results
from terbit import pandoc

__all__ = ["main"]

_ROOT = Path(__file__).resolve().parents[2]
_HOME = _ROOT / ".cache" / "bench" / "citations"
_RESULTS = _ROOT / "benchmarks" / "results" / "citations.json"
_STYLES = ("apa", "chicago-notes-bibliography", "ieee")
_SIZES = (500, 1000, 2000, 5000)
_TREE, _MARKDOWN, _AT_ONCE, _IN_TURN, _PANDOC = (
    "terbit", "terbit from Markdown", "citeproc-js at once", "citeproc-js in turn", "pandoc",
)  # fmt: skip
_RATIO, _GOAL = "terbit / the faster way of citeproc-js", "goal: terbit from Markdown / pandoc"
_CITATIONS, _BOTH = "growth with citations", "growth with citations and entries"
_LIMITS = {_RATIO: 1.0, _GOAL: 1.0, _CITATIONS: 1.1, _BOTH: 1.1}


def main() -> int:
    """Measure what is asked for, print it, and keep it as JSON; 1 if a figure is worse than it may be."""
    options = _options()
    figures = {style: _contest(options.home, style, options.rounds) for style in options.styles}
    grown = {style: dict(_grown(options.home, style, options.rounds)) for style in options.styles if options.growth}
    judged = {style: _judged(figures[style], grown.get(style, {})) for style in options.styles}
    rows = [
        [style, name, f"{one:.2f}", f"≤ {_LIMITS[name]}"] for style in judged for name, one in judged[style].items()
    ]
    print(table(["style", "figure", "is", "wanted"], rows))
    contest = {style: {name: values(one) for name, one in figures[style].items()} for style in options.styles}
    write_results(options.keep, {"contest": contest, "judged": judged}, _versions())
    return int(any(one[name] > _LIMITS[name] for one in judged.values() for name in one if name != _GOAL))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-citations", description=__doc__)
    parser.add_argument("--styles", nargs="*", default=list(_STYLES), help="styles of the CSL repository, by name")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each, of which the median counts")
    parser.add_argument("--growth", action=argparse.BooleanOptionalAction, default=True, help="longer texts too")
    parser.add_argument("--home", type=Path, default=_HOME, help="where texts are kept")
    parser.add_argument("--keep", type=Path, default=_RESULTS, help="the file that the figures are written to")
    return parser.parse_args()


def _contest(home: Path, style: str, rounds: int) -> Mapping[str, Measurement]:
    """Have all contestants cite the same text, 1000 citations of 500 entries, and print what they needed."""
    work = Work(home / "1000-500", style, 1000, 500)
    work.make()
    measured = measure(
        [
            work.terbit(_TREE),
            work.citeproc_js(_AT_ONCE, "rebuild"),
            work.citeproc_js(_IN_TURN, "process"),
            work.terbit(_MARKDOWN, "text.md"),
            work.pandoc(_PANDOC),
        ],
        rounds,
    )
    print(f"\n{style}: 1000 citations of 500 entries, start-up included\n{measurement_table(measured, _TREE)}")
    own = entries(work.out(_TREE))
    for name in measured:
        others = entries(work.out(name))
        print(f"{name}: {len(others)} entries, {alike(own, others):.0%} of them as Terbit writes them")
        if len(others) != len(own):
            raise SystemExit(f"{name} did other work: {len(others)} entries instead of {len(own)}")
    return measured


def _grown(home: Path, style: str, rounds: int) -> Iterator[tuple[str, float]]:
    """Yield how the time of Terbit grows with the citations, and with both citations and entries."""
    for what, entries_of in ((_CITATIONS, lambda _: 500), (_BOTH, lambda cites: cites // 2)):
        works = [Work(home / f"{size}-{entries_of(size)}", style, size, entries_of(size)) for size in _SIZES]
        for work in works:
            work.make()
        measured = measure([work.terbit(work.folder.name) for work in works], rounds)
        costs = [one.cpu for one in measured.values()]
        print(f"{style}: {', '.join(f'{name} {cost:.2f}' for name, cost in zip(measured, costs, strict=True))} CPU s")
        yield what, growth(_SIZES, costs)


def _judged(measured: Mapping[str, Measurement], grown: Mapping[str, float]) -> Mapping[str, float]:
    faster = min(_AT_ONCE, _IN_TURN, key=lambda name: measured[name].wall)
    return {_RATIO: ratio(measured, _TREE, faster), _GOAL: ratio(measured, _MARKDOWN, _PANDOC), **grown}


def _versions() -> Mapping[str, str]:
    package = json.loads((_ROOT / CITEPROC).with_name("package.json").read_text("utf-8"))
    return {"citeproc-js": package["version"], "pandoc": pandoc.version()}


if __name__ == "__main__":
    sys.exit(main())
