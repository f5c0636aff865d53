"""Gradients: each becomes a table of inks along its course."""

from __future__ import annotations

import pikepdf

from terbit.press.colours import Inks
from terbit.press.contents import inked
from terbit.press.functions import read_function
from terbit.press.spaces import Unprintable, space_of

__all__ = ["convert_shading"]

_SAMPLES = 256


def convert_shading(pdf: pikepdf.Pdf, shading: pikepdf.Object, resources: pikepdf.Object | None, inks: Inks) -> None:
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
    function, table = read_function(shading.Function), bytearray()
    for index in range(_SAMPLES):
        colour = function(low + (high - low) * index / (_SAMPLES - 1))
        table += bytes(round(255 * min(1.0, max(0.0, part))) for part in inked(kind, colour, inks))
    parts = len(table) // _SAMPLES
    sampled = pdf.make_stream(bytes(table))
    sampled.FunctionType, sampled.BitsPerSample = 0, 8
    sampled.Domain, sampled.Size = pikepdf.Array([low, high]), pikepdf.Array([_SAMPLES])
    sampled.Range = pikepdf.Array([0, 1] * parts)
    shading.Function = sampled
    shading.ColorSpace = pikepdf.Name(inks.space)
    if "/Background" in shading:
        background = [float(part) for part in shading.Background]
        shading.Background = pikepdf.Array([round(part, 3) for part in inked(kind, background, inks)])
