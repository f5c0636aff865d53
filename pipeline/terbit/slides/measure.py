"""Heights of paragraphs, columns and rows in the boxes of slides."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from terbit.slides.looks import INDENT, SCALES, TABLE_PADDING, Look, gap
from terbit.slides.metrics import line_count, longest_word, whole_width
from terbit.slides.model import Grid, Kind, Paragraph, Runs
from terbit.slides.typefaces import Faces

__all__ = ["indent", "laid_out", "level_size", "paragraph_height", "spacing", "text_height"]

_BOLD_KINDS: frozenset[Kind] = frozenset({"statement"})


def level_size(size: float, level: int) -> float:
    """Return the type size (pt) of a list level, never below the smallest legible one for its body."""
    return max(round(size * SCALES[min(level, len(SCALES) - 1)]), min(size, 18.0))


def indent(paragraph: Paragraph, size: float, kind: Kind) -> float:
    """Return how far (pt) a paragraph's text stands in from the left edge of its box."""
    hanging = kind == "references" or paragraph.marker or paragraph.level or paragraph.joined
    return INDENT * size * (paragraph.level + 1) if hanging else 0.0


def paragraph_height(paragraph: Paragraph, size: float, look: Look, kind: Kind) -> float:
    """Return the height (pt) of a paragraph's lines in the box and the faces of a look."""
    own = level_size(size, paragraph.level)
    room = look.body.width - indent(paragraph, size, kind)
    return line_count(paragraph.runs, room / own, look.faces, bold=kind in _BOLD_KINDS) * own * look.faces.leading


def text_height(paragraphs: Sequence[Paragraph], size: float, look: Look, kind: Kind) -> float:
    """Return the height (pt) of paragraphs with the space between them."""
    lines = sum(paragraph_height(paragraph, size, look, kind) for paragraph in paragraphs)
    return lines + sum(spacing(paragraph, kind, size) for paragraph in paragraphs[1:])


def spacing(paragraph: Paragraph, kind: Kind, size: float) -> float:
    """Return the space (pt) before a paragraph that is not the first; lines of code have none."""
    return 0.0 if kind == "code" else gap(size, joined=paragraph.joined)


def laid_out(grid: Grid, size: float, look: Look) -> Grid | None:
    """Return the table with column widths and row heights at a size, or None where it is too wide.

    Each column gets its longest word. What is left is shared out by how much more the columns' cells would take, in
    proportion or, if that makes the table no higher, to those first that need least: their cells stay on one line.
    """
    across, _ = TABLE_PADDING
    columns = range(len(grid.alignments))
    least = [_widest(grid, c, size, look.faces, longest=True) + 2 * across for c in columns]
    want = [_widest(grid, c, size, look.faces, longest=False) + 2 * across for c in columns]
    spare = look.body.width - sum(least)
    if spare < 0:
        return None
    more = [max(w - low, 0.0) for w, low in zip(want, least, strict=True)]
    ways = [_in_proportion(spare, more)]
    if sum(more) > spare:
        ways.insert(0, _least_first(spare, more))
    # Cut, not rounded: together they may not be wider than the box.
    shared = ([math.floor((low + own) * 100) / 100 for low, own in zip(least, way, strict=True)] for way in ways)
    return min((_with_widths(grid, size, widths, look.faces) for widths in shared), key=lambda one: sum(one.heights))


def _in_proportion(spare: float, more: Sequence[float]) -> list[float]:
    total = sum(more)
    return [spare * own / total if total else spare / len(more) for own in more]


def _least_first(spare: float, more: Sequence[float]) -> list[float]:
    """Give each column what it would take more, as long as it is no more than an even share of what is left."""
    shares = [0.0] * len(more)
    for done, column in enumerate(sorted(range(len(more)), key=more.__getitem__)):
        shares[column] = min(more[column], (spare - sum(shares)) / (len(more) - done))
    return shares


def _with_widths(grid: Grid, size: float, widths: Sequence[float], faces: Faces) -> Grid:
    heights = tuple(_row_height(row, widths, size, faces, bold=at < 0) for at, row in _rows(grid))
    return replace(grid, size=size, widths=tuple(widths), heights=heights)


def _rows(grid: Grid) -> list[tuple[int, tuple[Runs, ...]]]:
    head = [(-1, grid.header)] if grid.header else []
    return [*head, *enumerate(grid.rows)]


def _widest(grid: Grid, column: int, size: float, faces: Faces, *, longest: bool) -> float:
    measured = longest_word if longest else whole_width
    cells = [(row[column], at < 0) for at, row in _rows(grid)]
    return max((measured(cell, faces, bold=bold) * size for cell, bold in cells if cell), default=size)


def _row_height(row: tuple[Runs, ...], widths: Sequence[float], size: float, faces: Faces, *, bold: bool) -> float:
    across, down = TABLE_PADDING
    lines = [
        line_count(cell, (width - 2 * across) / size, faces, bold=bold) if cell else 1
        for cell, width in zip(row, widths, strict=True)
    ]
    return round(max(lines) * size * faces.leading + 2 * down, 2)
