"""The book as PDF: composed, laid out, and checked before it goes to press or to readers."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

from terbit.cache import Cache
from terbit.diagnostics import Diagnostic, OnPage
from terbit.fonts import missing_glyphs
from terbit.model import Document
from terbit.pdf.compose import compose
from terbit.pdf.gutter import settled
from terbit.pdf.model import Composition, Layout
from terbit.pdf.opaque import with_opaque_drawings
from terbit.pdf.preflight import preflight
from terbit.pdf.sheets import edges_of, expected, press_sheet, screen_sheet
from terbit.pdf.side_notes import with_places
from terbit.pdf.workshop import Workshop
from terbit.pdf.write import finished
from terbit.press import for_press, profile_of
from terbit.press.origins import Origins

__all__ = ["print_pdf", "screen_pdf"]


def print_pdf(document: Document, workshop: Workshop, name: str) -> Layout:
    """Return the print PDF with all that was found; `name` tells it from the project's others.

    It is empty if the book's colour profile cannot be used.

    Raises
    ------
    MachineError
        If there is no colour profile, or the engine cannot be loaded.
    """
    profile = profile_of(document) if document.config.press.standard != "none" else None
    if isinstance(profile, Diagnostic):
        return Layout(b"", 0, 0, findings=(profile,))
    cache = workshop.cache
    composition = with_opaque_drawings(compose(document, name.rpartition("/")[2], cache), document, cache)
    edges = edges_of(document.config)

    def lay_out(gutter: float | None, mark: str) -> Layout:
        return finished(composition, press_sheet(document, gutter), workshop, name + mark, edges)

    made = settled(document.config.press, lay_out)
    pressed = for_press(made.pdf, made.front, document.config.press, profile, cache)
    findings = (*made.findings, *_placed(pressed.findings, pressed.pdf, document))
    made = replace(made, pdf=pressed.pdf, pages=pressed.pages, findings=findings)
    return _checked(document, composition, made, cache, press=True)


def screen_pdf(document: Document, workshop: Workshop, name: str) -> Layout:
    """Return the screen PDF with all that was found; `name` tells it from the project's others.

    Raises
    ------
    MachineError
        If the engine cannot be loaded.
    """
    composition = compose(document, name.rpartition("/")[2], workshop.cache)

    def lay_out(gutter: float | None, mark: str) -> Layout:
        return finished(composition, screen_sheet(document, gutter), workshop, name + mark, None)

    made = settled(document.config.press, lay_out)
    return _checked(document, composition, made, workshop.cache, press=False)


def _placed(findings: Sequence[Diagnostic], pdf: bytes, document: Document) -> tuple[Diagnostic, ...]:
    """Return what was found on the pages of a PDF with the lines of the manuscript that it comes from."""
    if not any(isinstance(finding, OnPage) for finding in findings):
        return tuple(findings)
    import pypdfium2  # noqa: PLC0415 - slow to load, and not needed where nothing is wrong

    with closing(pypdfium2.PdfDocument(pdf)) as shown:
        return Origins(document).placed(findings, shown)


def _checked(document: Document, composition: Composition, made: Layout, cache: Cache, *, press: bool) -> Layout:
    checked = preflight(made.pdf, expected(document, press=press), texts=not made.checked)
    said = with_places(made.findings, document)
    on_pages = _placed((*said, *checked), made.pdf, document)
    findings = (*missing_glyphs(document, cache), *composition.findings, *on_pages)
    return replace(made, findings=findings)
