"""Ace by DAISY, the checker of accessible EPUB, where it is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from terbit.checks.model import Verdict
from terbit.checks.whence import Whence
from terbit.diagnostics import Diagnostic, Location

__all__ = ["run_ace"]

_PROGRAMS = ("ace-cli", "ace")
_PATIENCE = 1800  # seconds: half a second of work for each page


def run_ace(file: Path, whence: Whence) -> Verdict:
    """Check a file; Ace ends with 0 whatever it finds, so its report is read."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        return Verdict("Ace", "absent", "npm install -g @daisy/ace-cli")
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "-f", "-o", folder, str(file)]
        try:
            done = subprocess.run(  # noqa: S603 - a program that the user has installed
                command, capture_output=True, check=False, env=_environment(), timeout=_PATIENCE, encoding="utf-8"
            )
        except subprocess.TimeoutExpired:
            return Verdict("Ace", "absent", f"it has not finished within {_PATIENCE / 60:.0f} minutes")
        report = Path(folder) / "report.json"
        if not report.is_file():
            last = (f"{done.stdout}{done.stderr}".strip().splitlines() or ["no message"])[-1]
            return Verdict("Ace", "absent", f"it does not run here: {last}")
        found = tuple(_findings(json.loads(report.read_text("utf-8")), whence))
    return Verdict("Ace", "failed" if found else "passed", f"{len(found)} violations", found)


def _environment() -> Mapping[str, str]:
    """Let Ace use the machine's browser, if it has one, in place of a download."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return {"PUPPETEER_EXECUTABLE_PATH": browser, **os.environ} if browser else os.environ


def _findings(report: Mapping[str, Any], whence: Whence) -> Iterator[Diagnostic]:
    for page in report["assertions"]:
        path = page["earl:testSubject"]["url"]
        for one in page["assertions"]:
            test, result = one["earl:test"], one["earl:result"]
            severity: Any = "error" if test["earl:impact"] in ("critical", "serious") else "warning"
            place = whence.by_markup(path, str(result.get("html", ""))) or Location(f"EPUB/{path}")
            words = f"{test['dct:title']}: {test.get('help', {}).get('dct:title', '')}".rstrip(": ")
            yield Diagnostic(severity, "ace", words, place)
