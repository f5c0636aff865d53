"""Figures, tables, quotations, code and learning boxes of the manuscript as slides of their own kinds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from terbit import ast
from terbit.slides.attribution import DASH
from terbit.slides.model import Grid, Kind, Paragraph, Picture, Runs, Slide, TextBody, plain_text
from terbit.slides.paragraphs import code_lines, prose_text, texts
from terbit.slides.prose import sentences, words
from terbit.slides.runs import block_runs
from terbit.slides.sections import Section

__all__ = ["draft", "object_slides"]

_LONGEST_CAPTION = 90
_LONGEST_CALLOUT = 60
_BOXES: dict[str, Kind] = {
    "box-objectives": "objectives",
    "box-activity": "activity",
    "box-exercise": "exercise",
    "box-answer": "answer",
    "box-reflection": "reflection",
    "box-definition": "definition",
    "box-summary": "summary",
}
_ALIGNED: dict[str, Literal["left", "center", "right"]] = {"AlignRight": "right", "AlignCenter": "center"}


def draft(kind: Kind, section: Section, body: TextBody | Grid | Picture, **values: Any) -> Slide:
    """Make a slide of a section: its title and number unless others are given."""
    values = {"title": section.title, "label": section.label, "place": section.place, **values}
    return Slide(kind=kind, body=body, section=section.ident, source=section.source, **values)


def object_slides(block: ast.Element, section: Section) -> tuple[Slide, ...]:
    """Return the slides of a block that is more than prose or a list; none for those."""
    return tuple(_object_slides(block, section))


def _object_slides(block: ast.Element, section: Section) -> Iterator[Slide]:
    tag, names = block["t"], ast.classes(block)
    if "no-slide" in names:
        return
    if tag == "Figure":
        yield from _figure(block, section)
    elif tag in ("Para", "Plain") and (image := _lone_image(block["c"])):
        yield _picture(image, section, (), _number(block), block)
    elif tag == "Table":
        yield _table(block, section)
    elif tag == "BlockQuote":
        yield _quote(block, section)
    elif tag == "LineBlock":
        yield draft("quote", section, TextBody(texts([block])), place=ast.where(block))
    elif tag == "CodeBlock":
        yield draft("code", section, TextBody(code_lines(block)), place=ast.where(block))
    elif tag == "Div" and "box" in names:
        yield from _box(block, section)
    elif tag == "Div" and "slide" in names:
        yield from _explicit(block, section)


def _inner(blocks: ast.Elements, section: Section) -> Iterator[Slide]:
    """Find the figures, tables, code and boxes that stand within a box or an explicit slide."""
    for block in blocks:
        if block["t"] == "Div" and "box" not in ast.classes(block):
            yield from _inner(block["c"][1], section)
        elif block["t"] not in ("BlockQuote", "LineBlock"):
            yield from _object_slides(block, section)


def _figure(block: ast.Element, section: Section) -> Iterator[Slide]:
    (_, (_, caption), content), images = block["c"], []
    images = [e for e in ast.elements(content) if e["t"] == "Image"]
    words_, label = _caption(caption)
    for image in images:
        yield _picture(image, section, words_, label, block)


def _lone_image(inlines: ast.Elements) -> ast.Element | None:
    """Return the image that a paragraph consists of, such as a display's, its number aside."""
    if len(inlines) == 1 and inlines[0]["t"] == "Span" and "equation" in ast.classes(inlines[0]):
        inlines = inlines[0]["c"][1]
    shown = [i for i in inlines if "equation-number" not in ast.classes(i) and i["t"] not in ("Space", "SoftBreak")]
    return shown[0] if len(shown) == 1 and shown[0]["t"] == "Image" else None


def _number(block: ast.Element) -> str:
    spans = (e for e in ast.elements(block["c"]) if e["t"] == "Span" and "equation-number" in ast.classes(e))
    return next((ast.stringify(span) for span in spans), "")


def _picture(image: ast.Element, section: Section, caption: Runs, label: str, block: ast.Element) -> Slide:
    width = float(ast.get(image, "points") or 0)
    body = Picture(image["c"][2][0], ast.stringify(image["c"][1]), width)
    titled = _titled(block, section, caption, label)
    notes = tuple(filter(None, [plain_text(caption) if "caption" in titled else "", body.alt]))
    return draft("figure", section, body, notes=notes, place=ast.where(block), **titled)


def _titled(block: ast.Element, section: Section, caption: Runs, label: str) -> dict[str, Any]:
    """Take a short caption for the title; a long one stands below, under the section's title."""
    text = plain_text(caption).rstrip(".")
    named = {"label": label or section.label}
    if own := ast.get(block, "slide-title"):
        return {**named, "title": own, "caption": caption}
    if text and len(text) <= _LONGEST_CAPTION:
        return {**named, "title": text}
    return {**named, "caption": caption}


def _caption(blocks: ast.Elements) -> tuple[Runs, str]:
    labels = [
        ast.stringify(e["c"][1]) for e in ast.elements(blocks) if e["t"] == "Span" and "caption-label" in ast.classes(e)
    ]
    return block_runs(blocks), labels[0] if labels else ""


