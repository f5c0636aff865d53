"""The handouts: each deck on paper, in as many forms as the book asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from terbit.model import Artifact, Document
from terbit.pdf.model import Layout
from terbit.pdf.workshop import Workshop
from terbit.targets import Rendering, Target

if TYPE_CHECKING:
    from terbit.slides.model import Deck

__all__ = ["TARGET"]

_WORKSHOP = Workshop()


@dataclass(frozen=True)
class _Handout(Target):
    name: str = "handout"
    # A handout has the slides of the deck, so that their numbers agree.
    formats: frozenset[str] = frozenset({"slides", "pptx", "revealjs", "presentation"})
    presents: bool = True
    partial: bool = True
    effort: int = 7
    after: frozenset[str] = frozenset({"print"})
    borrows: frozenset[str] = frozenset({"print"})

    def render(self, document: Document, workshop: Workshop = _WORKSHOP) -> Rendering:
        """Return the handouts; a deck with what does not fit on a slide has none."""
        from terbit.slides.decks import dressed, measured_decks  # noqa: PLC0415 - slow to load, and most ask for the target's name alone
        from terbit.slides.formulas import with_formulas  # noqa: PLC0415

        coloured, worn = dressed(document)
        drawn, found = with_formulas(coloured)
        measured = tuple(measured_decks(drawn, workshop.cache))
        made = [one for deck, wrong in measured if not wrong for one in _made(deck, drawn, workshop)]
        overflows = (finding for _, wrong in measured for finding in wrong)
        said = (finding for _, layout in made for finding in layout.findings)
        findings = dict.fromkeys((*worn, *found, *overflows, *said))
        return Rendering(tuple(artifact for artifact, _ in made), tuple(findings))


def _made(deck: Deck, document: Document, workshop: Workshop) -> Iterator[tuple[Artifact, Layout]]:
    from terbit.pdf.write import finished  # noqa: PLC0415
    from terbit.slides.handout import FORMS, handout, handout_sheet  # noqa: PLC0415

    chosen = [FORMS[number] for number in document.config.handout]
    for form in chosen:
        stem = f"{deck.stem}-handout" + (f"-{form.slides}" if len(chosen) > 1 else "")
        sheet, name = handout_sheet(deck, document, form), f"{document.edition}/{stem}"
        layout = finished(handout(deck, document, form), sheet, workshop, name, None)
        path, slides = f"slides/{stem}.pdf", len(deck.slides)
        yield Artifact(path, layout.pdf, "handout", layout.pages, slides=slides, sources=deck.sources), layout


TARGET = _Handout()
