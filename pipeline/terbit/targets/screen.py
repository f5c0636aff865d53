"""The screen PDF: the printed pages cut to their trim, tagged (PDF/UA-1), linked, with outline and page labels."""

from __future__ import annotations

from dataclasses import dataclass

from terbit.fonts import missing_glyphs
from terbit.model import Artifact, Document
from terbit.pdf.compose import compose
from terbit.pdf.finish import for_screen
from terbit.pdf.preflight import preflight
from terbit.pdf.sheets import expected, screen_sheet
from terbit.pdf.write import write
from terbit.targets import Rendering

__all__ = ["TARGET"]


@dataclass(frozen=True)
class _Screen:
    name: str = "screen"
    formats: frozenset[str] = frozenset({"screen", "pdf", "book"})
    matter: frozenset[str] = frozenset({"contents", "list-of-figures", "list-of-tables", "index"})
    presents: bool = False
    partial: bool = False
    effort: int = 10

    def render(self, document: Document) -> Rendering:
        """Return the screen PDF."""
        composition = compose(document, self.name)
        layout = write(composition, screen_sheet(document))
        data, pages = for_screen(layout)
        artifact = Artifact(f"{document.config.slug}.pdf", data, self.name, pages=pages)
        checked = preflight(data, expected(document, press=False))
        findings = (*missing_glyphs(document), *composition.findings, *layout.findings, *checked)
        return Rendering((artifact,), findings)


TARGET = _Screen()
