"""Cutting a font file down to the glyphs that a book uses, by HarfBuzz."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from functools import cache
from typing import Any

from terbit.errors import MachineError

__all__ = ["subset"]

# Of hb-subset.h: HB_SUBSET_FLAGS_NO_HINTING, _RETAIN_GIDS, _DESUBROUTINIZE and _PASSTHROUGH_UNRECOGNIZED, and
# HB_SUBSET_SETS_DROP_TABLE_TAG.
_FLAGS = 0x1 | 0x2 | 0x4 | 0x20
_DROP_TABLES = 3
# Tables for shaping text and for printing from bitmaps; a PDF shows glyphs that are shaped already.
_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC",
            "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "STAT", "SVG ", "name")  # fmt: skip
_READ_ONLY = 1
_LIBRARIES = (("libharfbuzz.so.0", "libharfbuzz-subset.so.0"), ("libharfbuzz.0.dylib", "libharfbuzz-subset.0.dylib"))


def subset(font: bytes, index: int, glyphs: Iterable[int]) -> bytes:
    """Return a font file with no outlines but those of some glyphs, which keep their numbers.

    Raises
    ------
    MachineError
        If HarfBuzz is not there.
    ValueError
        If it cannot read the font.
    """
    base, cutter = _libraries()
    blob = base.hb_blob_create(font, len(font), _READ_ONLY, None, None)
    face = base.hb_face_create(blob, index)
    wanted = cutter.hb_subset_input_create_or_fail()
    chosen = cutter.hb_subset_input_glyph_set(wanted)
    for glyph in sorted(glyphs):
        base.hb_set_add(chosen, glyph)
    dropped = cutter.hb_subset_input_set(wanted, _DROP_TABLES)
    for name in _DROPPED:
        base.hb_set_add(dropped, int.from_bytes(name.encode(), "big"))
    cutter.hb_subset_input_set_flags(wanted, _FLAGS)
    made = cutter.hb_subset_or_fail(face, wanted)
    try:
        if not made:
            raise ValueError("HarfBuzz cannot cut the font down")
        return _bytes_of(base, made)
    finally:
        for release, thing in (
            (base.hb_face_destroy, made),
            (cutter.hb_subset_input_destroy, wanted),
            (base.hb_face_destroy, face),
            (base.hb_blob_destroy, blob),
        ):
            release(thing)


def _bytes_of(base: Any, face: int) -> bytes:
    blob = base.hb_face_reference_blob(face)
    length = ctypes.c_uint()
    data = base.hb_blob_get_data(blob, ctypes.byref(length))
    out = ctypes.string_at(data, length.value)
    base.hb_blob_destroy(blob)
    return out


@cache
def _libraries() -> tuple[Any, Any]:
    for names in _LIBRARIES:
        try:
            base, cutter = (ctypes.CDLL(name) for name in names)
        except OSError:
            continue
        _declare(base, cutter)
        return base, cutter
    hint = "`terbit doctor` says which library is missing and how to install it"
    raise MachineError.lacking("HarfBuzz's library for subsets of fonts is missing", hint)


def _declare(base: Any, cutter: Any) -> None:
    """Say what the functions take and give: handles are pointers, 64 bits wide."""
    pointer, number = ctypes.c_void_p, ctypes.c_uint
    signatures = {
        "hb_blob_create": (pointer, [ctypes.c_char_p, number, ctypes.c_int, pointer, pointer]),
        "hb_blob_get_data": (pointer, [pointer, ctypes.POINTER(number)]),
        "hb_blob_destroy": (None, [pointer]),
        "hb_face_create": (pointer, [pointer, number]),
        "hb_face_destroy": (None, [pointer]),
        "hb_face_reference_blob": (pointer, [pointer]),
        "hb_set_add": (None, [pointer, ctypes.c_uint32]),
        "hb_subset_input_create_or_fail": (pointer, []),
        "hb_subset_input_destroy": (None, [pointer]),
        "hb_subset_input_glyph_set": (pointer, [pointer]),
        "hb_subset_input_set": (pointer, [pointer, ctypes.c_int]),
        "hb_subset_input_set_flags": (None, [pointer, number]),
        "hb_subset_or_fail": (pointer, [pointer, pointer]),
    }
    for name, (gives, takes) in signatures.items():
        function = getattr(cutter if name.startswith("hb_subset") else base, name)
        function.restype, function.argtypes = gives, takes
