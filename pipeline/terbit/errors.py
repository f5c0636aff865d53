"""The exceptions that end a command, each with the exit code it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from terbit.diagnostics import Diagnostic

__all__ = ["ConfigError", "MachineError", "TerbitError"]


class TerbitError(Exception):
    """A reason to stop, carried as diagnostics."""

    exit_code: ClassVar[int] = 1

    def __init__(self, findings: Iterable[Diagnostic]) -> None:
        """Keep every finding; the text is one line each."""
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))


class ConfigError(TerbitError):
    """The configuration or the command line is wrong: nothing is written."""

    exit_code = 2


class MachineError(TerbitError):
    """The machine lacks a tool, a library or a font."""

    exit_code = 3

    @classmethod
    def lacking(cls, what: str, hint: str) -> MachineError:
        """Name the missing thing and the way to get it."""
        return cls([Diagnostic("error", "machine-lacks", what, hint=hint)])
