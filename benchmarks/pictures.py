"""The figures of the synthetic book: two drawings and a photograph a chapter."""

from __future__ import annotations

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

__all__ = ["file_name", "picture"]


def file_name(ident: str) -> str:
    """Return the name of a figure's file: every third is a PNG."""
    return f"{ident}.{'png' if ident.endswith('-3') else 'svg'}"


def picture(ident: str, width: int = 900) -> bytes:
    """Return a figure: of the same identifier always the same; a photograph has so many samples in its width."""
    chance = Random(ident)
    return _photograph(chance, width) if file_name(ident).endswith("png") else _drawing(chance)


def _drawing(chance: Random) -> bytes:
    shapes = "".join(
        f'<rect x="{chance.randrange(560)}" y="{chance.randrange(300)}" width="{chance.randrange(20, 90)}"'
        f' height="{chance.randrange(16, 60)}" rx="6" fill="#{chance.randrange(0x808080, 0xFFFFFF):06x}"'
        ' stroke="#1f2933"/>'
        for _ in range(24)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360">{shapes}</svg>\n'.encode()


def _photograph(chance: Random, width: int) -> bytes:
    image = Image.new("RGB", (900, 540), (214, 232, 235))
    draw = ImageDraw.Draw(image)
    for _ in range(120):
        x, y, size = chance.randrange(900), chance.randrange(540), chance.randrange(20, 160)
        colour = (chance.randrange(256), chance.randrange(256), chance.randrange(256))
        draw.ellipse((x, y, x + size, y + size), fill=colour)
    if width != image.width:
        image = image.resize((width, width * image.height // image.width), Image.Resampling.LANCZOS)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
