"""Opening a PDF that is to be checked, which may be damaged."""

from __future__ import annotations

import io

import pikepdf

from terbit.checks.model import Verdict
from terbit.diagnostics import Diagnostic

__all__ = ["opened"]


def opened(data: bytes) -> pikepdf.Pdf | Verdict:
    """Return a PDF, or the verdict on one that cannot be read."""
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as error:
        message = f"it is no PDF that can be read: {error}"
        finding = Diagnostic("error", "pdf-unreadable", message, hint="build it again")
        return Verdict("contents", "failed", "it cannot be opened", (finding,))
