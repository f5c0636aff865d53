"""Gradients: each becomes a table of inks along its course."""

from __future__ import annotations

from typing import Any

import pikepdf

from terbit.cache import Cache
from terbit.digest import digest, digest_bytes
from terbit.press.colours import Inks
from terbit.press.contents import inked
from terbit.press.functions import read_function
from terbit.press.spaces import Kind, Unprintable, space_of
from terbit.versions import own_tools

__all__ = ["convert_shading"]

_SAMPLES = 256


def convert_shading(
    pdf: pikepdf.Pdf, shading: pikepdf.Object, resources: pikepdf.Object | None, inks: Inks, cache: Cache
) -> None:
    """Set an axial or radial gradient in inks.

    Raises
    ------
    Unprintable
        If it is a gradient of another kind.
    """
    kind = space_of(shading.ColorSpace, resources).kind
    if int(shading.ShadingType) not in (2, 3):
        raise Unprintable("a gradient over a mesh")
    low, high = (float(bound) for bound in shading.get("/Domain", [0, 1]))
    key = digest("shading", own_tools(), inks.key, kind, low, high, _described(shading.Function))
    table = cache.compute("shadings", key, lambda: _table(shading.Function, kind, (low, high), inks))
    sampled = pdf.make_stream(table)
    sampled.FunctionType, sampled.BitsPerSample = 0, 8
    sampled.Domain, sampled.Size = pikepdf.Array([low, high]), pikepdf.Array([_SAMPLES])
    sampled.Range = pikepdf.Array([0, 1] * (len(table) // _SAMPLES))
    shading.Function = sampled
    shading.ColorSpace = pikepdf.Name(inks.space)
    if "/Background" in shading:
        background = [float(part) for part in shading.Background]
        shading.Background = pikepdf.Array([round(part, 3) for part in inked(kind, background, inks)])


def _table(function: pikepdf.Object, kind: Kind, domain: tuple[float, float], inks: Inks) -> bytes:
    """Return the inks along a gradient's course, a byte each."""
    (low, high), colour_at, table = domain, read_function(function), bytearray()
    for index in range(_SAMPLES):
        colour = colour_at(low + (high - low) * index / (_SAMPLES - 1))
        table += bytes(round(255 * min(1.0, max(0.0, part))) for part in inked(kind, colour, inks))
    return bytes(table)


def _described(value: Any) -> object:
    """Return all that a value is made of, what it refers to included."""
    if isinstance(value, pikepdf.Array):
        return [_described(one) for one in value]
    if isinstance(value, pikepdf.Stream):
        return [_described(value.stream_dict), digest_bytes(value.read_raw_bytes())]
    if isinstance(value, pikepdf.Dictionary):
        return {name: _described(one) for name, one in value.items()}
    return str(value)
