"""Colour spaces of a PDF: what a name or an array stands for (ISO 32000-1, 8.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import pikepdf

__all__ = ["Kind", "Space", "Unprintable", "read_space", "space_of"]

Kind: TypeAlias = Literal["rgb", "grey", "cmyk", "lab", "pattern", "indexed", "spot"]

_DEVICE: dict[str, Kind] = {
    "/DeviceRGB": "rgb",
    "/RGB": "rgb",
    "/CalRGB": "rgb",
    "/DeviceGray": "grey",
    "/G": "grey",
    "/CalGray": "grey",
    "/DeviceCMYK": "cmyk",
    "/CMYK": "cmyk",
    "/Lab": "lab",
    "/Pattern": "pattern",
    "/Indexed": "indexed",
    "/I": "indexed",
    "/Separation": "spot",
    "/DeviceN": "spot",
}
_BY_PARTS: dict[int, Kind] = {1: "grey", 3: "rgb", 4: "cmyk"}


class Unprintable(ValueError):  # noqa: N818 - what it says is a finding, not an error
    """Says what of a page cannot be printed as it is asked for; the message continues "page N has …"."""


@dataclass(frozen=True)
class Space:
    """A colour space by its kind; `base` is that of an indexed one or of a pattern without colours."""

    kind: Kind
    base: Kind | None = None


def space_of(name: pikepdf.Object, resources: pikepdf.Object | None) -> Space:
    """Return the space that an operand of `cs` or an image's `ColorSpace` names."""
    named = resources.get("/ColorSpace") if resources is not None else None
    if named is not None and isinstance(name, pikepdf.Name) and str(name) in named:
        return read_space(named[str(name)])
    return read_space(name)


def read_space(value: pikepdf.Object) -> Space:
    """Return what a name or an array stands for.

    Raises
    ------
    Unprintable
        If it is no colour space.
    """
    array = value if isinstance(value, pikepdf.Array) else [value]
    family = str(array[0])
    if family == "/ICCBased":
        return Space(_BY_PARTS[int(array[1].N)])
    if family not in _DEVICE:
        raise Unprintable(f"a colour space that does not exist: {family}")
    base = read_space(array[1]).kind if family in ("/Indexed", "/I", "/Pattern") and len(array) > 1 else None
    return Space(_DEVICE[family], base)
