"""Writing: a composition becomes a finished PDF, by the engine that is asked for."""

from __future__ import annotations

from dataclasses import replace

from terbit.diagnostics import Diagnostic
from terbit.own import own_digest
from terbit.pdf.linked.kept import kept
from terbit.pdf.linked.order import Unlinkable
from terbit.pdf.linked.settings import Settings
from terbit.pdf.marks import Edges
from terbit.pdf.model import Composition, Layout, Sheet
from terbit.pdf.process import run_apart
from terbit.pdf.workshop import Workshop

__all__ = ["finished", "write"]

_HINT = "chapters are laid out together then, which takes longer; nothing else is wrong with it"


def finished(composition: Composition, sheet: Sheet, workshop: Workshop, name: str, edges: Edges | None) -> Layout:
    """Return a book's finished PDF: for the press with its edges, or for the screen with None.

    `name` tells this PDF from the project's others: its page numbers are kept under it.

    Raises
    ------
    MachineError
        If the engine cannot be loaded.
    """
    if workshop.engine == "plain":
        return _finished(write(composition, sheet), edges)
    settings = Settings(workshop.cache, workshop.workers, name, own_digest(), edges)

    def begin() -> None:
        from terbit.pdf.linked.resources import style_of  # noqa: PLC0415 - slow to load, for books that have changed

        settings.workers.get_ready(style_of(composition, sheet))

    def build() -> Layout:
        layout: Layout = run_apart(
            "build_linked", composition, sheet, settings, tokens=composition.tokens, epoch=composition.epoch
        )
        return layout

    try:
        return kept(composition, sheet, settings, build, begin)
    except Unlinkable as reason:
        plain = _finished(write(composition, sheet), edges)
        found = Diagnostic("note", "css-unlinkable", f"the book is laid out as a whole: {reason}", hint=_HINT)
        return replace(plain, findings=(*plain.findings, found))


def write(composition: Composition, sheet: Sheet) -> Layout:
    """Lay a composition out plainly by its sheet and return the PDF as the engine writes it.

    Raises
    ------
    MachineError
        If the engine cannot be loaded.
    """
    result: Layout = run_apart("layout", composition, sheet, tokens=composition.tokens, epoch=composition.epoch)
    return result


def _finished(layout: Layout, edges: Edges | None) -> Layout:
    from terbit.pdf.finish import for_press, for_screen  # noqa: PLC0415 - slow to load, for the plain engine alone

    data, pages = for_screen(layout) if edges is None else for_press(layout, edges)
    return replace(layout, pdf=data, pages=pages)
