"""Cutting a font file down to the glyphs that a book uses, by HarfBuzz."""

from __future__ import annotations

from collections.abc import Iterable

import uharfbuzz

__all__ = ["subset"]

# A PDF shows glyphs that are shaped already: tables for shaping only make it longer.
_DROPPED = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "STAT", "name")
_FLAGS = (
    uharfbuzz.SubsetFlags.RETAIN_GIDS
    | uharfbuzz.SubsetFlags.NO_HINTING
    | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    | uharfbuzz.SubsetFlags.PASSTHROUGH_UNRECOGNIZED
)


def subset(font: bytes, index: int, glyphs: Iterable[int]) -> bytes:
    """Return a font file with no outlines but those of some glyphs, which keep their numbers."""
    wanted = uharfbuzz.SubsetInput()
    wanted.flags = _FLAGS
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(name.encode(), "big") for name in _DROPPED)
    data: bytes = uharfbuzz.subset(uharfbuzz.Face(font, index), wanted).blob.data
    return data
