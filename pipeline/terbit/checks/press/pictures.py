"""Pictures on the press: enough samples to the inch at the size that they are printed in."""

from __future__ import annotations

from collections.abc import Iterator

from terbit.checks.press.model import Proof, on_page
from terbit.checks.press.reading import Picture
from terbit.diagnostics import OnPage, Severity

__all__ = ["check_pictures"]

_ENOUGH, _TOO_FEW = 300.0, 150.0
_LINE_ART = 600.0
_SLACK = 0.5
"""A picture is placed to a fraction of a point."""


def check_pictures(proof: Proof) -> Iterator[OnPage]:
    """Find pictures that will look coarse."""
    for number, reading in enumerate(proof.readings, start=1):
        for picture in reading.pictures:
            least = _LINE_ART if _is_line_art(picture) else _ENOUGH
            if picture.ppi < least - _SLACK:
                severity: Severity = "error" if picture.ppi < _TOO_FEW else "warning"
                what = f"has a picture of {picture.ppi:.0f} samples to the inch"
                hint = f"print it smaller, or take one with {least:.0f} and more; drawings are best as SVG"
                yield on_page(severity, "image-resolution", number, what, hint, picture.box)


def _is_line_art(picture: Picture) -> bool:
    stencil = bool(picture.stream.get("/ImageMask", False))
    return stencil or int(picture.stream.get("/BitsPerComponent", 8)) == 1
