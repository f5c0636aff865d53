"""Slides made to fit: sizes chosen and bodies split by measurement, in the box of the kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from terbit.diagnostics import Diagnostic
from terbit.slides.looks import Design, Look
from terbit.slides.measure import laid_out, text_height
from terbit.slides.model import Grid, Kind, Paragraph, Picture, Run, Runs, Slide, TextBody, plain_text
from terbit.slides.prose import sentences, words
from terbit.slides.runs import slice_runs
from terbit.slides.spread import spread

__all__ = ["Fits", "fit", "fits", "fitted", "overflow"]

_LEAST = 0.5
"""The share of its own size below which a formula is no longer read from the last row."""
_Atom = tuple[Paragraph, ...]
Fits = Mapping[Slide, tuple[Slide, ...]]
"""What slides are divided into, each by its content alone: titles and labels have no part in that."""


def fit(slide: Slide, design: Design) -> tuple[tuple[Slide, ...], tuple[Diagnostic, ...]]:
    """Return the slides that show a slide's content without overflow, and an error for what cannot fit."""
    if isinstance(slide.body, Picture):
        return (slide,), ((_too_small(slide),) if slide.body.width * _LEAST > design.looks["figure"].body.width else ())
    if isinstance(slide.body, Grid):
        return _fit_table(slide, slide.body, design)
    return _fit_text(slide, slide.body, design)


def fits(slides: Iterable[Slide], design: Design, known: Fits | None = None) -> Fits:
    """Measure slides that are not known, to be kept; what does not fit is left out, and reported where it is drawn."""
    known = known or {}
    measured = {bare: (known[bare], ()) if bare in known else fit(bare, design) for bare in map(_bare, slides)}
    return {bare: parts for bare, (parts, found) in measured.items() if not found}


def fitted(slide: Slide, known: Fits, design: Design) -> tuple[tuple[Slide, ...], tuple[Diagnostic, ...]]:
    """Return what `fit` does, measured now or before."""
    parts = known.get(_bare(slide))
    return (tuple(_dressed(part, slide) for part in parts), ()) if parts else fit(slide, design)


def _bare(slide: Slide) -> Slide:
    return Slide(slide.kind, "", slide.body, notes=slide.notes, cues=slide.cues, closing=slide.closing)


def _dressed(part: Slide, slide: Slide) -> Slide:
    return replace(
        slide, kind=part.kind, body=part.body, notes=part.notes, cues=part.cues, closing=part.closing
    )


def overflow(slide: Slide, design: Design) -> float:
    """Return how far (pt) a measured slide's body reaches beyond its box; 0 where it fits."""
    look, body = design.looks[slide.kind], slide.body
    if isinstance(body, TextBody):
        height = text_height(body.paragraphs, body.size, look, slide.kind)
        return max(height - look.body.height, 0.0)
    if isinstance(body, Grid):
        return max(sum(body.heights) - look.body.height, sum(body.widths) - look.body.width, 0.0)
    return 0.0


# --------------------------------------------------------------------- text


def _fit_text(slide: Slide, body: TextBody, design: Design) -> tuple[tuple[Slide, ...], tuple[Diagnostic, ...]]:
    look = design.looks[slide.kind]
    for size in look.sizes:
        if _fits([body.paragraphs], size, slide.kind, look):
            return (replace(slide, body=replace(body, size=size)),), ()
    kind: Kind = "content" if slide.kind == "statement" else slide.kind
    look = design.looks[kind]
    size, atoms = _atoms(body.paragraphs, kind, look)
    groups = _balanced(atoms, size, kind, look)
    larger = [s for s in look.sizes if s >= size and _fits(groups, s, kind, look)]
    size = larger[0] if larger else size
    slides = tuple(
        replace(
            slide,
            kind=kind,
            body=TextBody(group, size),
            notes=() if at else slide.notes,
            cues=() if at else slide.cues,
            closing=slide.closing if at == len(groups) - 1 else (),
        )
        for at, group in enumerate(groups)
    )
    return slides, tuple(_too_tall(one) for one in slides if overflow(one, design) > 0)


