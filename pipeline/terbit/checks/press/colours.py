"""Colour spaces on the press: neither RGB nor CIELAB, no ink that nobody ordered, one ink where one is wanted."""

from __future__ import annotations

from collections.abc import Iterator

from terbit.checks.press.model import Proof, on_page
from terbit.checks.press.reading import Picture, Reading
from terbit.diagnostics import OnPage
from terbit.press.spaces import space_of

__all__ = ["check_colours", "is_coloured", "kind_of", "kinds_of"]

_FOREIGN = {"rgb": "RGB", "lab": "CIELAB"}
_AGAIN = "build it again: Terbit converts all colours where `print.standard` is not none"


def check_colours(proof: Proof) -> Iterator[OnPage]:
    """Find what is painted in colours that the press does not have."""
    for number, reading in enumerate(proof.readings, start=1):
        yield from _foreign(number, reading)
        if "spot" in kinds_of(reading):
            hint = "ask the printer whether it is wanted: it is one plate more"
            yield on_page("warning", "colour-spot", number, "has an ink beside the usual ones", hint)
        if proof.wanted.colours == 1 and is_coloured(reading):
            yield on_page("error", "colour-many", number, "has colours, but the book is printed in one ink", _AGAIN)


def kind_of(picture: Picture) -> str:
    """Return the kind of a picture's colours, empty for a stencil."""
    if "/ColorSpace" not in picture.stream:
        return ""
    space = space_of(picture.stream.ColorSpace, None)
    return space.base or space.kind


def _foreign(number: int, reading: Reading) -> Iterator[OnPage]:
    for kind in sorted(kinds_of(reading) & _FOREIGN.keys()):
        yield on_page("error", "colour-foreign", number, f"is painted in {_FOREIGN[kind]}", _AGAIN)
    for picture in reading.pictures:
        if kind_of(picture) in _FOREIGN:
            what = f"has a picture in {_FOREIGN[kind_of(picture)]}"
            yield on_page("error", "colour-foreign", number, what, _AGAIN, picture.box)


def kinds_of(reading: Reading) -> set[str]:
    """Return the kinds of colours that a page is painted in."""
    return {paint.colour.kind for paint in reading.paints} | {space.kind for _, space in reading.shadings}


def is_coloured(reading: Reading) -> bool:
    """Say whether a page needs other inks than black."""
    colours = (paint.colour for paint in reading.paints)
    painted = any(colour.kind == "cmyk" and any(colour.values[:3]) for colour in colours)
    return painted or "cmyk" in {kind_of(picture) for picture in reading.pictures}
