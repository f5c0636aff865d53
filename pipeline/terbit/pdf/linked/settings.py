"""What a build by the linked engine needs beside the book."""

from __future__ import annotations

from dataclasses import dataclass

from terbit.cache import Cache
from terbit.pdf.linked.workers import Workers

__all__ = ["Settings"]


@dataclass(frozen=True)
class Settings:
    """What a build needs beside the book: a cache, processes to lay out in, the book's name, and the bleed in mm.

    `own` is a digest of Terbit itself; `bleed` is None for the screen.
    """

    cache: Cache
    workers: Workers
    name: str
    own: str
    bleed: float | None
