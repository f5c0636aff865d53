"""Content digests: the names under which results are kept and compared."""

from __future__ import annotations

import hashlib
import json
from typing import Any

__all__ = ["digest", "digest_bytes"]


def digest_bytes(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest(*values: Any) -> str:
    """Return one SHA-256 over JSON-like values, in order; mappings count by key, not by insertion."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return digest_bytes(text.encode())
