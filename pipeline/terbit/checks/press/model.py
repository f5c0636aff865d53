"""What the checks of a print PDF look at, and what they compare it with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from terbit.checks.press.lines import Line
from terbit.checks.press.reading import Box, Reading
from terbit.checks.press.setting import SetBlock
from terbit.diagnostics import OnPage, Severity
from terbit.pdf.preflight import Expected

__all__ = ["MM", "Proof", "Wanted", "box_of", "on_page"]

MM = 72 / 25.4
"""A millimetre in pt."""


@dataclass(frozen=True)
class Wanted:
    """What a print PDF must keep to: boxes and faces, standard (x-4, x-1a, none), inks, signature, all inks in %."""

    expected: Expected
    standard: str = "x-4"
    colours: int = 4
    signature: int = 2
    ink_limit: int = 300


@dataclass(frozen=True)
class Proof:
    """A print PDF: its bytes, the file opened by two libraries, and what is on its pages.

    `setting` is how the manuscript was set; it is empty where there is none.
    """

    data: bytes
    pdf: pikepdf.Pdf
    shown: Any
    wanted: Wanted
    readings: Sequence[Reading] = field(default_factory=tuple)
    lines: Sequence[Line] = field(default_factory=tuple)
    setting: Sequence[SetBlock] = field(default_factory=tuple)


def box_of(page: pikepdf.Page, name: str) -> Box:
    """Return one of a page's boxes in pt, the MediaBox where it has none of the name."""
    left, bottom, right, top = (float(edge) for edge in page.obj.get(name, page.mediabox))
    return left, bottom, right, top


def on_page(severity: Severity, code: str, page: int, what: str, hint: str = "", box: Box | None = None) -> OnPage:
    """Return a finding on a page; the message continues "page N …"."""
    return OnPage(severity, code, f"page {page} {what}", hint=hint, page=page, box=box)
