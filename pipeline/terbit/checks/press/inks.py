"""Ink on the press: no more than the paper takes, and type and fine lines in one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PIL import Image

from terbit.checks.press.colours import kind_of
from terbit.checks.press.model import Proof, on_page
from terbit.checks.press.reading import Paint, Picture, Reading
from terbit.diagnostics import OnPage
from terbit.press.functions import read_function
from terbit.press.pictures import read_picture
from terbit.press.spaces import Space, Unprintable

__all__ = ["check_inks", "most_ink"]

_STEPS = 16
_TOLERANCE = 0.02
"""Pictures have inks in bytes, and four roundings make so much."""
_SPECKS = 1000
"""One sample of a picture in so many may have more ink: compression makes such."""
_THIN = 0.2
"""Lines thinner than this, in pt, may not hold on the plate."""


def check_inks(proof: Proof) -> Iterator[OnPage]:
    """Find what has too much ink, and fine things that need several."""
    limit = proof.wanted.ink_limit / 100 + _TOLERANCE
    for number, reading in enumerate(proof.readings, start=1):
        yield from _too_much(number, reading, limit)
        yield from _fine(number, reading)


def most_ink(reading: Reading) -> float:
    """Return the most ink on a spot of a page, 1 for one ink's solid; what lies upon something else is not added."""
    return max(_painted(reading), *map(_pictured, reading.pictures), 0.0)


def _too_much(number: int, reading: Reading, limit: float) -> Iterator[OnPage]:
    hint = "lighten it, or ask the printer how much the paper takes and set `print.ink-limit`"
    painted = _painted(reading)
    if painted > limit:
        yield on_page("error", "ink-limit", number, f"has {painted:.0%} of ink on a spot", hint)
    for picture in reading.pictures:
        ink = _pictured(picture)
        if ink > limit:
            yield on_page("error", "ink-limit", number, f"has a picture with {ink:.0%} of ink", hint, picture.box)


def _fine(number: int, reading: Reading) -> Iterator[OnPage]:
    rich = {paint.role for paint in reading.paints if paint.role in ("text", "line") and _is_rich_black(paint)}
    if rich:
        what = "type" if "text" in rich else "lines"
        hint = "print them in black alone: plates never meet exactly"
        yield on_page("warning", "ink-rich-black", number, f"has {what} in a black of four inks", hint)
    if any(paint.over and paint.colour.kind == "cmyk" and not any(paint.colour.values) for paint in reading.paints):
        hint = "let it knock out: what has no ink and overprints is not there"
        yield on_page("error", "overprint-white", number, "has something white that overprints", hint)
    thin = [paint.size for paint in reading.paints if paint.role == "line" and paint.size < _THIN]
    if thin:
        hint = f"draw it with {_THIN:g} pt or more"
        yield on_page("warning", "line-thin", number, f"has a line of {min(thin):.2g} pt", hint)


def _painted(reading: Reading) -> float:
    return max((*map(_ink, reading.paints), *(_shaded(*one) for one in reading.shadings)), default=0.0)


def _ink(paint: Paint) -> float:
    values = paint.colour.values
    if paint.colour.kind == "cmyk":
        return sum(values)
    return 1 - values[0] if paint.colour.kind == "grey" and values else 0.0


def _is_rich_black(paint: Paint) -> bool:
    if paint.colour.kind != "cmyk" or len(paint.colour.values) != 4:
        return False
    *coloured, black = paint.colour.values
    return black > 0.6 and min(coloured) > 0.2


def _shaded(shading: Any, space: Space) -> float:
    if space.kind != "cmyk" or "/Function" not in shading:
        return 0.0
    low, high = (float(bound) for bound in shading.get("/Domain", [0, 1]))
    steps = [low + (high - low) * step / _STEPS for step in range(_STEPS + 1)]
    try:
        function = read_function(shading.Function)
    except Unprintable:
        return 0.0
    return max(sum(function(step)) for step in steps)


def _pictured(picture: Picture) -> float:
    """Return the ink that all but a few samples of a picture keep within."""
    if kind_of(picture) != "cmyk":
        return 0.0
    try:
        image = read_picture(picture.stream).convert("CMYK")
    except Unprintable:
        return 0.0
    cyan, magenta, yellow, black = image.split()
    third = 1 / 3
    mean = Image.merge("RGB", (cyan, magenta, yellow)).convert("L", (third, third, third, 0))
    counts = Image.blend(mean, black, 0.25).histogram()
    rare, seen = sum(counts) // _SPECKS, 0
    for quarter in range(255, -1, -1):
        seen += counts[quarter]
        if seen > rare:
            return 4 * quarter / 255
    return 0.0