def _fits(groups: Sequence[_Atom], size: float, kind: Kind, look: Look) -> bool:
    return all(_group_fits(group, size, kind, look) for group in groups)


def _group_fits(group: _Atom, size: float, kind: Kind, look: Look) -> bool:
    if len(group) > 1 and (_top(group) > look.items or _words(group) > look.words):
        return False
    if len(_shortened(group, look)) > 1:
        return False
    return text_height(group, size, look, kind) <= look.body.height


def _top(group: _Atom) -> int:
    return sum(1 for paragraph in group if not paragraph.joined)


def _words(group: _Atom) -> int:
    return sum(_shown_words(paragraph.runs) for paragraph in group)


@lru_cache(maxsize=50_000)
def _shown_words(runs: Runs) -> int:
    return words(plain_text(runs))


def _atoms(paragraphs: _Atom, kind: Kind, look: Look) -> tuple[float, list[_Atom]]:
    """Return a size and the units that no slide break may cut, each of which fits a slide at that size."""
    usual = look.sizes[-1]
    units = [piece for unit in _units(paragraphs) for piece in _shortened(unit, look)]
    for size in (usual, *look.rescue):
        if all(_alone(unit, size, kind, look) for unit in units):
            return size, units
    cut = [piece for unit in units for piece in _cut(unit, usual, kind, look)]
    if all(_alone(unit, usual, kind, look) for unit in cut):
        return usual, cut
    smallest = (look.rescue or look.sizes)[-1]
    return smallest, [piece for unit in units for piece in _cut(unit, smallest, kind, look)]


def _alone(unit: _Atom, size: float, kind: Kind, look: Look) -> bool:
    return text_height(unit, size, look, kind) <= look.body.height


def _units(paragraphs: _Atom) -> list[_Atom]:
    """Group what belongs together: an item with what is below it, a lead-in with its first item."""
    units: list[_Atom] = []
    for paragraph in paragraphs:
        leads = bool(units) and _is_lead(units[-1][-1])
        if units and (paragraph.joined or (leads and paragraph.marker)):
            units[-1] = (*units[-1], paragraph)
        else:
            units.append((paragraph,))
    return units


def _is_lead(paragraph: Paragraph) -> bool:
    return not paragraph.marker and plain_text(paragraph.runs).endswith(":")


def _cut(unit: _Atom, size: float, kind: Kind, look: Look) -> list[_Atom]:
    """Cut a unit that fills more than a slide: between its paragraphs, then between sentences."""
    if _alone(unit, size, kind, look):
        return [unit]
    if len(unit) > 1:
        return [piece for paragraph in unit for piece in _cut((paragraph,), size, kind, look)]
    return _parted(unit[0])


def _shortened(unit: _Atom, look: Look) -> list[_Atom]:
    """Cut a paragraph of more words than a slide may have, even if there is room for it."""
    return _parted(unit[0]) if len(unit) == 1 and _words(unit) > look.words else [unit]


def _parted(paragraph: Paragraph) -> list[_Atom]:
    """Cut a paragraph between its sentences, or the lines of verse; code is not cut."""
    parts = () if paragraph.runs[0].code else _lines(paragraph) if paragraph.verse else sentences(paragraph.runs)
    if len(parts) < 2:
        return [(paragraph,)]
    first = replace(paragraph, runs=parts[0])
    return [(first,), *((_continued(paragraph, part),) for part in parts[1:])]


def _lines(verse: Paragraph) -> tuple[Runs, ...]:
    """Return the lines of verse, without their ends."""
    ends = [at for at, character in enumerate("".join(run.text for run in verse.runs) + "\n") if character == "\n"]
    starts = (0, *(end + 1 for end in ends))
    return tuple(slice_runs(verse.runs, start, end) for start, end in zip(starts, ends, strict=False))


def _continued(paragraph: Paragraph, part: tuple[Run, ...]) -> Paragraph:
    return replace(paragraph, runs=part, marker="", number=0, notes=())


