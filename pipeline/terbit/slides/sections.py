"""A chapter cut at its headings into the sections that slides are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from terbit import ast
from terbit.diagnostics import Location
from terbit.model import Anchor, Chapter
from terbit.slides.paragraphs import footnotes

__all__ = ["Section", "sections"]


@dataclass(frozen=True)
class Section:
    """A heading and the blocks up to the next one.

    `title` is for slides (`slide-title=` where given), `label` the number or, below the numbered depth,
    the numbered section that it belongs to; `source` is the numbered section as printed.
    `divided` says that a slide with the title alone opens it.
    """

    ident: str
    level: int
    title: str
    label: str
    source: str
    footnotes: tuple[str, ...] = ()
    skipped: bool = False
    divided: bool = False
    blocks: ast.Elements = field(default_factory=list)
    place: Location | None = None

    @property
    def opening(self) -> bool:
        """Tell whether this is what stands between the chapter's title and its first section."""
        return self.level == 1


def sections(chapter: Chapter, anchors: Mapping[str, Anchor]) -> tuple[Section, ...]:
    """Return the chapter's sections in order; those under a `.no-slide` heading are left out."""
    out: list[Section] = []
    path: list[Section] = []
    for block in _unwrapped(chapter.blocks):
        if block["t"] == "Header":
            path = [section for section in path if section.level < block["c"][0]]
            path.append(_section(block, path, anchors))
            out.append(path[-1])
        elif out:
            out[-1].blocks.append(block)
    return tuple(section for section in out if not section.skipped)


def _section(block: ast.Element, path: list[Section], anchors: Mapping[str, Anchor]) -> Section:
    level, _, inlines = block["c"]
    ident = ast.identifier(block)
    anchor = anchors.get(ident)
    name = ast.stringify(anchor.title if anchor else _bare(inlines))
    number = anchor.shown if anchor else ""
    parent = path[-1] if path else None
    printed = f"{number} {name}" if number and level > 1 else name
    numbered_parent = parent.source if parent and not number and parent.level > 1 else ""
    return Section(
        ident=ident,
        level=level,
        title=ast.get(block, "slide-title") or name,
        label=number if number and level > 1 else numbered_parent,
        source=numbered_parent or printed,
        footnotes=footnotes(block),
        skipped="no-slide" in ast.classes(block) or bool(parent and parent.skipped),
        divided="section-slide" in ast.classes(block),
        place=ast.where(block),
    )


def _bare(inlines: ast.Elements) -> ast.Elements:
    return [i for i in inlines if not (i["t"] == "Span" and "heading-label" in ast.classes(i))]


def _unwrapped(blocks: ast.Elements) -> Iterator[ast.Element]:
    """Yield blocks, looking into divs that mean nothing here, so that headings inside them count."""
    for block in blocks:
        names = set(ast.classes(block))
        if names & {"no-slide", "references"} and block["t"] != "Header":
            continue
        if block["t"] == "Div" and not names & {"box", "notes", "slide", "glossary"}:
            yield from _unwrapped(block["c"][1])
        else:
            yield block
