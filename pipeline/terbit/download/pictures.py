"""Pictures of the page, small and inside it: the cover, and the first page of each handout."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass
from zipfile import ZipFile

import pypdfium2
from PIL import Image

__all__ = ["Picture", "epub_cover", "first_page"]

# px, twice what they are shown at
_COVER_WIDTH = 480
_PAGE_WIDTH = 320


@dataclass(frozen=True)
class Picture:
    """A picture as a data address, and its size in px."""

    address: str
    width: int
    height: int


def epub_cover(data: bytes) -> Picture:
    """Return the cover of an EPUB that Terbit made."""
    with ZipFile(io.BytesIO(data)) as archive:
        name = next(name for name in archive.namelist() if re.search(r"images/cover\.\w+$", name))
        image: Image.Image = Image.open(io.BytesIO(archive.read(name))).convert("RGB")
    image.thumbnail((_COVER_WIDTH, 2 * _COVER_WIDTH), Image.Resampling.LANCZOS)
    return _picture(image, 128)


def first_page(data: bytes) -> Picture:
    """Return the first page of a PDF."""
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[0]
        image = page.render(scale=2 * _PAGE_WIDTH / page.get_width()).to_pil().convert("RGB")
    image.thumbnail((_PAGE_WIDTH, 2 * _PAGE_WIDTH), Image.Resampling.LANCZOS)
    return _picture(image, 48)


def _picture(image: Image.Image, colours: int) -> Picture:
    out = io.BytesIO()
    image.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    address = f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"
    return Picture(address, image.width, image.height)
