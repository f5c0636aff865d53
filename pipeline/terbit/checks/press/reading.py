"""Reading a page for the press: what is painted on it, in which colours, and how large."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

import pikepdf

from terbit.checks.press.graphics import (
    SAME,
    Box,
    Colour,
    Matrix,
    State,
    changed,
    matrix,
    named,
    patterned,
    scale,
    times,
)
from terbit.press.objects import resources_of
from terbit.press.spaces import Space, Unprintable, read_space, space_of

__all__ = ["Box", "Colour", "Paint", "Picture", "Reading", "read_page"]

Role: TypeAlias = Literal["text", "area", "line", "gradient"]

_DEEPEST = 12
"""Forms within forms that are followed."""
_AREAS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_LINES = frozenset(("S", "s", "B", "B*", "b", "b*"))
_TEXTS = frozenset(("Tj", "TJ", "'", '"'))
_PAINTING = _AREAS | _LINES | _TEXTS | {"Do", "sh", "INLINE IMAGE"}


@dataclass(frozen=True)
class Paint:
    """Something painted: in which colour, what it is, its size in pt (of type, or a line's width), if it overprints."""

    colour: Colour
    role: Role
    size: float = 0.0
    over: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture on a page: its stream, its place on the page, and its samples to the inch."""

    stream: Any
    box: Box
    ppi: float


@dataclass(frozen=True)
class Reading:
    """What was found on a page: paints, each once; pictures; gradients with their colour spaces."""

    paints: dict[Paint, None] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    shadings: list[tuple[Any, Space]] = field(default_factory=list)


def read_page(page: pikepdf.Page) -> Reading:
    """Read a page's content, with that of the forms and patterns that it names."""
    reading = Reading()
    _Reader(reading).read(page, resources_of(page), State(), 0)
    return reading


class _Reader:
    """One reading of one page."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._patterns: set[tuple[int, int]] = set()

    def read(self, stream: Any, resources: pikepdf.Object | None, state: State, depth: int) -> None:
        """Read a content stream, as deep in others as is said."""
        saved: list[State] = []
        line: Matrix = SAME
        for instruction in pikepdf.parse_content_stream(stream):
            name, operands = str(instruction.operator), instruction.operands
            if name == "q":
                saved.append(state)
            elif name == "Q":
                state = saved.pop() if saved else state
            elif name in ("BT", "Tm"):
                line = matrix(operands) if name == "Tm" else SAME
            elif name in _PAINTING:
                self._painted(name, instruction, resources, replace(state, line=line), depth)
            elif name in ("scn", "SCN") and operands and isinstance(operands[-1], pikepdf.Name):
                self._pattern(str(operands[-1]), resources, depth)
                state = patterned(state, fills=name == "scn")
            else:
                state = changed(name, operands, state, resources)

    def _painted(self, name: str, instruction: Any, resources: pikepdf.Object | None, state: State, depth: int) -> None:
        if name in _TEXTS:
            self._text(state)
        elif name == "Do":
            self._shape(str(instruction.operands[0]), resources, state, depth)
        elif name == "sh":
            self._shading(named(resources, "/Shading", str(instruction.operands[0])), resources)
        elif name == "INLINE IMAGE":
            self._inline(instruction)
        else:
            self._path(name, state)

    def _paint(self, paint: Paint) -> None:
        self._reading.paints.setdefault(paint)

    def _text(self, state: State) -> None:
        size = state.size * scale(times(state.line, state.matrix))
        if state.mode in (0, 2, 4, 6):
            self._paint(Paint(state.fill, "text", round(size, 1), state.over_fill))
        if state.mode in (1, 2, 5, 6):
            self._paint(Paint(state.stroke, "text", round(size, 1), state.over_stroke))

    def _path(self, name: str, state: State) -> None:
        if name in _AREAS:
            self._paint(Paint(state.fill, "area", over=state.over_fill))
        if name in _LINES:
            width = round(state.width * scale(state.matrix), 3)
            self._paint(Paint(state.stroke, "line", width, state.over_stroke))

    def _shape(self, name: str, resources: pikepdf.Object | None, state: State, depth: int) -> None:
        shape = named(resources, "/XObject", name)
        if str(shape.get("/Subtype")) == "/Image":
            self._reading.pictures.append(_placed(shape, state.matrix))
        elif depth < _DEEPEST:
            inner = replace(state, matrix=times(matrix(shape.get("/Matrix", SAME)), state.matrix))
            self.read(shape, shape.get("/Resources", resources), inner, depth + 1)

    def _pattern(self, name: str, resources: pikepdf.Object | None, depth: int) -> None:
        pattern = named(resources, "/Pattern", name)
        if pattern.objgen in self._patterns or depth >= _DEEPEST:
            return
        self._patterns.add(pattern.objgen)
        if int(pattern.PatternType) == 2:
            self._shading(pattern.Shading, resources)
        else:
            inner = State(matrix=matrix(pattern.get("/Matrix", SAME)))
            self.read(pattern, pattern.get("/Resources", resources), inner, depth + 1)

    def _shading(self, shading: pikepdf.Object, resources: pikepdf.Object | None) -> None:
        space = space_of(shading.ColorSpace, resources)
        self._reading.shadings.append((shading, space))
        self._paint(Paint(Colour(space.kind, ()), "gradient"))

    def _inline(self, instruction: Any) -> None:
        image = instruction.iimage
        if not image.image_mask:
            try:
                kind = read_space(pikepdf.Name(image.colorspace)).kind
            except Unprintable:
                kind = "pattern"
            self._paint(Paint(Colour(kind, ()), "area"))


def _placed(shape: pikepdf.Object, placed_by: Matrix) -> Picture:
    """Return a picture, which fills a unit square, as the matrix puts it."""
    a, b, c, d, e, f = placed_by
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    wide, high = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
    samples = [72 * int(shape.Width) / wide if wide else 0.0, 72 * int(shape.Height) / high if high else 0.0]
    return Picture(shape, (min(xs), min(ys), max(xs), max(ys)), min(samples))
