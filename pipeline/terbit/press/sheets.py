"""The leaves of a book for the press: blank pages up to whole signatures, and the numbers that pages are called by."""

from __future__ import annotations

import pikepdf

from terbit.pdf.marks import dress

__all__ = ["fill_signature", "label_pages"]

_MM = 72 / 25.4


def fill_signature(pdf: pikepdf.Pdf, pages: int) -> None:
    """Add blank pages at the end, with marks, until a signature of so many pages is full."""
    last = pdf.pages[-1]
    left, bottom, right, top = (float(edge) for edge in last.bleedbox)
    bleed = (float(last.trimbox[0]) - left) / _MM
    worn = dress((0, 0, right - left, top - bottom), bleed)
    marks = pdf.make_stream(f"{worn.before}{worn.after}".encode())
    while len(pdf.pages) % pages:
        blank = pikepdf.Dictionary(Type=pikepdf.Name.Page, Resources=pikepdf.Dictionary(), Contents=marks)
        for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
            blank[name] = pikepdf.Array(list(last.obj.get(name, last.mediabox)))
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(blank)))


def label_pages(pdf: pikepdf.Pdf, front: int) -> None:
    """Call the pages as their folios do: i, ii, … and from the first chapter 1, 2, … (ISO 32000-1, 12.4.2)."""
    roman, arabic = pikepdf.Dictionary(S=pikepdf.Name.r), pikepdf.Dictionary(S=pikepdf.Name.D)
    ranges = [(0, roman), (front, arabic)] if 0 < front < len(pdf.pages) else [(0, roman if front else arabic)]
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([item for pair in ranges for item in pair]))
