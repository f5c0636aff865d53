"""Who a name stands for: its particles, its shortest form, and what tells people apart."""

from __future__ import annotations

import unicodedata

from terbit.citations.initials import initialled
from terbit.citations.markup import strip
from terbit.citations.record import Name

__all__ = ["NameKey", "initials_of", "key_of", "particle", "plain_name", "spaced"]

NameKey = tuple[str, str]
_ELIDED = ("’", "'", "-", "‑")


def key_of(name: Name) -> NameKey:
    """Return what tells people apart: the family name with its particles, and the rest."""
    family = spaced(particle(name, "non-dropping"), name.get("family", "")) or name.get("literal", "")
    rest = " ".join(name.get(part, "") for part in ("given", "dropping-particle", "suffix"))
    return family, " ".join(rest.replace(".", ". ").split())


def initials_of(name: Name) -> str:
    """Return the initials of the given names."""
    return initialled(name.get("given", ""), ".")


def plain_name(name: Name) -> str:
    """Return the shortest form that names somebody: a family name with its particle, or a literal name."""
    family = spaced(particle(name, "non-dropping"), name.get("family") or name.get("given", ""))
    return unicodedata.normalize("NFC", name.get("literal") or family)


def particle(name: Name, kind: str) -> str:
    """Return the "dropping" or "non-dropping" particle of a name."""
    return name.get(f"{kind}-particle", "")


def spaced(*parts: str) -> str:
    """Join the parts of a name; what is elided, as "d’" and "al-" are, touches what follows."""
    out = ""
    for part in parts:
        if part:
            bare = strip(out)
            out += ("" if not bare or bare.endswith(_ELIDED) or bare[-1].isspace() else " ") + part
    return out
