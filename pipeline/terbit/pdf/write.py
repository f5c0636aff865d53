"""Writing: a composition becomes a PDF, by the engine, in a process of its own."""

from __future__ import annotations

from terbit.pdf.model import Composition, Layout, Sheet
from terbit.pdf.process import run_apart

__all__ = ["write"]


def write(composition: Composition, sheet: Sheet) -> Layout:
    """Lay a composition out by its sheet and return the PDF.

    Raises
    ------
    MachineError
        If the engine cannot be loaded.
    """
    result: Layout = run_apart("layout", composition, sheet, tokens=composition.tokens, epoch=composition.epoch)
    return result
