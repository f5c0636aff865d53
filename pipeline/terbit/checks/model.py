"""What a check says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from terbit.diagnostics import Diagnostic

__all__ = ["Verdict"]


@dataclass(frozen=True)
class Verdict:
    """What one checker found in a file; `state` is absent if the machine does not have it, `said` in a few words."""

    checker: str
    state: Literal["passed", "failed", "absent"]
    said: str
    findings: tuple[Diagnostic, ...] = ()
