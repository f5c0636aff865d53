"""Findings about a manuscript, as values that stages return and commands print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = ["Diagnostic", "Location", "OnPage", "Severity", "errors_in", "nearest", "ordered"]

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file: POSIX path relative to the project, line and column counted from 1 (0: unknown)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write the place as compilers do, leaving out what is unknown."""
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)

    @classmethod
    def parse(cls, text: str) -> Location:
        """Read back what `str` wrote."""
        parts = text.split(":")
        numbers: list[int] = []
        while len(parts) > 1 and len(numbers) < 2 and parts[-1].isdigit():
            numbers.insert(0, int(parts.pop()))
        return cls(":".join(parts), *numbers)


@dataclass(frozen=True)
class Diagnostic:
    """One finding: what is wrong, where, and what to do next."""

    severity: Severity
    code: str
    message: str
    where: Location | None = None
    hint: str = ""

    def __str__(self) -> str:
        """Write the finding on one line, as design of the command asks."""
        place = f"{self.where}: " if self.where else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}{self.severity}[{self.code}]: {self.message}{hint}"


@dataclass(frozen=True)
class OnPage(Diagnostic):
    """A finding on a page of a PDF, counted from 1; `box` is the part of the page in pt (left, bottom, right, top)."""

    page: int = 0
    box: tuple[float, float, float, float] | None = None


def errors_in(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings that must not be published."""
    return tuple(finding for finding in findings if finding.severity == "error")


def ordered(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings by place, without repeats."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda d: (d.where or Location(""), d.code, d.message)))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known words nearest to a mistyped one, or an empty string."""
    by_folded = {name.casefold(): name for name in sorted(known)}
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    found = get_close_matches(word.casefold(), by_folded, n=2, cutoff=0.6)
    if not found:
        return ""
    return "did you mean " + " or ".join(f"'{by_folded[name]}'" for name in found) + "?"
