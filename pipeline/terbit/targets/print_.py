"""The print PDF: trim with bleed and crop marks, no links, an even number of pages."""

from __future__ import annotations

from dataclasses import dataclass

from terbit.fonts import missing_glyphs
from terbit.model import Artifact, Document
from terbit.pdf.compose import compose
from terbit.pdf.preflight import preflight
from terbit.pdf.sheets import expected, press_sheet
from terbit.pdf.workshop import Workshop
from terbit.pdf.write import finished
from terbit.targets import Rendering

__all__ = ["TARGET"]

_WORKSHOP = Workshop()


@dataclass(frozen=True)
class _Print:
    name: str = "print"
    formats: frozenset[str] = frozenset({"print", "pdf", "book"})
    matter: frozenset[str] = frozenset({"contents", "list-of-figures", "list-of-tables", "index"})
    presents: bool = False
    partial: bool = False
    effort: int = 9
    after: frozenset[str] = frozenset()

    def render(self, document: Document, workshop: Workshop = _WORKSHOP) -> Rendering:
        """Return the print PDF."""
        composition = compose(document, self.name)
        name = f"{document.edition}/{self.name}"
        made = finished(composition, press_sheet(document), workshop, name, document.config.bleed)
        artifact = Artifact(f"{document.config.slug}-print.pdf", made.pdf, self.name, pages=made.pages)
        checked = preflight(made.pdf, expected(document, press=True), texts=not made.checked)
        findings = (*missing_glyphs(document), *composition.findings, *made.findings, *checked)
        return Rendering((artifact,), findings)


TARGET = _Print()
