"""Colours as inks: each colour of a screen in the inks of a press, by its ICC profile."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Protocol

from PIL import Image, ImageCms, ImageFilter

from terbit.press.curves import BlackCurve, Curve, GreyCurve, lab
from terbit.press.profile import Profile

__all__ = ["FourInks", "Inks", "MaskInks", "OneInk"]

Colour = tuple[float, ...]

_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_COMPENSATED = ImageCms.Flags.BLACKPOINTCOMPENSATION
_NODES = 33
"""Nodes on each side of the cube by which pictures are converted."""


class Inks(Protocol):
    """What colours become: their colour space, its operators, whether black type overprints, colours and pictures."""

    space: str
    fill: str
    stroke: str
    key: str
    overprints: bool

    def of_rgb(self, colour: Sequence[float]) -> Colour:
        """Convert sRGB, each from 0 to 1."""
        ...

    def of_grey(self, grey: float) -> Colour:
        """Convert a grey of the screen, 0 for black."""
        ...

    def of_cmyk(self, colour: Sequence[float]) -> Colour:
        """Convert inks that the book itself names."""
        ...

    def of_lab(self, colour: Sequence[float]) -> Colour:
        """Convert CIELAB (D50), L* from 0 to 100."""
        ...

    def picture(self, image: Image.Image) -> Image.Image:
        """Convert a picture of mode RGB, L or CMYK; the result is of mode CMYK or L."""
        ...


class FourInks:
    """CMYK: neutral colours in black alone, others by the profile, within a limit of all inks together in %."""

    space, fill, stroke, overprints = "/DeviceCMYK", "k", "K", True

    def __init__(self, profile: Profile, limit: int) -> None:
        self.key = f"four {limit} {profile.key}"
        self._profile = ImageCms.ImageCmsProfile(io.BytesIO(profile.data))
        self._limit = limit / 100
        self._black = BlackCurve(self._profile)
        self.of_rgb = lru_cache(maxsize=None)(self._of_rgb)

    def _of_rgb(self, colour: Sequence[float]) -> Colour:
        lightness, a, b = lab(colour)
        if (a * a + b * b) ** 0.5 <= _neutral_within(lightness):
            return 0.0, 0.0, 0.0, self._black.of(lightness)
        return self._limited(_one(self._from_rgb, "RGB", [round(part * 255) for part in colour]))

    def of_grey(self, grey: float) -> Colour:
        """Return black alone."""
        return 0.0, 0.0, 0.0, self._black.of(lab((grey, grey, grey))[0])

    def of_cmyk(self, colour: Sequence[float]) -> Colour:
        """Leave inks that the book itself names."""
        return tuple(colour)

    def of_lab(self, colour: Sequence[float]) -> Colour:
        """Convert by the profile."""
        return self._limited(_one(self._from_lab, "LAB", _lab_bytes(colour)))

    def picture(self, image: Image.Image) -> Image.Image:
        """Convert by the profile; a picture without colour becomes grey."""
        if image.mode == "CMYK":
            return image
        if image.mode == "L" or _is_neutral(image):
            return image.convert("L").point(self._black.table)
        return image.filter(self._cube)

    def _limited(self, inks: Colour) -> Colour:
        """Take colour out where there is too much ink; black stays, so that the shade does."""
        *coloured, black = inks
        room, wanted = self._limit - black, sum(coloured)
        if wanted <= room:
            return inks
        return (*(part * room / wanted for part in coloured), black)

    @cached_property
    def _from_rgb(self) -> ImageCms.ImageCmsTransform:
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.buildTransform(srgb, self._profile, "RGB", "CMYK", _INTENT, _COMPENSATED)

    @cached_property
    def _from_lab(self) -> ImageCms.ImageCmsTransform:
        source = ImageCms.createProfile("LAB")
        return ImageCms.buildTransform(source, self._profile, "LAB", "CMYK", _INTENT, _COMPENSATED)

    @cached_property
    def _cube(self) -> ImageFilter.Color3DLUT:
        steps = [round(node * 255 / (_NODES - 1)) for node in range(_NODES)]
        colours = bytes(part for blue in steps for green in steps for red in steps for part in (red, green, blue))
        nodes = Image.frombytes("RGB", (_NODES**3, 1), colours)
        inks = ImageCms.applyTransform(nodes, self._from_rgb).tobytes()  # type: ignore[union-attr]
        quads = zip(*[iter(inks)] * 4, strict=True)
        table = [part for quad in quads for part in self._limited(tuple(ink / 255 for ink in quad))]
        return ImageFilter.Color3DLUT(_NODES, table, channels=4, target_mode="CMYK")


class OneInk:
    """Grey: each colour by its lightness."""

    space, fill, stroke, overprints = "/DeviceGray", "g", "G", False

    def __init__(self, profile: Profile) -> None:
        self.key = f"one {profile.key}"
        self._profile = ImageCms.ImageCmsProfile(io.BytesIO(profile.data))
        self._black: Curve = (BlackCurve if profile.space == "CMYK" else GreyCurve)(self._profile)
        self.of_rgb = lru_cache(maxsize=None)(self._of_rgb)

    def _of_rgb(self, colour: Sequence[float]) -> Colour:
        return (1 - self._black.of(lab(colour)[0]),)

    def of_grey(self, grey: float) -> Colour:
        """Convert by lightness."""
        return self._of_rgb((grey, grey, grey))

    def of_cmyk(self, colour: Sequence[float]) -> Colour:
        """Leave black; mix others by lightness."""
        if not any(colour[:3]):
            return (1 - colour[3],)
        pixel = Image.new("CMYK", (1, 1), tuple(round(part * 255) for part in colour))
        return (1 - self._black.of_printed(self._lightness(pixel).tobytes()[0] / 2.55),)

    def of_lab(self, colour: Sequence[float]) -> Colour:
        """Convert by lightness."""
        return (1 - self._black.of(colour[0]),)

    def picture(self, image: Image.Image) -> Image.Image:
        """Convert each sample by its lightness."""
        if image.mode == "L":
            return image.point(self._black.table)
        table = self._black.table_by_print if image.mode == "CMYK" else self._black.table_by_lightness
        return self._lightness(image).point(table)

    def _lightness(self, image: Image.Image) -> Image.Image:
        source = self._profile if image.mode == "CMYK" else ImageCms.createProfile("sRGB")
        transform = ImageCms.buildTransform(source, ImageCms.createProfile("LAB"), image.mode, "LAB", _INTENT)
        converted = ImageCms.applyTransform(image, transform)
        return converted.getchannel(0)  # type: ignore[union-attr]


class MaskInks:
    """A soft mask's greys: no inks at all, but how much shows of something else (ISO 32000-1, 11.5.3)."""

    space, fill, stroke, key, overprints = "/DeviceGray", "g", "G", "mask", False

    def of_rgb(self, colour: Sequence[float]) -> Colour:
        """Return the luminosity."""
        red, green, blue = colour
        return (0.3 * red + 0.59 * green + 0.11 * blue,)

    def of_grey(self, grey: float) -> Colour:
        """Leave it."""
        return (grey,)

    def of_cmyk(self, colour: Sequence[float]) -> Colour:
        """Return the luminosity."""
        cyan, magenta, yellow, black = colour
        return (1 - min(1.0, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black),)

    def of_lab(self, colour: Sequence[float]) -> Colour:
        """Return the lightness."""
        return (colour[0] / 100,)

    def picture(self, image: Image.Image) -> Image.Image:
        """Return the luminosity of each sample."""
        return image.convert("L")


def _neutral_within(lightness: float) -> float:
    """Return the chroma up to which a colour is printed in black alone: 10 in the dark, 3 in the light.

    What is set in such colours is type and rules, which need one ink to be sharp; tints of paper stay tints.
    """
    return min(10.0, 10.0 - 7.0 * (lightness - 50) / 50)


def _is_neutral(image: Image.Image) -> bool:
    red, green, blue = image.split()
    return red.tobytes() == green.tobytes() == blue.tobytes()


def _one(transform: ImageCms.ImageCmsTransform, mode: str, values: Sequence[int]) -> Colour:
    pixel = Image.frombytes(mode, (1, 1), bytes(values))
    return tuple(part / 255 for part in ImageCms.applyTransform(pixel, transform).tobytes())  # type: ignore[union-attr]


def _lab_bytes(colour: Sequence[float]) -> list[int]:
    """Write CIELAB as Pillow keeps it: a* and b* as signed bytes."""
    lightness, a, b = colour
    return [_byte(lightness * 2.55), _byte(a) if a >= 0 else _byte(a + 256), _byte(b) if b >= 0 else _byte(b + 256)]


def _byte(value: float) -> int:
    return min(255, max(0, round(value)))
