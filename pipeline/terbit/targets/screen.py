"""The screen PDF: the printed pages cut to their trim, tagged (PDF/UA-1), linked, with outline and page labels."""

from __future__ import annotations

from dataclasses import dataclass

from terbit.fonts import missing_glyphs
from terbit.model import Artifact, Document
from terbit.pdf.compose import compose
from terbit.pdf.preflight import preflight
from terbit.pdf.sheets import expected, screen_sheet
from terbit.pdf.workshop import Workshop
from terbit.pdf.write import finished
from terbit.targets import Rendering

__all__ = ["TARGET"]

_WORKSHOP = Workshop()


@dataclass(frozen=True)
class _Screen:
    name: str = "screen"
    formats: frozenset[str] = frozenset({"screen", "pdf", "book"})
    matter: frozenset[str] = frozenset({"contents", "list-of-figures", "list-of-tables", "index"})
    presents: bool = False
    partial: bool = False
    effort: int = 10
    after: frozenset[str] = frozenset()

    def render(self, document: Document, workshop: Workshop = _WORKSHOP) -> Rendering:
        """Return the screen PDF."""
        composition = compose(document, self.name)
        name = f"{document.edition}/{self.name}"
        made = finished(composition, screen_sheet(document), workshop, name, None)
        artifact = Artifact(f"{document.config.slug}.pdf", made.pdf, self.name, pages=made.pages)
        checked = preflight(made.pdf, expected(document, press=False), texts=not made.checked)
        findings = (*missing_glyphs(document), *composition.findings, *made.findings, *checked)
        return Rendering((artifact,), findings)


TARGET = _Screen()
