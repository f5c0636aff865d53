"""The book as PDF: composed, laid out, and checked before it goes to press or to readers."""

from __future__ import annotations

from dataclasses import replace

from terbit.fonts import missing_glyphs
from terbit.model import Document
from terbit.pdf.compose import compose
from terbit.pdf.model import Layout, Sheet
from terbit.pdf.preflight import preflight
from terbit.pdf.sheets import expected, press_sheet, screen_sheet
from terbit.pdf.workshop import Workshop
from terbit.pdf.write import finished

__all__ = ["print_pdf", "screen_pdf"]


def print_pdf(document: Document, workshop: Workshop, name: str) -> Layout:
    """Return the print PDF with all that was found; `name` tells it from the project's others.

    Raises
    ------
    MachineError
        If the engine cannot be loaded.
    """
    return _pdf(document, workshop, name, press_sheet(document), document.config.bleed)


def screen_pdf(document: Document, workshop: Workshop, name: str) -> Layout:
    """Return the screen PDF with all that was found; `name` tells it from the project's others.

    Raises
    ------
    MachineError
        If the engine cannot be loaded.
    """
    return _pdf(document, workshop, name, screen_sheet(document), None)


def _pdf(document: Document, workshop: Workshop, name: str, sheet: Sheet, bleed: float | None) -> Layout:
    composition = compose(document, name.rpartition("/")[2])
    made = finished(composition, sheet, workshop, name, bleed)
    checked = preflight(made.pdf, expected(document, press=bleed is not None), texts=not made.checked)
    findings = (*missing_glyphs(document), *composition.findings, *made.findings, *checked)
    return replace(made, findings=findings)
