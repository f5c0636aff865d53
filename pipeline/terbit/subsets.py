"""Font files reduced to the glyphs that something shows, by HarfBuzz's subsetter."""

from __future__ import annotations

import io
from collections.abc import Iterable

import uharfbuzz
from fontTools.ttLib import TTFont

from terbit.assets import FontFile

__all__ = ["subset_face"]

_FLAGS = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE


def subset_face(
    font: FontFile, characters: Iterable[str], features: Iterable[str], flavor: str | None = None
) -> bytes:
    """Return a face reduced to some characters and layout features, without hints: TrueType, or "woff2"."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, set(characters)))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(feature.encode("ascii"), "big") for feature in features)
    wanted.flags = _FLAGS
    blob = uharfbuzz.Blob(font.data) if font.data else uharfbuzz.Blob.from_file_path(str(font.path))
    face = uharfbuzz.Face(blob)
    data: bytes = uharfbuzz.subset(face, wanted).blob.data
    return _packed(data, flavor) if flavor else data


def _packed(data: bytes, flavor: str) -> bytes:
    with TTFont(io.BytesIO(data), recalcTimestamp=False) as face:
        face.flavor = flavor
        out = io.BytesIO()
        face.save(out)
    return out.getvalue()
