"""Cutting a font file down to the glyphs that a book uses, by HarfBuzz."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["FontFile", "subset"]

# A PDF shows glyphs that are shaped already: tables for shaping only make it longer.
_DROPPED = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "STAT", "name")


@dataclass(frozen=True)
class FontFile:
    """A font file as a PDF holds it: compressed, with its length before that; `is_cff` tells its kind of outlines."""

    packed: bytes
    length: int
    is_cff: bool


def subset(font: bytes, index: int, glyphs: Iterable[int], level: int = 9) -> FontFile:
    """Return a font file with no outlines but those of some glyphs, which keep their numbers.

    `level` is how hard it is compressed (zlib).
    """
    import uharfbuzz  # noqa: PLC0415 - slow to load, and not needed where nothing is new

    flags = uharfbuzz.SubsetFlags
    wanted = uharfbuzz.SubsetInput()
    wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.DESUBROUTINIZE | flags.PASSTHROUGH_UNRECOGNIZED
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(name.encode(), "big") for name in _DROPPED)
    data: bytes = uharfbuzz.subset(uharfbuzz.Face(font, index), wanted).blob.data
    return FontFile(zlib.compress(data, level), len(data), data.startswith(b"OTTO"))