def _table(block: ast.Element, section: Section) -> Slide:
    _, (_, caption), columns, (_, head), bodies, (_, foot) = block["c"]
    alignments = tuple(_ALIGNED.get(a["t"], "left") for a, _ in columns)
    rows = [row for _, _, above, below in bodies for row in (*above, *below)] + list(foot)
    header = _cells([head[0]], len(columns))[0] if head else ()
    grid = Grid(header, _cells([*head[1:], *rows], len(columns)), alignments, place=ast.where(block))
    words_, label = _caption(caption)
    # A table has no room for a caption below: what is too long for the title is spoken.
    named = _titled(block, section, words_, label)
    notes = (plain_text(words_),) if named.pop("caption", ()) else ()
    return draft("table", section, grid, place=ast.where(block), notes=notes, **named)


def _cells(rows: list[Any], columns: int) -> tuple[tuple[Runs, ...], ...]:
    """Return the rows' cells; what a spanning cell covers is empty."""
    out = []
    covered: dict[int, int] = {}
    for _, cells in rows:
        row: list[Runs] = []
        waiting = list(cells)
        while len(row) < columns:
            if covered.get(len(row), 0):
                covered[len(row)] -= 1
                row.append(())
            elif waiting:
                _, _, down, across, blocks = waiting.pop(0)
                covered |= {len(row) + i: down - 1 for i in range(across) if down > 1}
                row += [block_runs(blocks), *[()] * (across - 1)]
            else:
                row.append(())
        out.append(tuple(row[:columns]))
    return tuple(out)


def _quote(block: ast.Element, section: Section) -> Slide:
    paragraphs = (
        replace(p, joined=at > 0 and plain_text(p.runs).startswith(DASH)) for at, p in enumerate(texts(block["c"]))
    )
    return draft("quote", section, TextBody(tuple(paragraphs)), place=ast.where(block))


def _explicit(block: ast.Element, section: Section) -> Iterator[Slide]:
    blocks = block["c"][1]
    heading = next((b for b in blocks if b["t"] == "Header"), None)
    named = ast.get(block, "slide-title") or ast.get(block, "title")
    title = named or (ast.stringify(heading) if heading else section.title)
    rest = [b for b in blocks if b is not heading]
    cues = tuple(prose_text([b]) for b in rest if "notes" in ast.classes(b))
    objects = [replace(s, title=title) for s in _inner(rest, section)]
    paragraphs = texts(rest)
    if paragraphs or not objects:
        yield draft("content", section, TextBody(paragraphs), title=title, cues=cues, place=ast.where(block))
        cues = ()
    for at, slide in enumerate(objects):
        yield slide if at else replace(slide, cues=cues)


def _box(block: ast.Element, section: Section) -> Iterator[Slide]:
    names = ast.classes(block)
    kind: Kind = next((_BOXES[name] for name in names if name in _BOXES), "callout")
    label, name, blocks = _box_title(block)
    title = ast.get(block, "slide-title") or name or label or section.title
    answers = [b for b in blocks if "box-answer" in ast.classes(b)]
    rest = [b for b in blocks if b not in answers]
    cues = tuple(prose_text([b]) for b in rest if "notes" in ast.classes(b))
    values = {"title": title, "label": label if name and name != label else section.label, "place": ast.where(block)}
    paragraphs = texts(rest)
    spoken: tuple[str, ...] = ()
    if kind == "callout" and words(" ".join(plain_text(p.runs) for p in paragraphs)) > _LONGEST_CALLOUT:
        spoken, paragraphs = (prose_text(rest),), _first_sentences(paragraphs)
    if paragraphs:
        body = TextBody(tuple(replace(p, place=p.place or ast.where(block)) for p in paragraphs))
        yield draft(kind, section, body, cues=cues, notes=spoken, **values)
    yield from _inner(rest, section)
    for answer in answers:
        yield from _answer(answer, section, label or title)


def _first_sentences(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Cut a long callout to the first sentence of each of its paragraphs, up to its proper length."""
    out: list[Paragraph] = []
    room = _LONGEST_CALLOUT
    for paragraph in paragraphs:
        first = sentences(paragraph.runs)[0]
        room -= words(plain_text(first))
        if out and room < 0:
            break
        out.append(replace(paragraph, runs=first))
    return tuple(out)


def _answer(block: ast.Element, section: Section, asked: str) -> Iterator[Slide]:
    """Make the slide of an answer, named after the exercise that asks."""
    label, name, blocks = _box_title(block)
    body = TextBody(texts(blocks))
    if body.paragraphs:
        heading = f"{label}: {name or asked}" if label else name or asked
        yield draft("answer", section, body, title=heading, place=ast.where(block))


def _box_title(block: ast.Element) -> tuple[str, str, ast.Elements]:
    """Split a box into its label ("Kegiatan 1.1"), its own title and its content."""
    blocks = block["c"][1]
    if not blocks or "box-title" not in ast.classes(blocks[0]):
        return "", "", blocks
    found = {
        name: ast.stringify(e["c"][1]) for e in ast.elements(blocks[0]) if e["t"] == "Span" for name in ast.classes(e)
    }
    return found.get("box-label", ""), found.get("box-name", ""), blocks[1:]
