"""Names made of titles: identifiers and file names in plain ASCII."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["collation_key", "slug"]


def slug(title: str) -> str:
    """Return a title lower-cased, in ASCII, words joined by hyphens; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def collation_key(term: str) -> tuple[str, str]:
    """Return a key that sorts terms by letters alone, accents and case breaking ties."""
    folded = unicodedata.normalize("NFKD", term.casefold())
    letters = "".join(c for c in folded if c.isalnum() or c == " ")
    return letters, term
