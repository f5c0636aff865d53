"""Where a slide comes from, and what its speaker says: the author's notes, then the book's prose."""

from __future__ import annotations

from terbit.labels import Labels
from terbit.slides.looks import FOOTER_SIZE
from terbit.slides.metrics import whole_width
from terbit.slides.model import Deck, Run, Slide, TextBody

__all__ = ["footer_line", "speaker_lines"]


def speaker_lines(slide: Slide, labels: Labels) -> tuple[str, ...]:
    """Return the lines of a slide's notes; none where nothing is to be said."""
    said = slide.body.paragraphs if isinstance(slide.body, TextBody) else ()
    prose = (*slide.notes, *(note for paragraph in said for note in paragraph.notes), *slide.closing)
    lines = [line for text in (*slide.cues, *prose) for line in text.split("\n") if line.strip()]
    if not lines:
        return ()
    return (*lines, labels("slides.source", title=slide.source)) if slide.source else tuple(lines)


def footer_line(slide: Slide, deck: Deck) -> str:
    """Return the book, chapter and section that a slide comes from, cut to the footer's width, and the printed page."""
    line = " · ".join(dict.fromkeys(filter(None, [deck.footer, slide.qualifier, slide.source])))
    end = f" · {slide.page}" if slide.page else ""
    words, room = line.split(" "), deck.design.footer.width
    while whole_width((Run(f"{line}{end}"),), deck.design.text_faces) * FOOTER_SIZE > room and len(words) > 1:
        words.pop()
        line = " ".join(words).rstrip(" ·,") + "…"
    return f"{line}{end}"
