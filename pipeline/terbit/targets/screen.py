"""The screen PDF: the printed pages cut to their trim, tagged (PDF/UA-1), linked, with outline and page labels."""

from __future__ import annotations

from dataclasses import dataclass

from terbit.model import Artifact, Document
from terbit.pdf.workshop import Workshop
from terbit.targets import Rendering, Target

__all__ = ["TARGET"]

_WORKSHOP = Workshop()


@dataclass(frozen=True)
class _Screen(Target):
    name: str = "screen"
    formats: frozenset[str] = frozenset({"screen", "pdf", "book"})
    matter: frozenset[str] = frozenset({"contents", "list-of-figures", "list-of-tables", "index"})
    leads: bool = True
    modules: tuple[str, ...] = ("terbit.pdf.books", "terbit.pdf.linked.build")
    effort: int = 9

    def render(self, document: Document, workshop: Workshop = _WORKSHOP) -> Rendering:
        """Return the screen PDF."""
        from terbit.pdf.books import screen_pdf  # noqa: PLC0415 - slow to load, and most ask for the target's name alone

        name = f"{document.edition}/{self.name}"
        made = screen_pdf(document, workshop, name)
        artifact = Artifact(f"{document.config.slug}.pdf", made.pdf, self.name, pages=made.pages)
        return Rendering((artifact,), made.findings)


TARGET = _Screen()
