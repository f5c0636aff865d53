"""Preflight: what a finished PDF must keep to before it goes to press or to readers."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import pikepdf

from terbit.config import Trim
from terbit.diagnostics import Diagnostic, OnPage
from terbit.pdf.cut_off import cut_sheets, text_cut
from terbit.pdf.marks import Edges

__all__ = ["Expected", "preflight"]

_PT = 72 / 25.4
# Boxes are compared to a tenth of a millimetre: trimming is never more exact.
_TOLERANCE = 0.1 * _PT


@dataclass(frozen=True)
class Expected:
    """What a PDF is checked against: trim and bleed in mm, font families (None: any), whether it is for the press.

    `into_spine` says whether pages bleed on all four sides, `leaves` whether they are printed on both sides of leaves.
    """

    trim: Trim
    bleed: float
    families: Collection[str] | None
    press: bool
    into_spine: bool = True
    leaves: bool = True


def preflight(data: bytes, expected: Expected, *, texts: bool = True) -> tuple[Diagnostic, ...]:
    """Check fonts, boxes, annotations, the number of pages, and, unless that is known, that no text is cut off."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [item for item in pdf.objects if _kind(item) in ("/Font", "/FontDescriptor")]
        findings = [*_fonts(fonts, expected.families), *_fonts_without_descriptor(fonts), *_boxes(pdf, expected)]
        if expected.press:
            findings += _press(pdf, expected)
    return (*findings, *map(text_cut, cut_sheets(data) if texts else ()))


def _kind(item: pikepdf.Object) -> object:
    return item.get("/Type") if isinstance(item, pikepdf.Dictionary) else None


def _fonts(fonts: Sequence[pikepdf.Object], families: Collection[str] | None) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for item in fonts:
        if _kind(item) != "/FontDescriptor":
            continue
        name = str(item.get("/FontName", "")).lstrip("/")
        if not any(f"/FontFile{n}" in item for n in ("", "2", "3")):
            yield _error("font-not-embedded", f"the font {name} is not in the PDF")
        family = str(item.get("/FontFamily", name))
        if families is not None and family not in families and family not in seen:
            seen.add(family)
            yield _error("font-foreign", f"the PDF uses '{family}', which the theme does not name")


def _fonts_without_descriptor(fonts: Sequence[pikepdf.Object]) -> Iterator[Diagnostic]:
    """Report the fonts that a reader is expected to have (ISO 32000-1, 9.6.2.2)."""
    for item in fonts:
        is_font = _kind(item) == "/Font" and item.get("/Subtype") not in ("/Type0", "/Type3")
        if is_font and "/FontDescriptor" not in item:
            yield _error("font-not-embedded", f"the font {item.get('/BaseFont')} is not in the PDF")


def _boxes(pdf: pikepdf.Pdf, expected: Expected) -> Iterator[Diagnostic]:
    size = (expected.trim.width * _PT, expected.trim.height * _PT)
    edges = Edges(expected.bleed if expected.press else 0.0, into_spine=expected.into_spine)
    bleed = edges.bleed * _PT
    for number, page in enumerate(pdf.pages, start=1):
        trim, outer, media = (_box(page, name) for name in ("/TrimBox", "/BleedBox", "/MediaBox"))
        if not _near((trim[2] - trim[0], trim[3] - trim[1]), size):
            message = f"page {number} is not {expected.trim.width} × {expected.trim.height} mm"
            yield _error("trim-size", message, number)
        left, right = (side * _PT for side in edges.inner(recto=number % 2 == 1))
        if not _near(outer, (trim[0] - left, trim[1] - bleed, trim[2] + right, trim[3] + bleed)):
            yield _error("bleed-size", f"page {number} does not bleed {expected.bleed} mm", number)
        if any(a < b - _TOLERANCE for a, b in zip(outer[:2] + media[2:], media[:2] + outer[2:], strict=True)):
            yield _error("media-size", f"page {number} has a bleed outside its sheet", number)


def _press(pdf: pikepdf.Pdf, expected: Expected) -> Iterator[Diagnostic]:
    if expected.leaves and len(pdf.pages) % 2:
        yield _error("pages-odd", f"{len(pdf.pages)} pages cannot be printed on both sides of leaves")
    for number, page in enumerate(pdf.pages, start=1):
        if len(page.obj.get("/Annots", [])):
            yield _error("annotations", f"page {number} has links or notes on it", number)


def _box(page: pikepdf.Page, name: str) -> tuple[float, ...]:
    box = page.obj.get(name, page.mediabox)
    return tuple(float(number) for number in box)


def _near(found: tuple[float, ...], wanted: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= _TOLERANCE for a, b in zip(found, wanted, strict=True))


def _error(code: str, message: str, page: int = 0) -> Diagnostic:
    return OnPage("error", code, message, page=page)
