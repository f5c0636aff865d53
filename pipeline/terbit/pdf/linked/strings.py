"""Text strings of a PDF."""

from __future__ import annotations

import re

__all__ = ["pdf_string"]

_SPECIAL = re.compile(rb"([\\()])")


def pdf_string(text: str) -> bytes:
    """Return a text string (ISO 32000-1, 7.9.2.2)."""
    if text.isascii():
        return b"(%b)" % _SPECIAL.sub(rb"\\\1", text.encode()).replace(b"\r", rb"\r")
    return b"<feff%b>" % text.encode("utf-16-be").hex().encode()
