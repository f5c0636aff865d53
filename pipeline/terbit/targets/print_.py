"""The print PDF: trim with bleed and crop marks, in the inks of the press, in whole signatures, no links."""

from __future__ import annotations

from dataclasses import dataclass

from terbit.model import Artifact, Document
from terbit.pdf.workshop import Workshop
from terbit.targets import Rendering, Target

__all__ = ["TARGET"]

_WORKSHOP = Workshop()


@dataclass(frozen=True)
class _Print(Target):
    name: str = "print"
    formats: frozenset[str] = frozenset({"print", "pdf", "book"})
    matter: frozenset[str] = frozenset({"contents", "list-of-figures", "list-of-tables", "index"})
    modules: tuple[str, ...] = ("terbit.pdf.books", "terbit.pdf.linked.build")
    effort: int = 10

    def render(self, document: Document, workshop: Workshop = _WORKSHOP) -> Rendering:
        """Return the print PDF, or why there is none.

        Raises
        ------
        MachineError
            If there is no colour profile, or the engine cannot be loaded.
        """
        from terbit.pdf.books import print_pdf  # noqa: PLC0415 - slow to load, and most ask for the target's name alone

        name = f"{document.edition}/{self.name}"
        made = print_pdf(document, workshop, name)
        if not made.pdf:
            return Rendering((), made.findings)
        headings = [*document.anchors, *(chapter.ident for chapter in document.chapters)]
        folios = {ident: made.folios[ident] for ident in headings if ident in made.folios}
        artifact = Artifact(f"{document.config.slug}-print.pdf", made.pdf, self.name, pages=made.pages, folios=folios)
        return Rendering((artifact,), made.findings)


TARGET = _Print()
