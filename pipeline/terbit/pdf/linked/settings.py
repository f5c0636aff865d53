"""What a build by the linked engine needs beside the book."""

from __future__ import annotations

from dataclasses import dataclass

from terbit.cache import Cache
from terbit.pdf.linked.workers import Workers
from terbit.pdf.marks import Edges

__all__ = ["Settings"]


@dataclass(frozen=True)
class Settings:
    """What a build needs beside the book: a cache, processes to lay out in, the book's name, and its edges.

    `own` is a digest of Terbit itself; `edges` is None for the screen.
    """

    cache: Cache
    workers: Workers
    name: str
    own: str
    edges: Edges | None
