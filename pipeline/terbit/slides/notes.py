"""What the speaker sees: the author's notes, then the book's prose, then where it stands in the book."""

from __future__ import annotations

from terbit.labels import Labels
from terbit.slides.model import Slide, TextBody

__all__ = ["speaker_lines"]


def speaker_lines(slide: Slide, labels: Labels) -> tuple[str, ...]:
    """Return the lines of a slide's notes; none where nothing is to be said."""
    said = slide.body.paragraphs if isinstance(slide.body, TextBody) else ()
    prose = (*slide.notes, *(note for paragraph in said for note in paragraph.notes))
    lines = [line for text in (*slide.cues, *prose) for line in text.split("\n") if line.strip()]
    if not lines:
        return ()
    return (*lines, labels("slides.source", title=slide.source)) if slide.source else tuple(lines)
