"""The leaves of a book for the press: blank pages up to whole signatures, and the numbers that pages are called by."""

from __future__ import annotations

from typing import Any

import pikepdf

from terbit.config import Press
from terbit.pdf.marks import Edges, dress

__all__ = ["fill_signature", "label_pages"]

_MM = 72 / 25.4


def fill_signature(pdf: pikepdf.Pdf, wanted: Press) -> None:
    """Add blank pages at the end, with marks, until a signature is full, and the last page blank if it is to be."""
    while len(pdf.pages) % wanted.signature or (wanted.last_blank and not _is_blank(pdf.pages[-1])):
        like = pdf.pages[-2] if len(pdf.pages) > 1 else pdf.pages[-1]  # the same side of a leaf
        blank = pikepdf.Dictionary(Type=pikepdf.Name.Page, Resources=pikepdf.Dictionary())
        blank.Contents = pdf.make_stream(_marks(like) if wanted.marks else b"")
        for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
            blank[name] = pikepdf.Array(list(like.obj.get(name, like.mediabox)))
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(blank)))


def _is_blank(page: pikepdf.Page) -> bool:
    """Say whether a page has nothing on it but marks: it needs no face, no picture, no pattern."""
    resources: Any = page.obj.get("/Resources", {})
    return not any(len(entries) for _, entries in resources.items())


def _marks(like: pikepdf.Page) -> bytes:
    left, bottom, right, top = (float(edge) for edge in like.bleedbox)
    bleed = (float(like.trimbox[1]) - bottom) / _MM
    worn = dress((0, 0, right - left, top - bottom), Edges(bleed))
    return f"{worn.before}{worn.after}".encode()


def label_pages(pdf: pikepdf.Pdf, front: int) -> None:
    """Call the pages as their folios do: i, ii, … and from the first chapter 1, 2, … (ISO 32000-1, 12.4.2)."""
    roman, arabic = pikepdf.Dictionary(S=pikepdf.Name.r), pikepdf.Dictionary(S=pikepdf.Name.D)
    ranges = [(0, roman), (front, arabic)] if 0 < front < len(pdf.pages) else [(0, roman if front else arabic)]
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([item for pair in ranges for item in pair]))