def _balanced(atoms: Sequence[_Atom], size: float, kind: Kind, look: Look) -> list[_Atom]:
    """Spread units over as few slides of the words aimed at as possible, as evenly as their order allows."""
    look = replace(look, words=min(look.words, look.aim))

    def joined(start: int, end: int) -> _Atom:
        return tuple(paragraph for atom in atoms[start:end] for paragraph in atom)

    groups = spread(
        len(atoms),
        lambda start, end: _group_fits(joined(start, end), size, kind, look),
        lambda start, end: text_height(joined(start, end), size, look, kind),
    )
    return _merged([joined(group.start, group.stop) for group in groups], kind)


def _merged(groups: list[_Atom], kind: Kind) -> list[_Atom]:
    """Rejoin the sentences of one paragraph, or the lines of one stanza, that landed on one slide."""
    return groups if kind == "code" else [_rejoined(group) for group in groups]


def _rejoined(group: _Atom) -> _Atom:
    out: list[Paragraph] = []
    for paragraph in group:
        before = out[-1] if out else None
        same = before is not None and paragraph.place is not None and before.place == paragraph.place
        if before is not None and same and not paragraph.marker and not before.joined and paragraph.level == 0:
            between = Run("\n" if before.verse else " ")
            out[-1] = replace(before, runs=(*before.runs, between, *paragraph.runs))
        else:
            out.append(paragraph)
    return tuple(out)


def _too_tall(slide: Slide) -> Diagnostic:
    body = slide.body
    place = slide.place
    if isinstance(body, TextBody):
        place = next((p.place for p in body.paragraphs if p.place), place)
    message = f"a block of slide '{slide.title}' does not fit on one slide even at the smallest size"
    hint = "shorten it, divide it into sentences or items, or leave it out with .no-slide"
    return Diagnostic("error", "slide-overflow", message, place, hint)


def _too_small(slide: Slide) -> Diagnostic:
    message = f"the formula of slide '{slide.title}' is so wide that it would be set at less than half of its size"
    hint = "break it into lines, or leave it out with .no-slide"
    return Diagnostic("error", "slide-overflow", message, slide.place, hint)


# ------------------------------------------------------------------- tables


def _fit_table(slide: Slide, grid: Grid, design: Design) -> tuple[tuple[Slide, ...], tuple[Diagnostic, ...]]:
    look = design.looks["table"]
    tries = [laid_out(grid, size, look) for size in (*look.sizes, *look.rescue)]
    usable = [one for one in tries if one is not None]
    if not usable:
        return (slide,), (_too_wide(slide),)
    for one in usable[: len(look.sizes)]:
        if sum(one.heights) <= look.body.height:
            return (replace(slide, body=one),), ()
    for one in usable:
        parts = _row_groups(one, look.body.height)
        if all(sum(part.heights) <= look.body.height for part in parts):
            first = replace(slide, body=parts[0], closing=() if parts[1:] else slide.closing)
            rest = [replace(slide, body=part, notes=(), cues=(), closing=()) for part in parts[1:]]
            rest[-1:] = [replace(part, closing=slide.closing) for part in rest[-1:]]
            return (first, *rest), ()
    return (replace(slide, body=usable[-1]),), (_too_tall(slide),)


def _row_groups(grid: Grid, most: float) -> list[Grid]:
    """Split between rows into even parts, each with the header."""
    head = grid.heights[0] if grid.header else 0.0
    heights = grid.heights[1:] if grid.header else grid.heights

    groups = spread(
        len(heights),
        lambda start, end: head + sum(heights[start:end]) <= most,
        lambda start, end: head + sum(heights[start:end]),
    )
    return [_part(grid, rows) for rows in groups]


def _part(grid: Grid, rows: range) -> Grid:
    shift = 1 if grid.header else 0
    heights = (*grid.heights[:shift], *(grid.heights[shift + at] for at in rows))
    return replace(grid, rows=tuple(grid.rows[at] for at in rows), heights=heights)


def _too_wide(slide: Slide) -> Diagnostic:
    message = f"the table of slide '{slide.title}' is too wide for a slide: its longest words alone fill more"
    return Diagnostic("error", "slide-overflow", message, slide.place, "give it fewer columns, or .no-slide")
