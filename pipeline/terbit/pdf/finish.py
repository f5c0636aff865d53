"""Finishing a laid-out PDF: boxes and marks for the press; page labels and a true structure for the screen."""

from __future__ import annotations

import io

import pikepdf

from terbit.pdf.marks import Edges, dress
from terbit.pdf.model import Layout
from terbit.pdf.structure import mend_structure

__all__ = ["dress_page", "for_press", "for_screen"]


def for_press(layout: Layout, edges: Edges) -> tuple[bytes, int]:
    """Return the PDF with its bleed and marks, no links, and an even number of pages."""
    with pikepdf.open(io.BytesIO(layout.pdf)) as pdf:
        _strip_links(pdf)
        if len(pdf.pages) % 2:
            _add_blank(pdf)
        for index, page in enumerate(pdf.pages):
            dress_page(pdf, page, edges, recto=index % 2 == 0)
        return _saved(pdf), len(pdf.pages)


def for_screen(layout: Layout) -> tuple[bytes, int]:
    """Return the PDF with page labels that match the folios, and running heads taken out of its structure."""
    with pikepdf.open(io.BytesIO(layout.pdf)) as pdf:
        _label_pages(pdf, layout.front)
        _show_links_in_print(pdf)
        mend_structure(pdf)
        return _saved(pdf), len(pdf.pages)


def _strip_links(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        _drop(page.obj, "/Annots")
    _drop(pdf.Root, "/Outlines", "/Names", "/Dests", "/PageMode")


def _show_links_in_print(pdf: pikepdf.Pdf) -> None:
    """Set the annotations' Print flag: what is on the screen is on paper too (ISO 32000-1, table 165)."""
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            annotation.F = 4


def dress_page(pdf: pikepdf.Pdf, page: pikepdf.Page, edges: Edges, *, recto: bool) -> None:
    """Give a page of trim and bleed its boxes and marks."""
    left, bottom, right, top = (float(number) for number in page.mediabox)
    worn = dress((left, bottom, right, top), edges, recto=recto)
    page.contents_add(pdf.make_stream(worn.before.encode()), prepend=True)
    page.contents_add(pdf.make_stream(worn.after.encode()))
    page.obj.MediaBox = pikepdf.Array(list(worn.media))
    page.obj.BleedBox = pikepdf.Array(list(worn.bleed))
    page.obj.TrimBox = pikepdf.Array(list(worn.trim))
    _drop(page.obj, "/CropBox")


def _drop(dictionary: pikepdf.Object, *names: str) -> None:
    """Take keys off a PDF dictionary, if they are there."""
    for name in names:
        if name in dictionary:
            del dictionary[name]


def _add_blank(pdf: pikepdf.Pdf) -> None:
    last = pdf.pages[-1].obj
    boxes = {name: last[name] for name in ("/MediaBox", "/TrimBox", "/BleedBox") if name in last}
    blank = pikepdf.Dictionary(Type=pikepdf.Name.Page, Resources=pikepdf.Dictionary())
    for name, box in boxes.items():
        blank[name] = box
    blank.Contents = pdf.make_stream(b"")
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(blank)))


def _label_pages(pdf: pikepdf.Pdf, front: int) -> None:
    """Number the pages as they are printed: i, ii, … and from the first chapter 1, 2, … (ISO 32000-1, 12.4.2)."""
    roman, arabic = pikepdf.Dictionary(S=pikepdf.Name.r), pikepdf.Dictionary(S=pikepdf.Name.D)
    ranges = [(0, roman), (front, arabic)] if 0 < front < len(pdf.pages) else [(0, roman if front else arabic)]
    flat = [item for pair in ranges for item in pair]
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(flat))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """Write the PDF with an identifier made of its content alone."""
    out = io.BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
