"""Content streams: each operator that sets a colour, set in inks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import is_
from typing import Any

import pikepdf

from terbit.press.colours import Inks
from terbit.press.overprint import overprinted
from terbit.press.spaces import Kind, Space, Unprintable, space_of

__all__ = ["converted", "inked"]

_GREY = Space("grey")
_FILLS = {"rg": "rgb", "g": "grey", "k": "cmyk"}
_STROKES = {"RG": "rgb", "G": "grey", "K": "cmyk"}
_OPERATORS = frozenset((*_FILLS, *_STROKES, "cs", "CS", "sc", "SC", "scn", "SCN", "q", "Q", "INLINE IMAGE"))


@dataclass(frozen=True)
class _State:
    """The colour spaces that `sc` and `scn` speak of."""

    fill: Space = _GREY
    stroke: Space = _GREY


def converted(
    stream: pikepdf.Page | pikepdf.Stream, resources: pikepdf.Object | None, inks: Inks, *, overprints: bool = False
) -> bytes | None:
    """Return a content stream with its colours in inks, or None if there is nothing to change.

    With `overprints` its black type is printed upon what is beneath it.

    Raises
    ------
    Unprintable
        If it has a colour that cannot be converted.
    """
    instructions = pikepdf.parse_content_stream(stream)
    changed = list(_converted(instructions, resources, inks))
    if overprints:
        changed = list(overprinted(changed))
    if len(changed) == len(instructions) and all(map(is_, changed, instructions)):
        return None
    return pikepdf.unparse_content_stream(changed)


def inked(kind: Kind, colour: Sequence[float], inks: Inks) -> tuple[float, ...]:
    """Return a colour of some kind of space in inks."""
    match kind:
        case "rgb":
            return inks.of_rgb(tuple(colour))
        case "grey":
            return inks.of_grey(colour[0])
        case "cmyk":
            return inks.of_cmyk(colour)
        case "lab":
            return inks.of_lab(colour)
        case _:
            raise Unprintable(f"a colour in a space that cannot be converted ({kind})")


def _converted(instructions: Sequence[Any], resources: pikepdf.Object | None, inks: Inks) -> Iterator[Any]:
    state, saved = _State(), [_State()]
    for instruction in instructions:
        name = str(instruction.operator)
        if name not in _OPERATORS:
            yield instruction
            continue
        operands = instruction.operands
        match name:
            case "q":
                saved.append(state)
            case "Q":
                state = saved.pop() if len(saved) > 1 else state
            case "rg" | "g" | "k" | "RG" | "G" | "K":
                fills = name in _FILLS
                kind: Any = _FILLS[name] if fills else _STROKES[name]
                state = replace(state, **{"fill" if fills else "stroke": Space(kind)})
                yield _set(kind, operands, inks, fills=fills)
                continue
            case "cs" | "CS":
                space = space_of(operands[0], resources)
                state = replace(state, **{"fill" if name == "cs" else "stroke": space})
                yield _begun(instruction, space, inks, fills=name == "cs")
                continue
            case "INLINE IMAGE":
                _refuse_inline(instruction)
            case _:
                space = state.fill if name.islower() else state.stroke
                yield _chosen(instruction, space, inks, fills=name.islower())
                continue
        yield instruction


def _set(kind: Kind, operands: Sequence[Any], inks: Inks, *, fills: bool) -> Any:
    values = inked(kind, [float(part) for part in operands], inks)
    operator = inks.fill if fills else inks.stroke
    return pikepdf.ContentStreamInstruction([round(value, 3) for value in values], pikepdf.Operator(operator))


def _begun(instruction: Any, space: Space, inks: Inks, *, fills: bool) -> Any:
    """Return what stands for choosing a space: the space's first colour, which is black, set in inks."""
    if space.kind in ("pattern", "spot"):
        if space.base:
            raise Unprintable("a pattern without colours of its own")
        return instruction
    if space.kind == "indexed":
        raise Unprintable("colours by number outside a picture")
    return _set("grey", (0.0,), inks, fills=fills)


def _chosen(instruction: Any, space: Space, inks: Inks, *, fills: bool) -> Any:
    if space.kind in ("pattern", "spot"):
        return instruction
    return _set(space.kind, instruction.operands, inks, fills=fills)


def _refuse_inline(instruction: Any) -> None:
    image = instruction.iimage
    if not image.image_mask and image.colorspace not in ("/DeviceGray", "/G"):
        raise Unprintable("a picture in its text that is not grey")
