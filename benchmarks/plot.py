"""Draw the kept figures: python -m benchmarks.plot RESULTS.json PLOT.svg."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = ["plot"]

_WIDTH, _HEIGHT = 720, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 190, 24, 48
_COLOURS = ("#0f5c6e", "#a63d2f", "#3f6a33", "#8f5510", "#55616b", "#5b3f8c", "#1f2933", "#c8791a")

Point = tuple[float, float]


def plot(figures: Mapping[str, Any]) -> str:
    """Return an SVG of wall seconds by pages, both axes logarithmic, one line a contestant.

    `figures` are those of a file of results; a contestant needs two sizes to be a line.
    """
    lines = _lines(figures)
    if not lines:
        raise ValueError("there is nothing to draw: no contestant was measured at two sizes")
    points = [point for line in lines.values() for point in line]
    across = _Scale([x for x, _ in points], _LEFT, _WIDTH - _RIGHT)
    up = _Scale([y for _, y in points], _HEIGHT - _BOTTOM, _TOP)
    drawn = [*_grid(across, up, sorted({x for x, _ in points})), *_curves(lines, across, up)]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
    style = "text { font: 12px sans-serif; fill: #1f2933 } polyline { fill: none; stroke-width: 2 }"
    title = "<title>Seconds that a book takes, by its pages</title>"
    paper = f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>'
    return "\n".join([f"{head}>", title, f"<style>{style}</style>", paper, *drawn, "</svg>\n"])


class _Scale:
    """Maps numbers to places along an axis by their logarithms."""

    def __init__(self, numbers: Sequence[float], start: float, end: float) -> None:
        self.start, self.end = start, end
        self.least, self.most = min(numbers), max(numbers) * 1.0001

    def __call__(self, number: float) -> float:
        share = math.log(number / self.least) / math.log(self.most / self.least)
        return round(self.start + share * (self.end - self.start), 1)

    def steps(self) -> list[float]:
        """Return the round numbers within: 1, 2 and 5 times the powers of ten."""
        powers = range(math.floor(math.log10(self.least)), math.ceil(math.log10(self.most)) + 1)
        numbers = [digit * 10.0**power for power in powers for digit in (1, 2, 5)]
        return [number for number in numbers if self.least <= number <= self.most]


def _lines(figures: Mapping[str, Any]) -> dict[str, list[Point]]:
    lines: dict[str, list[Point]] = {}
    for size, measured in figures["measured"].items():
        for name, values in measured.items():
            if values.get("stopped"):
                continue
            lines.setdefault(name, []).append((figures["pages"][size], values["wall_s"]))
    return {name: sorted(points) for name, points in lines.items() if len(points) > 1}


def _grid(across: _Scale, up: _Scale, pages: Sequence[float]) -> list[str]:
    left, right, low, high = _LEFT, _WIDTH - _RIGHT, _HEIGHT - _BOTTOM, _TOP
    out = []
    for seconds in up.steps():
        y = up(seconds)
        out.append(f'<line x1="{left}" y1="{y}" x2="{right}" y2="{y}" stroke="#d7dde2"/>')
        out.append(f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{seconds:g} s</text>')
    for count in pages:
        x = across(count)
        out.append(f'<line x1="{x}" y1="{low}" x2="{x}" y2="{high}" stroke="#d7dde2"/>')
        out.append(f'<text x="{x}" y="{low + 18}" text-anchor="middle">{count:g}</text>')
    out.append(f'<text x="{(left + right) / 2}" y="{low + 38}" text-anchor="middle">pages</text>')
    return out


def _curves(lines: Mapping[str, Sequence[Point]], across: _Scale, up: _Scale) -> list[str]:
    out, lowest = [], float(_HEIGHT)
    ordered = sorted(lines.items(), key=lambda line: -up(line[1][-1][1]))
    for number, (name, points) in enumerate(ordered):
        colour = _COLOURS[number % len(_COLOURS)]
        places = " ".join(f"{across(x)},{up(y)}" for x, y in points)
        # Names stand at the ends of their lines, and give way upwards.
        lowest = min(up(points[-1][1]) + 4, lowest - 14)
        out.append(f'<polyline points="{places}" stroke="{colour}"/>')
        out.append(f'<text x="{_WIDTH - _RIGHT + 8}" y="{lowest:.1f}" style="fill: {colour}">{name}</text>')
    return out


if __name__ == "__main__":
    figures = json.loads(Path(sys.argv[1]).read_text("utf-8"))["figures"]
    Path(sys.argv[2]).write_text(plot(figures), "utf-8")
