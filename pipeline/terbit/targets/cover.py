"""The cover of the printed book: back, spine and front in one PDF, the spine as wide as its pages make it."""

from __future__ import annotations

from dataclasses import dataclass

from terbit.diagnostics import Diagnostic, Location
from terbit.model import Artifact, Document
from terbit.pdf.workshop import Workshop
from terbit.targets import Rendering, Target

__all__ = ["TARGET"]

_WORKSHOP = Workshop()


@dataclass(frozen=True)
class _Cover(Target):
    name: str = "cover"
    formats: frozenset[str] = frozenset({"cover", "print", "pdf", "book"})
    effort: int = 2
    after: frozenset[str] = frozenset({"print"})

    def render(self, document: Document, workshop: Workshop = _WORKSHOP) -> Rendering:
        """Return ``<slug>-cover.pdf``, or why there is none.

        Raises
        ------
        MachineError
            If there is no colour profile, or the engine cannot be loaded.
        """
        from terbit.cover import make_cover  # noqa: PLC0415 - slow to load, and most ask for the target's name alone

        pages = next((a.pages for a in document.made.get("print", ()) if a.pages), 0)
        if not pages:
            return Rendering((), (_held(document),))
        made = make_cover(document, pages, workshop.cache)
        if not made.pdf:
            return Rendering((), made.findings)
        artifact = Artifact(f"{document.config.slug}-cover.pdf", made.pdf, self.name, pages=1)
        return Rendering((artifact,), made.findings)


def _held(document: Document) -> Diagnostic:
    if "print" in document.config.targets_of(document.edition):
        message = "the cover keeps its last version, for there are errors in the print PDF"
        return Diagnostic("error", "cover-held", message)
    place = document.config.places.get("targets", Location("terbit.yaml"))
    message = "the cover cannot be made without the print PDF, whose pages make the spine"
    return Diagnostic("error", "cover-held", message, place, "add 'print' to targets")


TARGET = _Cover()
