"""Exercise sheets: the exercises of a chapter on paper of their own, without answers or with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from terbit.asides import ANSWERS
from terbit.ast import Element, Elements, classes, div, elements, para, span, stringify, text
from terbit.config import Press, Trim
from terbit.model import Chapter, Document
from terbit.pdf.compose import compose
from terbit.pdf.model import Layout
from terbit.pdf.sheets import screen_sheet
from terbit.pdf.workshop import Workshop
from terbit.pdf.write import finished
from terbit.transforms.audience import select_for_audience
from terbit.transforms.hidden import forget_hidden

__all__ = ["exercise_sheet", "has_answers", "has_exercises"]

_A4 = Trim("A4", 210.0, 297.0)
_EXERCISE, _ANSWER = "box-exercise", "box-answer"


def has_exercises(chapter: Chapter) -> bool:
    """Say whether a chapter has exercises."""
    return any(_boxes(chapter.blocks, {_EXERCISE}))


def has_answers(chapter: Chapter) -> bool:
    """Say whether a chapter has answers to them."""
    boxes = list(_boxes(chapter.blocks, {_EXERCISE, _ANSWER}))
    return any(not ANSWERS.isdisjoint(classes(element)) for element in elements(boxes))


def exercise_sheet(document: Document, chapter: Chapter, workshop: Workshop, *, key: bool) -> Layout:
    """Return the chapter's exercises as a PDF; `key` says that the answers are wanted too.

    Raises
    ------
    MachineError
        If the PDF engine cannot be loaded.
    """
    alone = replace(document, chapters=(chapter,), html={})
    if not key:
        alone = select_for_audience(replace(alone, edition="student"), presents=False)
    boxes = list(_boxes(alone.chapters[0].blocks, {_EXERCISE, _ANSWER}))
    fields = [] if key else [_fields(document)]
    blocks = [chapter.blocks[0], *fields, *boxes]
    title = f"{document.config.title} – {stringify(chapter.title)}"
    config = replace(document.config, title=title, trim=_A4, bleed=0.0, press=Press())
    printed = forget_hidden(replace(alone, chapters=(replace(chapter, role="front", blocks=blocks),), config=config))
    sheet = screen_sheet(printed)
    own = document.styles["sheet.css"].data.decode()
    name = f"{document.edition}/{'key' if key else 'exercises'}/{chapter.ident}"
    composition = compose(printed, "screen", workshop.cache, title_matter=False)
    return finished(composition, replace(sheet, stylesheets=(*sheet.stylesheets, own)), workshop, name, None)


def _fields(document: Document) -> Element:
    """Return the lines on which a pupil writes name, class and date."""
    words = [document.labels(f"teaching.{name}") for name in ("name", "class", "date")]
    fields: Elements = [span(text(f"{word}:"), names=["sheet-field"]) for word in words]
    return div([para(fields)], names=["sheet-fields"])


def _boxes(blocks: Elements, wanted: set[str]) -> Iterator[Element]:
    """Yield the boxes of some kinds, the outermost of those in one another."""
    for block in blocks:
        if block["t"] == "Div":
            if wanted.intersection(classes(block)):
                yield block
            else:
                yield from _boxes(block["c"][1], wanted)
