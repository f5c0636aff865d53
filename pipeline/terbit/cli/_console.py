"""What the commands have in common: where the project is, and how findings are printed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from terbit.diagnostics import Diagnostic, OnPage
from terbit.errors import TerbitError

if TYPE_CHECKING:  # slow to load, and a build that finds nothing changed draws nothing
    from rich.console import Console

__all__ = ["as_json", "console", "echo", "folder_option", "report_and_exit", "show_findings"]

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}

folder_option = click.option(
    "-C",
    "--directory",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder, in place of the current one.",
)


def console(*, stderr: bool = False) -> Console:
    """Return a console that neither wraps nor highlights, so that lines can be searched and clicked."""
    from rich.console import Console  # noqa: PLC0415

    made = Console(stderr=stderr, highlight=False, soft_wrap=True)
    # A pipe has no width: rich would take 80 columns and cut file names short.
    return made if made.is_terminal else Console(stderr=stderr, highlight=False, soft_wrap=True, width=160)


def echo(line: str, *, stderr: bool = False) -> None:
    """Print a line; its styles are left out where there is no terminal, or where NO_COLOR asks for that."""
    click.echo(line, err=stderr, color=False if os.environ.get("NO_COLOR") else None)


def show_findings(findings: Iterable[Diagnostic]) -> None:
    """Print findings on standard error, one a line, as compilers do."""
    for finding in findings:
        name = f"{finding.severity}[{finding.code}]"
        styled = click.style(name, fg=_COLOURS[finding.severity], bold=True)
        echo(str(finding).replace(name, styled, 1), stderr=True)


def as_json(findings: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """Return findings as JSON values, for editors and scripts."""
    return [
        {
            "severity": f.severity,
            "code": f.code,
            "message": f.message,
            "hint": f.hint,
            "file": f.where.file if f.where else None,
            "line": f.where.line if f.where else None,
            "column": f.where.column if f.where else None,
            **({"page": f.page or None, "box": f.box} if isinstance(f, OnPage) else {}),
        }
        for f in findings
    ]


def report_and_exit(error: TerbitError) -> NoReturn:
    """Print why a command stopped and leave with its exit code."""
    if "--json" in sys.argv:
        click.echo(json.dumps({"findings": as_json(error.findings)}, ensure_ascii=False, indent=2))
    else:
        show_findings(error.findings)
    sys.exit(error.exit_code)
