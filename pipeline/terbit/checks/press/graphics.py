"""The graphics state of a page as it is read: what operators change in it (ISO 32000-1, 8.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import pikepdf

from terbit.press.spaces import Space, space_of

__all__ = ["SAME", "Box", "Colour", "Matrix", "State", "changed", "matrix", "named", "patterned", "scale", "times"]

Box: TypeAlias = tuple[float, float, float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

SAME: Matrix = (1, 0, 0, 1, 0, 0)
_GREY = Space("grey")
_SET: dict[str, Any] = {"rg": "rgb", "g": "grey", "k": "cmyk", "RG": "rgb", "G": "grey", "K": "cmyk"}


@dataclass(frozen=True)
class Colour:
    """A colour in a kind of space (rgb, grey, cmyk, lab, spot, pattern)."""

    kind: str = "grey"
    values: tuple[float, ...] = (0.0,)


@dataclass(frozen=True)
class State:
    """Where and how what comes next is painted."""

    matrix: Matrix = SAME
    line: Matrix = SAME
    fill: Colour = Colour()
    stroke: Colour = Colour()
    fill_space: Space = _GREY
    stroke_space: Space = _GREY
    width: float = 1.0
    size: float = 1.0
    mode: int = 0
    over_fill: bool = False
    over_stroke: bool = False


def changed(name: str, operands: Any, state: State, resources: pikepdf.Object | None) -> State:
    """Return the state after an operator that may change it."""
    change = _CHANGES.get(name)
    return change(name, operands, state, resources) if change else state


_Change: TypeAlias = Callable[[str, Any, State, pikepdf.Object | None], State]


def _set_colour(name: str, operands: Sequence[Any], state: State, _: pikepdf.Object | None) -> State:
    colour, space = Colour(_SET[name], _numbers(operands)), Space(_SET[name])
    if name.islower():
        return replace(state, fill=colour, fill_space=space)
    return replace(state, stroke=colour, stroke_space=space)


def _set_space(name: str, operands: Sequence[Any], state: State, resources: pikepdf.Object | None) -> State:
    space = space_of(operands[0], resources)
    first = Colour(space.kind, ())
    if name == "cs":
        return replace(state, fill=first, fill_space=space)
    return replace(state, stroke=first, stroke_space=space)


def _choose(name: str, operands: Sequence[Any], state: State, _: pikepdf.Object | None) -> State:
    if name.islower():
        return replace(state, fill=Colour(state.fill_space.kind, _numbers(operands)))
    return replace(state, stroke=Colour(state.stroke_space.kind, _numbers(operands)))


def _move(_: str, operands: Sequence[Any], state: State, __: pikepdf.Object | None) -> State:
    return replace(state, matrix=times(matrix(operands), state.matrix))


def _measure(name: str, operands: Sequence[Any], state: State, _: pikepdf.Object | None) -> State:
    match name:
        case "w":
            return replace(state, width=float(operands[0]))
        case "Tf":
            return replace(state, size=float(operands[1]))
        case _:
            return replace(state, mode=int(operands[0]))


def _set_state(_: str, operands: Any, state: State, resources: pikepdf.Object | None) -> State:
    entries = named(resources, "/ExtGState", str(operands[0]))
    stroke = bool(entries.get("/OP", state.over_stroke))
    fill = bool(entries.get("/op", entries.get("/OP", state.over_fill)))
    return replace(state, over_fill=fill, over_stroke=stroke)


_CHANGES: dict[str, _Change] = {
    **dict.fromkeys(_SET, _set_colour),
    **dict.fromkeys(("cs", "CS"), _set_space),
    **dict.fromkeys(("sc", "SC", "scn", "SCN"), _choose),
    **dict.fromkeys(("w", "Tf", "Tr"), _measure),
    "cm": _move,
    "gs": _set_state,
}


def patterned(state: State, *, fills: bool) -> State:
    """Return the state after a pattern has been chosen."""
    pattern = Colour("pattern", ())
    return replace(state, fill=pattern) if fills else replace(state, stroke=pattern)


def named(resources: pikepdf.Object | None, kind: str, name: str) -> pikepdf.Object:
    """Return a resource by its kind and its name."""
    return resources[kind][name] if resources is not None else pikepdf.Dictionary()


def _numbers(operands: Sequence[Any]) -> tuple[float, ...]:
    return tuple(float(part) for part in operands)


def matrix(numbers: Any) -> Matrix:
    """Read a matrix of six numbers."""
    a, b, c, d, e, f = (float(number) for number in numbers)
    return a, b, c, d, e, f


def times(one: Matrix, two: Matrix) -> Matrix:
    """Return what does the one and then the other."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def scale(by: Matrix) -> float:
    """Return by how much lengths grow, on the whole."""
    a, b, c, d, _, _ = by
    return float(abs(a * d - b * c) ** 0.5)
