"""A cover that the publisher gives, in place of the one that is drawn."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePosixPath

from PIL import Image

from terbit.diagnostics import Diagnostic, Location
from terbit.epub.parts import Item
from terbit.epub.reduction import reduced
from terbit.figures import rasterize
from terbit.model import Document

__all__ = ["own_cover"]

_WIDTH = 1600  # px, of a cover that is a drawing
_SLIMMEST, _WIDEST = 0.5, 0.85  # width to height
_SHORTEST = 1000  # px, the height below which shops refuse or warn
_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}


def own_cover(document: Document) -> tuple[Item | None, tuple[Diagnostic, ...]]:
    """Return the configured cover as a file of the manifest, if there is one, and what is wrong with its shape."""
    resource = document.resources.get(document.config.cover)
    if resource is None:
        return None, ()
    suffix = PurePosixPath(resource.path).suffix.lower()
    data, suffix = (rasterize(resource.data, _WIDTH), ".png") if suffix == ".svg" else reduced(resource.data, suffix)
    with Image.open(io.BytesIO(data)) as image:
        findings = tuple(_shape(image.size, document))
    return Item(f"images/cover{suffix}", _TYPES[suffix], data, ("cover-image",)), findings


def _shape(size: tuple[int, int], document: Document) -> Iterator[Diagnostic]:
    width, height = size
    place = document.config.places.get("cover", Location("terbit.yaml"))
    if not _SLIMMEST <= width / height <= _WIDEST:
        message = f"the cover is {width} × {height} px, which is no book's shape"
        yield Diagnostic("warning", "cover-shape", message, place, "make it upright, about 5 to 8: 1600 × 2560 px")
    elif height < _SHORTEST:
        message = f"the cover is only {width} × {height} px"
        yield Diagnostic("warning", "cover-small", message, place, "shops ask for 1600 × 2560 px")
