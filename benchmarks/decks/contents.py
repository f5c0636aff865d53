"""What PowerPoint files hold, slide by slide, read by python-pptx: words, names for who cannot see, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

from terbit.slides.prose import words

__all__ = ["Shown", "faults", "is_alternative", "repeated", "shown"]

_FOOTER, _NUMBER, _LABEL = 11, 12, 13
"""Placeholders' indices in Terbit's own template."""
_FILE_NAME = re.compile(r"\.\w{3,4}$")


@dataclass(frozen=True)
class Shown:
    """One slide: `told` are its paragraphs and cells but for title, label and foot; `count` words, its foot's aside."""

    title: str
    told: tuple[str, ...]
    count: int
    has_object: bool
    is_cover: bool
    alternatives: tuple[str, ...]
    unspoken: int
    """Runs without a language, those of the notes among them."""


def shown(file: Path) -> list[Shown]:
    """Return the slides of a deck; those that its first slide's layout and its dividers have are covers."""
    presentation = Presentation(str(file))
    layouts = presentation.slide_layouts
    covers = {layouts[0].name, layouts[1].name}
    return [_shown(slide, covers) for slide in presentation.slides]


def _shown(slide: Any, covers: set[str]) -> Shown:
    title = slide.shapes.title.text_frame.text if slide.shapes.title is not None else ""
    told = tuple(_told(slide))
    label = [s.text_frame.text for s in slide.placeholders if s.placeholder_format.idx == _LABEL]
    parts = [slide._element, *([slide.notes_slide._element] if slide.has_notes_slide else [])]  # noqa: SLF001 - the XML
    runs = [run for part in parts for run in part.iter(qn("a:r"), qn("a:fld"))]
    unspoken = sum(1 for run in runs if (kind := run.find(qn("a:rPr"))) is None or not kind.get("lang"))
    names = list(_described(slide._element))  # noqa: SLF001 - the XML
    return Shown(
        title=title,
        told=told,
        count=words(" ".join([title, *label, *told])),
        has_object=bool(names),
        is_cover=slide.slide_layout.name in covers,
        alternatives=tuple(names),
        unspoken=unspoken,
    )


def _told(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        index = shape.placeholder_format.idx if shape.is_placeholder else -1
        if shape.has_text_frame and index not in (0, _FOOTER, _NUMBER, _LABEL):
            yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def _described(element: Any) -> Iterator[str]:
    """Yield the alternatives of pictures and tables."""
    for kind in ("p:pic", "p:graphicFrame"):
        for one in element.iter(qn(kind)):
            yield next(one.iter(qn("p:cNvPr"))).get("descr") or ""


def is_alternative(text: str) -> bool:
    """Tell whether a text can stand for a picture: there, and no file's name."""
    return bool(text.strip()) and not _FILE_NAME.search(text.strip())


def repeated(slides: Sequence[Shown]) -> int:
    """Return how many slides bear a title that one before them has."""
    return len(slides) - len({slide.title for slide in slides})


def faults(slides: Sequence[Shown]) -> Mapping[str, int]:
    """Count what no deck may have."""
    bodies = [words(" ".join(slide.told)) for slide in slides]
    bare = [n for n, slide in zip(bodies, slides, strict=True) if not slide.has_object and not slide.is_cover and n < 2]
    return {
        "untitled": sum(not slide.title.strip() for slide in slides),
        "titles that recur": repeated(slides),
        "images without alternative": sum(not is_alternative(a) for slide in slides for a in slide.alternatives),
        "runs without language": sum(slide.unspoken for slide in slides),
        "bare headings and single words": len(bare),
    }
