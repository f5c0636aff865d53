"""SVG to pixels, through the PDF engine, so that a figure looks the same on a slide as in the book."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from terbit.assets import styles_dir
from terbit.pdf.process import run_apart
from terbit.press.transparency import see_through
from terbit.theme import read_tokens

__all__ = ["draw", "draw_images", "draw_opaque"]

_CLEAR, _WHITE = (255, 255, 255, 0), (255, 255, 255, 255)


def draw(figures: Sequence[tuple[bytes, int]]) -> list[bytes]:
    """Draw SVGs as PNGs, each at its width in pixels, in one process for all of them.

    Raises
    ------
    ValueError
        If one of them cannot be drawn.
    """
    return [_png(image) for image in draw_images(figures)]


def draw_images(figures: Sequence[tuple[bytes, int]]) -> list[Image.Image]:
    """Draw SVGs in the same way, as images that are not written yet."""
    with closing(pypdfium2.PdfDocument(_pages([svg for svg, _ in figures]))) as document:
        return [_drawn(page, width, _CLEAR) for page, (_, width) in zip(document, figures, strict=True)]


def draw_opaque(drawings: Sequence[bytes], width: int) -> list[bytes]:
    """Draw SVGs in which something shows through as PNGs on white; return nothing for each of the others.

    Raises
    ------
    ValueError
        If one of them cannot be drawn.
    """
    pdf = _pages(drawings)
    with pikepdf.open(io.BytesIO(pdf)) as pages:
        wanted = {number for number, _ in see_through(pages)}
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [_opaque(page, width) if n in wanted else b"" for n, page in enumerate(document, start=1)]


def _pages(drawings: Sequence[bytes]) -> bytes:
    """Return a PDF with a page for each drawing."""
    tokens = read_tokens((styles_dir() / "theme.css").read_text("utf-8"))
    pdf: bytes = run_apart("draw", list(drawings), tokens=tokens, epoch=0)
    return pdf


def _opaque(page: Any, width: int) -> bytes:
    return _png(_drawn(page, width, _WHITE).convert("RGB"))


def _drawn(page: Any, width: int, ground: tuple[int, int, int, int]) -> Image.Image:
    image: Image.Image = page.render(scale=width / page.get_width(), fill_color=ground).to_pil()
    if image.width != width:
        return image.resize((width, max(1, round(image.height * width / image.width))))
    return image.copy()  # its pixels are the page's


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
