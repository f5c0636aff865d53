"""Lightness: that of a screen's colours, and how much of one ink gives it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

from PIL import Image, ImageCms

__all__ = ["BlackCurve", "Curve", "GreyCurve", "lab"]

_SOLID = 20.0
"""Neutral colours darker than this L* are printed as solid black: type in a screen of 95 % has ragged edges."""
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC


def lab(colour: Sequence[float]) -> tuple[float, float, float]:
    """Return the CIELAB (D50) of sRGB (IEC 61966-2-1, adapted by Bradford's matrix)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    x = (0.43607 * red + 0.38515 * green + 0.14307 * blue) / 0.96429
    y = 0.22249 * red + 0.71687 * green + 0.06064 * blue
    z = (0.01392 * red + 0.09708 * green + 0.71410 * blue) / 0.82510
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


class Curve:
    """The amount of one ink that gives each lightness: paper for white, the ink's own solid for black."""

    def __init__(self, lights: Iterable[float]) -> None:
        """Take the L* of 0, 1, … 255 parts of ink."""
        found = [_luminance(lightness) for lightness in lights]
        self._white, self._solid = white, solid = found[0], found[-1]
        # Rising, from solid to paper; the black point is compensated as pictures' is.
        rising = [(value - solid) / (white - solid) for value in reversed(found)]
        self._values = [max(rising[: index + 1]) for index in range(len(rising))]

    def of(self, lightness: float) -> float:
        """Return the ink, from 0 to 1, for a neutral colour."""
        return 1.0 if lightness <= _SOLID else self._ink(_luminance(lightness))

    def of_printed(self, lightness: float) -> float:
        """Return the ink, from 0 to 1, that looks like other inks of this lightness."""
        return self._ink((_luminance(lightness) - self._solid) / (self._white - self._solid))

    def _ink(self, wanted: float) -> float:
        values = self._values
        at = bisect_left(values, wanted)
        if at in (0, len(values)):
            return 1.0 if at == 0 else 0.0
        step = (wanted - values[at - 1]) / (values[at] - values[at - 1])
        return 1 - (at - 1 + step) / (len(values) - 1)

    @cached_property
    def table(self) -> list[int]:
        """Return the grey to print for each of a picture's 256 greys, 255 for paper."""
        return _greys(self._ink(_luminance(lab((grey / 255,) * 3)[0])) for grey in range(256))

    @cached_property
    def table_by_lightness(self) -> list[int]:
        """Return the grey to print for each L* of a screen, which is given as 0 to 255."""
        return _greys(self._ink(_luminance(level / 2.55)) for level in range(256))

    @cached_property
    def table_by_print(self) -> list[int]:
        """Return the grey to print for each L* of other inks, which is given as 0 to 255."""
        return _greys(self.of_printed(level / 2.55) for level in range(256))


class BlackCurve(Curve):
    """Of the black of four inks."""

    def __init__(self, profile: ImageCms.ImageCmsProfile) -> None:
        inks = bytes(part for black in range(256) for part in (0, 0, 0, black))
        super().__init__(_lights(profile, Image.frombytes("CMYK", (256, 1), inks)))


class GreyCurve(Curve):
    """Of the one ink of a profile for grey, in which 0 is solid."""

    def __init__(self, profile: ImageCms.ImageCmsProfile) -> None:
        super().__init__(_lights(profile, Image.frombytes("L", (256, 1), bytes(range(255, -1, -1)))))


def _greys(inks: Iterable[float]) -> list[int]:
    return [round(255 * (1 - ink)) for ink in inks]


def _lights(profile: ImageCms.ImageCmsProfile, patches: Image.Image) -> list[float]:
    transform = ImageCms.buildTransform(profile, ImageCms.createProfile("LAB"), patches.mode, "LAB", _INTENT)
    converted = ImageCms.applyTransform(patches, transform)
    return [level / 2.55 for level in converted.getchannel(0).tobytes()]  # type: ignore[union-attr]


def _luminance(lightness: float) -> float:
    """Return Y, from 0 to 1, of an L* (CIE 15)."""
    return ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness / 903.3
