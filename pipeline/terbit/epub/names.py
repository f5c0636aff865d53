"""File names inside the EPUB, never twice."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

__all__ = ["distinct"]


def distinct(names: Iterable[str]) -> list[str]:
    """Return the names with -2, -3, … before the suffix of those that were there already."""
    seen: dict[str, int] = {}
    out: list[str] = []
    for name in names:
        new = name
        while new in seen:
            seen[name] += 1
            path = PurePosixPath(name)
            new = str(path.with_name(f"{path.stem}-{seen[name]}{path.suffix}"))
        seen.setdefault(name, 1)
        seen[new] = seen.get(new, 1)
        out.append(new)
    return out
