"""Numbers of parts, chapters, sections, figures, tables and equations, written into the tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from terbit.ast import (
    Element,
    Elements,
    classes,
    identifier,
    plain,
    space,
    span,
    string,
    stringify,
    text,
    with_attr,
    with_contents,
)
from terbit.blocks import map_chapter
from terbit.diagnostics import Diagnostic
from terbit.labels import Labels
from terbit.model import Anchor, AnchorKind, Chapter, Document
from terbit.names import slug
from terbit.numerals import LADDER, marked, roman
from terbit.survey import Survey
from terbit.transforms.boxes import KINDS

__all__ = ["number_document"]


def number_document(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Number the book by its roles: parts I, II …; chapters 1, 2 … through the book; the rest per chapter."""
    numbers = _chapter_numbers(document.chapters)
    anchors: dict[str, Anchor] = {}
    chapters = []
    for chapter, number in zip(document.chapters, numbers, strict=True):
        config = document.config
        has_ladder = config.numbering == "outline"
        state = _State(document.labels, config.number_depth, has_ladder, chapter, number, anchors)
        sectioned = replace(chapter, number=number, blocks=_sections(chapter.blocks, state))
        chapters.append(map_chapter(sectioned, partial(_object, state=state), _has_objects))
    return replace(document, chapters=tuple(chapters), anchors=anchors), ()


def _has_objects(held: Survey) -> bool:
    return held.has_kind("Figure", "Table") or held.has_class("equation")


def _chapter_numbers(chapters: tuple[Chapter, ...]) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for chapter in chapters:
        heading = chapter.blocks[0]
        if chapter.role in ("front", "back") or "unnumbered" in classes(heading):
            yield ""
        else:
            counts[chapter.role] += 1
            yield roman(counts["part"]) if chapter.role == "part" else str(counts["chapter"])


@dataclass
class _State:
    """The counters of one chapter while its tree is rebuilt, and the anchors found so far."""

    labels: Labels
    depth: int
    has_ladder: bool
    chapter: Chapter
    number: str
    anchors: dict[str, Anchor]
    sections: list[int] = field(default_factory=list)
    objects: Counter[str] = field(default_factory=Counter)

    def next_object(self, kind: str) -> str:
        self.objects[kind] += 1
        return f"{self.number}.{self.objects[kind]}" if self.number else str(self.objects[kind])

    def keep(
        self, ident: str, kind: AnchorKind, number: str, title: Elements, level: int = 0, mark: str = ""
    ) -> str:
        """Remember an anchor and return its label, the number bound to the word by a no-break space."""
        name = {"section": "section", "chapter": self.chapter.role}.get(kind, kind)
        label = self.labels(name, number=number).replace(" ", "\u00a0") if number else ""
        self.anchors.setdefault(ident, Anchor(ident, kind, number, label, title, level, self.chapter.ident, mark))
        return label


def _sections(blocks: Elements, state: _State) -> Elements:
    """Number headings, those in plain divisions too, but not those in boxes."""
    out = []
    for block in blocks:
        if block["t"] == "Header":
            out.append(_heading(block, state))
        elif block["t"] == "Div" and KINDS.keys().isdisjoint(classes(block)):
            out.append(with_contents(block, [block["c"][0], _sections(block["c"][1], state)]))
        else:
            out.append(block)
    return out


def _heading(block: Element, state: _State) -> Element:
    level, _, title = block["c"]
    if level == 1:
        label = state.keep(state.chapter.ident, "chapter", state.number, title, 1)
        return _labelled(block, label) if label else block
    number, mark = _section_number(level, state) if "unnumbered" not in classes(block) else ("", "")
    ident = identifier(block) or _fresh(f"{state.chapter.ident}--{slug(stringify(title)) or 'sec'}", state)
    state.keep(ident, "section", number, title, level, mark)
    named = with_attr(block, ident=ident)
    return _labelled(named, mark or number) if number else named


def _fresh(ident: str, state: _State) -> str:
    if ident not in state.anchors:
        return ident
    return next(f"{ident}-{n}" for n in range(2, 10_000) if f"{ident}-{n}" not in state.anchors)


def _section_number(level: int, state: _State) -> tuple[str, str]:
    """Count a section; return its number, and what its heading begins with where that is something else."""
    place = level - 2
    state.sections = [*state.sections[: place + 1], *([0] * (place + 1 - len(state.sections)))]
    state.sections[place] += 1
    if not state.number or level > state.depth:
        return "", ""
    if not state.has_ladder:
        return ".".join([state.number, *map(str, state.sections)]), ""
    steps = [marked(count, *step) for count, step in zip(state.sections, LADDER, strict=False) if count]
    return ".".join(step.strip("().") for step in steps), steps[-1]


def _labelled(block: Element, label: str) -> Element:
    level, attribute, title = block["c"]
    return with_contents(
        block, [level, attribute, [span([string(label)], names=["heading-label"]), space(), *title]]
    )


def _object(element: Element, state: _State) -> Element | None:
    ident = identifier(element)
    if element["t"] == "Figure" and ident.startswith("fig-"):
        return _caption(element, "figure", 1, state)
    if element["t"] == "Table" and ident.startswith("tbl-"):
        return _caption(element, "table", 1, state)
    if element["t"] == "Span" and ident.startswith("eq-") and "equation" in classes(element):
        return _equation(element, state)
    return None


def _caption(element: Element, kind: AnchorKind, at: int, state: _State) -> Element:
    """Put "Gambar 1.1" before the caption of a figure or table."""
    short, blocks = element["c"][at]
    title: Elements = blocks[0]["c"] if blocks and blocks[0]["t"] in ("Plain", "Para") else []
    label = state.keep(identifier(element), kind, state.next_object(kind), title)
    first = plain([span([string(label)], names=["caption-label"]), *([space(), *title] if title else [])])
    contents: list[Any] = list(element["c"])
    contents[at] = [short, [first, *blocks[1:]]]
    return with_contents(element, contents)


def _equation(element: Element, state: _State) -> Element:
    """Put the number of a displayed formula behind it."""
    number = state.next_object("equation")
    state.keep(identifier(element), "equation", number, [])
    numbered = span(text(f"({number})"), names=["equation-number"])
    return with_contents(element, [element["c"][0], [*element["c"][1], numbered]])
