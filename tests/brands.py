"""What publishers bring along: a font that is told from others by its width, and a logo."""

from __future__ import annotations

import io

from fontTools.ttLib import TTFont
from PIL import Image

from terbit.assets import font_files

WIDER = 1.6


def font(name: str = "Uji Lebar", *, bold: bool = False, licence: int = 0, wider: float = WIDER) -> bytes:
    """Return a font of Carlito's letters, set wider, by another name."""
    weight = 700 if bold else 400
    source = next(f for f in font_files() if (f.family, f.weight, f.style) == ("Carlito", weight, "normal"))
    with TTFont(source.path) as face:
        for glyph, (width, bearing) in face["hmtx"].metrics.items():
            face["hmtx"].metrics[glyph] = (round(width * wider), bearing)
        for record in face["name"].names:
            if record.nameID in (1, 16):
                record.string = name
        face["OS/2"].fsType = licence
        out = io.BytesIO()
        face.save(out)
    return out.getvalue()


def png() -> bytes:
    """Return a logo three times as wide as it is high."""
    out = io.BytesIO()
    Image.new("RGB", (60, 20), "navy").save(out, "PNG")
    return out.getvalue()
