"""SVG to pixels, through the PDF engine, so that a figure looks the same on a slide as in the book."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pypdfium2

from terbit.assets import styles_dir
from terbit.pdf.process import run_apart
from terbit.theme import read_tokens

__all__ = ["draw"]


def draw(figures: Sequence[tuple[bytes, int]]) -> list[bytes]:
    """Draw SVGs as PNGs, each at its width in pixels, in one process for all of them.

    Raises
    ------
    ValueError
        If one of them cannot be drawn.
    """
    tokens = read_tokens((styles_dir() / "theme.css").read_text("utf-8"))
    pdf: bytes = run_apart("draw", [svg for svg, _ in figures], tokens=tokens, epoch=0)
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_png(page, width) for page, (_, width) in zip(document, figures, strict=True)]
    finally:
        document.close()


def _png(page: Any, width: int) -> bytes:
    image = page.render(scale=width / page.get_width(), fill_color=(255, 255, 255, 0)).to_pil()
    if image.width != width:
        image = image.resize((width, max(1, round(image.height * width / image.width))))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
