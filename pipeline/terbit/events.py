"""What a build tells of its progress while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Event", "Progress"]


@dataclass(frozen=True)
class Event:
    """A step of a build, for whoever shows its progress: `done` of `total` steps are over."""

    stage: str
    detail: str
    done: int
    total: int


Progress = Callable[[Event], None]
