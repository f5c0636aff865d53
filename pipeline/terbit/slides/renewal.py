"""Results that are made of those before them, so that an edit costs what it changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from terbit.cache import Cache

__all__ = ["renewed"]

T = TypeVar("T")


def renewed(cache: Cache, stage: str, key: str, place: str, make: Callable[[T | None], T]) -> T:
    """Return the kept result for a key, or make and keep it, out of the one that was made last at a place, if any.

    Which one that was must not change what is made.
    """
    kept: T | None = cache.get(stage, key)
    if kept is not None:
        return kept
    last = cache.get(stage, place)
    made = make(cache.get(stage, last) if last else None)
    cache.put(stage, key, made)
    cache.put(stage, place, key)
    return made
