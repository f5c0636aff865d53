"""What a build tells in the end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from terbit.diagnostics import Diagnostic, errors_in

if TYPE_CHECKING:  # a build with nothing to do need not know what a manuscript is
    from terbit.model import Artifact

__all__ = ["Report"]


@dataclass(frozen=True)
class Report:
    """What a build published, with paths below `output`; what it withheld; what it found; which files it read."""

    output: Path
    artifacts: tuple[Artifact, ...]
    withheld: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    read: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """Return 0 if everything asked for was published."""
        return 1 if errors_in(self.findings) else 0
