"""The workshop: by which engine PDFs are made, what it may keep, and where it may lay out."""

from __future__ import annotations

from dataclasses import dataclass, field

from terbit.cache import NOTHING_KEPT, Cache
from terbit.pdf.engines import DEFAULT_ENGINE, Engine
from terbit.pdf.linked.workers import Workers

__all__ = ["Workshop"]


@dataclass(frozen=True)
class Workshop:
    """How PDFs are made: by linking units laid out alone, or plainly, the whole book by one layout after another."""

    engine: Engine = DEFAULT_ENGINE
    cache: Cache = NOTHING_KEPT
    workers: Workers = field(default_factory=Workers)
