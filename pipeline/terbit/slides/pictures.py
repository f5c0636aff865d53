"""The figures of a deck as pixels for PowerPoint, drawn together and once."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from PIL import Image

from terbit.cache import Cache
from terbit.cores import cores
from terbit.digest import digest
from terbit.model import Resource
from terbit.versions import own_tools

__all__ = ["is_svg", "pictures", "pixels"]

_WIDTH = 1280
"""Pixels: as many as a figure of usual proportions covers on a projector of 1920 by 1080."""
_COLOURS = 256
_GROUND = (255, 255, 255, 255)


def is_svg(path: str) -> bool:
    """Tell a drawing from a photograph by its name."""
    return path.lower().endswith(".svg")


def pictures(paths: Iterable[str], resources: Mapping[str, Resource], cache: Cache) -> Mapping[str, bytes]:
    """Return a PNG of each SVG, and every other picture as it is in a format that PowerPoint reads."""
    wanted = sorted(set(paths))
    keys = {path: digest("picture", own_tools(), resources[path].digest) for path in wanted if is_svg(path)}
    drawings = {key: resources[path].data for path, key in keys.items()}
    # Editions that are made at once draw a share each.
    drawn = cache.share("picture", drawings, _drawn, most=max(1, ceil(len(drawings) / cores())))
    return {path: drawn[keys[path]] if path in keys else _readable(resources[path].data) for path in wanted}


def _drawn(drawings: Sequence[bytes]) -> list[bytes]:
    if not drawings:
        return []
    from terbit.pdf.raster import draw_images  # noqa: PLC0415 - only decks with drawings pay for the engine

    return [_flat(drawn) for drawn in draw_images([(svg, _WIDTH) for svg in drawings])]


def _flat(drawn: Image.Image) -> bytes:
    """Put a drawing on white, in a palette: a third of the bytes, and no difference to see."""
    ground = Image.new("RGBA", drawn.size, _GROUND)
    ground.alpha_composite(drawn.convert("RGBA"))
    out = io.BytesIO()
    image = ground.convert("RGB").quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    image.putpalette(_whitened(image.getpalette() or []))
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _whitened(palette: list[int]) -> list[int]:
    """Make the ground white again: the octree takes it for a shade of grey, which shows on a white slide."""
    colours = (palette[at : at + 3] for at in range(0, len(palette), 3))
    return [value for colour in colours for value in ((255, 255, 255) if min(colour) > 249 else colour)]


def _readable(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        if image.format in ("PNG", "JPEG", "GIF"):
            return data
        out = io.BytesIO()
        image.convert("RGBA").save(out, "PNG")
    return out.getvalue()


def pixels(data: bytes) -> tuple[int, int]:
    """Return a picture's width and height in pixels."""
    with Image.open(io.BytesIO(data)) as image:
        return image.size
