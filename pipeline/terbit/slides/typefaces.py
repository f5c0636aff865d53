"""The faces that slides are set in, and the files that their text is measured by."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from fontTools.ttLib import TTFont

from terbit.assets import FontFile, font_files

__all__ = ["OWN_FACES", "Faces", "Medium", "Typeface", "leading_of", "named_face"]

Medium = Literal["pptx", "html"]
_USE_TYPO = 1 << 7


@dataclass(frozen=True)
class Typeface:
    """A face by the name that documents ask for it by, and the family whose files measure it.

    `leading` is the height of its lines in em. Of a face that the project brings, `files` are its files and `digest`
    tells them from others; those of Terbit's own families are in the table of fonts.
    """

    name: str
    family: str
    leading: float
    digest: str = ""
    files: tuple[FontFile, ...] = field(default=(), repr=False, compare=False)

    def every(self) -> tuple[FontFile, ...]:
        """Return all files of the face."""
        return self.files or _families()[self.family]

    def file(self, weight: int, style: str) -> FontFile:
        """Return the file nearest to a weight and a style; without an italic, programs slant the upright one."""
        return min(self.every(), key=lambda file: (file.style != style, abs(file.weight - weight)))


@dataclass(frozen=True)
class Faces:
    """What PPTX is set in, and what HTML and handouts are: text is measured in both, and what takes more counts."""

    pptx: Typeface
    html: Typeface

    @property
    def leading(self) -> float:
        """The height of lines in em, which HTML takes over from PPTX."""
        return self.pptx.leading


@cache
def _families() -> Mapping[str, tuple[FontFile, ...]]:
    families: dict[str, tuple[FontFile, ...]] = {}
    for file in font_files():
        families[file.family] = (*families.get(file.family, ()), file)
    return families


OWN_FACES = Faces(Typeface("Calibri", "Carlito", 1.2207), Typeface("Source Sans 3", "Source Sans 3", 1.326))
"""The faces of decks that nothing else is asked for."""

_TWINS: Mapping[str, tuple[str, float]] = {
    "Calibri": ("Carlito", 1.2207),
    "Calibri Light": ("Carlito", 1.2207),
    "Arial": ("Arimo", 1.15),
    "Helvetica": ("Arimo", 1.15),
    "Liberation Sans": ("Arimo", 1.15),
    "Times New Roman": ("Tinos", 1.15),
    "Liberation Serif": ("Tinos", 1.15),
    "Cambria": ("Caladea", 1.1724),
    "Courier New": ("Source Code Pro", 1.1328),
    "Liberation Mono": ("Source Code Pro", 1.1328),
}
"""Families of Terbit's whose letters are as wide as those of others, and the height of the others' lines in em."""


def named_face(name: str) -> Typeface | None:
    """Return a face by its name: one of Terbit's own, or one that a family of Terbit's is as wide as."""
    if name in _families():
        return Typeface(name, name, leading_of(_families()[name]))
    family, leading = _TWINS.get(name, ("", 0.0))
    return Typeface(name, family, leading) if family else None


def leading_of(files: Iterable[FontFile]) -> float:
    """Return the height of lines in em that programs give a family, of those that they disagree on the largest.

    It is that of the table OS/2 where the face says so (OpenType, USE_TYPO_METRICS), else that of hhea or of Windows.
    """
    return round(max(_leading(file) for file in files), 4)


def _leading(file: FontFile) -> float:
    with TTFont(io.BytesIO(file.data) if file.data else file.path, lazy=True) as font:
        typo, hhea = font["OS/2"], font["hhea"]
        high: float = max(hhea.ascent - hhea.descent + hhea.lineGap, typo.usWinAscent + typo.usWinDescent)
        if typo.fsSelection & _USE_TYPO:
            high = typo.sTypoAscender - typo.sTypoDescender + typo.sTypoLineGap
        return high / float(font["head"].unitsPerEm)
