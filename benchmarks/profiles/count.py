"""Counting in a finished PDF, apart from Terbit's own checks: RGB, annotations, type off the trim, the inner margin."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

__all__ = ["Counts", "count"]

_FOREIGN = {"/DeviceRGB", "/CalRGB", "/Lab", "/RGB"}
_NEAR = 0.05
"""How exactly a letter's edge is compared with the trim's, in pt."""
_MM = 72 / 25.4


@dataclass(frozen=True)
class Counts:
    """What was counted; `inner` is how near type comes to the spine, in mm."""

    pages: int
    rgb_operators: int
    rgb_spaces: int
    annotations: int
    pages_off_trim: int
    inner: float


def count(file: Path) -> Counts:
    """Return what a print PDF has; its first page is a right-hand one."""
    with pikepdf.open(file) as pdf, pypdfium2.PdfDocument(file) as shown:
        operators = sum(_operators(stream) for stream in _streams(pdf))
        spaces = sum(_foreign(one) for one in pdf.objects)
        annotations = sum(len(page.obj.get("/Annots", ())) for page in pdf.pages)
        places = [_reach(shown[number], page) for number, page in enumerate(pdf.pages)]
    inner = [edges[0 if number % 2 == 0 else 2] for number, edges in enumerate(places) if edges]
    off = sum(min(edges) < -_NEAR for edges in places if edges)
    return Counts(len(places), operators, spaces, annotations, off, round(min(inner) / _MM, 2))


def _streams(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield what has operators: pages, and forms and patterns wherever they are used."""
    yield from pdf.pages
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and (one.get("/Subtype") == "/Form" or one.get("/PatternType") == 1):
            yield one


def _operators(stream: Any) -> int:
    return len(pikepdf.parse_content_stream(stream, "rg RG"))


def _foreign(one: Any) -> int:
    """Count the colour spaces of the screen that an object holds, without those of the objects that it refers to."""
    if isinstance(one, pikepdf.Name):
        return int(str(one) in _FOREIGN)
    if isinstance(one, pikepdf.Array):
        parts = [*one]
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        parts = [value for _, value in one.items()]
        if isinstance(one, pikepdf.Stream) and one.get("/N") == 3 and "/Subtype" not in one:
            return 1  # an ICC profile of three channels
    else:
        return 0
    return sum(_foreign(part) for part in parts if isinstance(part, pikepdf.Object) and not part.is_indirect)


def _reach(shown: Any, page: pikepdf.Page) -> tuple[float, float, float, float] | None:
    """Return how far within the trim the outermost letters of a page stand, in pt: left, below, right, above."""
    text, trim = shown.get_textpage(), [float(edge) for edge in page.trimbox]
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    found = []
    for index in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        if not char.isspace() and not pdfium.FPDFText_IsGenerated(text, index):
            pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
            found.append((left.value, bottom.value, right.value, top.value))
    if not found:
        return None
    near = (min(box[0] for box in found), min(box[1] for box in found))
    far = (max(box[2] for box in found), max(box[3] for box in found))
    return near[0] - trim[0], near[1] - trim[1], trim[2] - far[0], trim[3] - far[1]
