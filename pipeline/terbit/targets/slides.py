"""The slides: a deck a chapter and one of the module, each to edit (PPTX) and to present (HTML)."""

from __future__ import annotations

from dataclasses import dataclass

from terbit.model import Document
from terbit.pdf.workshop import Workshop
from terbit.targets import Rendering, Target

__all__ = ["TARGET"]

_WORKSHOP = Workshop()


@dataclass(frozen=True)
class _Slides(Target):
    name: str = "slides"
    formats: frozenset[str] = frozenset({"slides", "pptx", "revealjs", "presentation"})
    presents: bool = True
    partial: bool = True
    modules: tuple[str, ...] = (
        "terbit.slides.decks",
        "terbit.slides.files",
        "terbit.slides.formulas",
    )
    anew: tuple[str, ...] = ("terbit.pdf.engine",)  # it draws the figures
    effort: int = 6
    after: frozenset[str] = frozenset({"print"})
    borrows: frozenset[str] = frozenset({"print"})

    def render(self, document: Document, workshop: Workshop = _WORKSHOP) -> Rendering:
        """Return the decks; a chapter's deck depends on that chapter alone, and is made again only if it changes."""
        from terbit.slides.decks import dressed, plan_decks  # noqa: PLC0415 - slow to load, and most ask for the target's name alone
        from terbit.slides.files import deck_files  # noqa: PLC0415
        from terbit.slides.formulas import with_formulas  # noqa: PLC0415

        coloured, worn = dressed(document)
        drawn, found = with_formulas(coloured)
        plans = plan_decks(drawn, workshop.cache)
        made = deck_files(plans, drawn, workshop.cache)
        findings = dict.fromkeys((*plans.findings, *(finding for one in made for finding in one.findings)))
        return Rendering(tuple(artifact for one in made for artifact in one.artifacts), (*worn, *found, *findings))


TARGET = _Slides()
