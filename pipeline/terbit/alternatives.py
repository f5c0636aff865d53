"""What can be wrong with the alternative text of a picture, however it was come by."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from terbit.names import slug

__all__ = ["DECORATIVE", "fault_of"]

DECORATIVE = "decorative"
"""The class of a picture that says nothing: assistive technology passes over it."""

_FILE = re.compile(r"[\w./\\ -]+\.(?:svg|png|jpe?g|gif|webp|bmp|tiff?)", re.IGNORECASE)


def fault_of(alternative: str, caption: str, source: str) -> str:
    """Say why a text does not stand for a picture, or return nothing; `source` is the picture's path or name."""
    words = " ".join(alternative.split())
    if not words:
        return "is empty"
    if _FILE.fullmatch(words) or slug(words) == slug(PurePosixPath(source).stem):
        return "is only the file's name"
    if caption and slug(words) == slug(caption):
        return "only repeats the caption"
    return ""
