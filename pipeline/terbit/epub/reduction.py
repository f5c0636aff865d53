"""Pictures made no larger than a screen can show, and of the kinds that every shop takes."""

from __future__ import annotations

import io

from PIL import Image

__all__ = ["MAX_SIDE", "reduced"]

MAX_SIDE = 2560
"""Pixels on the longer side: the largest tablets have no more, and shops set limits not far above."""
_MAX_BYTES = 1_000_000
_QUALITY = 85


def reduced(data: bytes, suffix: str) -> tuple[bytes, str]:
    """Return a picture and its suffix, written afresh if it is too large, WebP, or of more than 1 MB.

    WebP, which Kindle's converter does not take, becomes JPEG, or PNG where it is transparent. Moving pictures and
    drawings come back as they are, as does what would not become smaller.
    """
    if suffix not in (".png", ".jpg", ".jpeg", ".webp"):
        return data, suffix
    with Image.open(io.BytesIO(data)) as image:
        large = max(image.size) > MAX_SIDE
        if getattr(image, "is_animated", False) or not (large or len(data) > _MAX_BYTES or suffix == ".webp"):
            return data, suffix
        fresh, kind = _written(image, suffix)
    return (fresh, kind) if large or suffix == ".webp" or len(fresh) < len(data) else (data, suffix)


def _written(image: Image.Image, suffix: str) -> tuple[bytes, str]:
    transparent = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    colours: Image.Image = image.convert("RGBA" if transparent else "RGB")
    colours.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    if suffix in (".jpg", ".jpeg") or (suffix == ".webp" and not transparent):
        colours.convert("RGB").save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
        return out.getvalue(), ".jpg" if suffix == ".webp" else suffix
    colours.save(out, "PNG", optimize=True)
    return out.getvalue(), ".png"
