"""The text of the PDFs that contestants left: whether it is the same, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path

import pypdfium2

from benchmarks.contestants import ITSELF, Place, output_of
from benchmarks.measure import Measurement

__all__ = ["pages_of", "same_text"]


def _texts(file: Path) -> list[str]:
    with pypdfium2.PdfDocument(file) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def pages_of(place: Place, measured: Mapping[str, Measurement]) -> int:
    """Return how many pages the PDF of any of Terbit's contestants has, or 0."""
    files = (output_of(place, name) for name in measured if name.startswith(("build", "engine")))
    return next((len(_texts(file)) for file in files if file.is_file()), 0)


def same_text(place: Place, measured: Mapping[str, Measurement]) -> list[str]:
    """Say of each of Terbit's PDFs on how many pages it has the same text as WeasyPrint's and the plain engine's."""
    pairs = [(f"{ITSELF} cold-1", "engine-linked cold-1")]
    pairs += [(f"{what}-plain cold-1", f"{what}-linked cold-1") for what in ("engine", "build")]
    whole = {name for name, measurement in measured.items() if not measurement.stopped}
    return [_compared(place, other, own) for other, own in pairs if {other, own} <= whole]


def _compared(place: Place, other: str, own: str) -> str:
    pages = list(zip_longest(_texts(output_of(place, other)), _texts(output_of(place, own)), fillvalue=""))
    differing = [str(number) for number, (one, two) in enumerate(pages, start=1) if _bare(one) != _bare(two)]
    alike = f"{len(pages) - len(differing)} of {len(pages)} pages of {own} have the text of {other}"
    return f"{alike}; others: {', '.join(differing[:20])}" if differing else alike


def _bare(text: str) -> str:
    """Return a page's text without spaces, of which engines write more or fewer between pieces."""
    return "".join(text.split())
