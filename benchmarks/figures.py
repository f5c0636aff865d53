"""The figures that Terbit promises: ratios to plain WeasyPrint and others, with their limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.contestants import ITSELF
from benchmarks.measure import Measurement
from benchmarks.report import growth, ratio, table

__all__ = ["Figure", "Score", "figures_table", "scores"]

Results = Mapping[int, Mapping[str, Measurement]]
"""Measurements by size of the book and name of the contestant."""


@dataclass(frozen=True)
class Figure:
    """A contestant's state against a rival; `limits` gives, by size, what must be reached and what is aimed at."""

    label: str
    state: str
    rival: str
    figure: str
    limits: Mapping[int, tuple[float, float]]


@dataclass(frozen=True)
class Score:
    """A figure as measured; `goal` and `must` are None where nothing was promised for this size.

    With `bound` it is less than the value: the rival was stopped.
    """

    label: str
    subject: str
    size: int
    value: float
    must: float | None
    goal: float | None
    bound: bool = False


_COLD = {310: (0.8, 0.6), 976: (0.6, 0.4)}
_TWO = {976: (0.4, 0.3)}
_EDIT = {310: (0.12, 0.06), 976: (0.03, 0.015)}

_NONE: Mapping[int, tuple[float, float]] = {}

FIGURES = (
    Figure("cold, one worker, CPU / WeasyPrint", "cold-1", f"{ITSELF} cold-1", "cpu", _COLD),
    Figure("cold, two workers, wall / WeasyPrint", "cold-2", f"{ITSELF} cold-1", "wall", _TWO),
    Figure("chapter edited, wall / WeasyPrint", "edit", f"{ITSELF} cold-1", "wall", _EDIT),
    Figure("cold, one worker, CPU / WeasyPrint, plainer book", "cold-1", "weasyprint", "cpu", _NONE),
    Figure("cold, two workers, wall / WeasyPrint, plainer book", "cold-2", "weasyprint", "wall", _NONE),
    Figure("chapter edited, wall / WeasyPrint, plainer book", "edit", "weasyprint", "wall", _NONE),
    Figure("cold, one worker, CPU / plain", "cold-1", "plain cold-1", "cpu", _NONE),
    Figure("cold, two workers, wall / plain", "cold-2", "plain cold-1", "wall", _NONE),
    Figure("chapter edited, wall / plain", "edit", "plain cold-1", "wall", _NONE),
    Figure("chapter edited, wall / Typst", "edit", "typst", "wall", {310: (0.9, 0.5), 976: (0.3, 0.15)}),
    Figure("cold, one worker, CPU / Paged.js", "cold-1", "pagedjs-same", "cpu", {310: (0.6, 0.6)}),
    Figure("cold, one worker, CPU / Vivliostyle", "cold-1", "vivliostyle-same", "cpu", {310: (0.25, 0.25)}),
    Figure("cold, one worker, CPU / Paged.js, plainer book", "cold-1", "pagedjs", "cpu", _NONE),
    Figure("cold, one worker, CPU / Vivliostyle, plainer book", "cold-1", "vivliostyle", "cpu", _NONE),
)
"""WeasyPrint, Paged.js and Vivliostyle are given the same HTML and style sheets as the subject and count its pages by
CSS, as they do for whoever uses them. The "plainer book" is the one that Typst gets: no tags, no index, no links back,
hardly a style sheet. "plain" is Terbit's plain engine: WeasyPrint too, spared the layouts that numbers in lists cost;
it must come to the same text."""
_SAME = (0.3, 0.15)
"""Seconds that a build may take when nothing has changed."""
_GROWTH = (1.05, 1.0)
_WHOLE = 3.0
"""How many times the engine's own share an edit may take when all targets are built."""
_PEAK = (150.0, 120.0)
"""MB that any process may need."""


def scores(
    results: Results, pages: Mapping[int, int], subject: str, sweep: Mapping[int, Measurement] | None = None
) -> Iterator[Score]:
    """Yield every figure of a subject ("build-linked") for which both sides were measured.

    Growth is that of a `sweep` through the sizes, if there was one.
    """
    for size, measured in results.items():
        yield from _against_rivals(measured, size, subject)
        yield from _alone(measured, size, subject)
    cold = f"{subject} cold-1"
    colds = sweep or {size: measured[cold] for size, measured in results.items() if cold in measured}
    if len(colds) > 1:
        # CPU time: what else the machine does is not the engine's growth.
        value = growth([pages[size] for size in colds], [found.cpu for found in colds.values()])
        yield Score("growth exponent, cold, CPU", subject, max(colds), value, *_GROWTH)


def _against_rivals(measured: Mapping[str, Measurement], size: int, subject: str) -> Iterator[Score]:
    what, _, engine = subject.partition("-")
    for figure in FIGURES:
        name = f"{subject} {figure.state}"
        rival = f"{what}-{figure.rival}" if figure.rival.startswith("plain") else figure.rival
        if name != rival and {name, rival} <= measured.keys():
            value = ratio(measured, name, rival, figure.figure)
            must, goal = figure.limits.get(size, (None, None))
            yield Score(figure.label, subject, size, value, must, goal, measured[rival].stopped)
    whole, share = f"{subject} edit", f"engine-{engine} edit"
    if what == "all" and {whole, share} <= measured.keys():
        value = ratio(measured, whole, share)
        yield Score("chapter edited, all targets / engine", subject, size, value, _WHOLE, _WHOLE)


def _alone(measured: Mapping[str, Measurement], size: int, subject: str) -> Iterator[Score]:
    if same := measured.get(f"{subject} same"):
        yield Score("nothing changed, s", subject, size, same.wall, *_SAME)
    if cold := measured.get(f"{subject} cold-1"):
        yield Score("largest process, cold, MB", subject, size, cold.largest / 1e6, *_PEAK)


def figures_table(found: list[Score]) -> str:
    """Set scores as a table with their verdicts."""
    rows = [
        [s.label, s.subject, str(s.size), _shown(s), _number(s.must), _number(s.goal), _verdict(s)]
        for s in found
    ]
    return table(["figure", "subject", "pages", "measured", "must", "goal", ""], rows)


def _shown(score: Score) -> str:
    return f"{'< ' if score.bound else ''}{score.value:.3f}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _verdict(score: Score) -> str:
    if score.must is None or score.goal is None:
        return ""
    beyond = "unknown" if score.bound else "MISSED"
    return "goal" if score.value <= score.goal else "met" if score.value <= score.must else beyond
