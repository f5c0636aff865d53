"""From a planned deck to a finished one: told apart, fitted, entitled."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from terbit.cache import NOTHING_KEPT, Cache
from terbit.diagnostics import Diagnostic
from terbit.digest import digest
from terbit.slides.fit import Fits, fits, fitted
from terbit.slides.looks import CAPTION_SIZE, Design
from terbit.slides.metrics import line_count, missing_characters
from terbit.slides.model import Deck, Run, Slide, body_text, plain_text
from terbit.slides.runs import slice_runs
from terbit.slides.titles import entitled, qualified
from terbit.versions import own_tools

__all__ = ["finished"]

_NOTHING: Fits = {}
_CAPTION_LINES = 2


def finished(deck: Deck, known: Fits = _NOTHING, cache: Cache = NOTHING_KEPT) -> tuple[Deck, tuple[Diagnostic, ...]]:
    """Return the deck as it is drawn, every slide measured, and the errors of what does not fit.

    `known` are fits that have been measured before; those of lists of sources, which are long, are in the cache.
    """
    known = {**known, **_listed(deck, cache)}
    measured: list[Slide] = []
    findings: list[Diagnostic] = []
    for slide in qualified(tuple(_adapted(slide, deck.design) for slide in deck.slides)):
        parts, found = fitted(slide, known, deck.design)
        measured += [replace(part, goals=()) if at else part for at, part in enumerate(parts)]
        findings += found
    slides, found = entitled(measured, deck.design)
    findings += found
    findings += [one for slide in slides if (one := _missing(slide, deck.design))]
    return replace(deck, slides=slides), tuple(dict.fromkeys(findings))


def _listed(deck: Deck, cache: Cache) -> Fits:
    """Return how a deck's lists of sources are divided: they change less often than what is around them."""
    out: dict[Slide, tuple[Slide, ...]] = {}
    for slide in deck.slides:
        if slide.kind == "references":
            said = (slide.notes, slide.cues, slide.closing)
            key = digest("fit", own_tools(), repr(slide.body), said, repr(deck.design))
            out |= cache.compute("fit", key, partial(fits, [slide], deck.design))
    return out


def _adapted(slide: Slide, design: Design) -> Slide:
    slide = _captioned(slide, design)
    if design.labelled or not slide.label:
        return slide
    numbered = slide.label[0].isdigit() and " " not in slide.label
    title = slide.title if slide.label in slide.title else f"{slide.label}{'' if numbered else ':'} {slide.title}"
    return replace(slide, title=title, label="")


def _captioned(slide: Slide, design: Design) -> Slide:
    """Cut a caption to what fits below a figure; all of it is in the notes."""
    caption, room = slide.caption, design.caption.width / CAPTION_SIZE
    while caption and line_count(caption, room, design.text_faces) > _CAPTION_LINES:
        text = "".join(run.text for run in caption).rstrip("…").rsplit(" ", 1)[0].rstrip(" ,;:.")
        caption = (*slice_runs(caption, 0, len(text)), Run("…"))
    return replace(slide, caption=caption) if caption != slide.caption else slide


def _missing(slide: Slide, design: Design) -> Diagnostic | None:
    texts = ((slide.title, design.faces), (f"{plain_text(slide.caption)}{body_text(slide.body)}", design.text_faces))
    text = "".join(dict.fromkeys("".join(missing_characters(text, faces) for text, faces in texts)))
    if not text:
        return None
    names = ", ".join(f"U+{ord(c):04X} {c}" for c in text)
    message = f"slide '{slide.title}' has characters that its fonts lack: {names}"
    return Diagnostic("warning", "slide-glyph-missing", message, slide.place, "write them in another way")
