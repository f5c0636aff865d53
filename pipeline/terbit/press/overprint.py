"""Overprinting: black type is printed upon what is beneath it, not into a gap that must fit it to a hair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

__all__ = ["add_states", "overprinted"]

_ON, _OFF = "/Overprint", "/Knockout"
_TEXTS = frozenset(("Tj", "TJ", "'", '"'))
_OTHERS = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"))
_FILLS = frozenset(("rg", "g", "k", "cs", "sc", "scn"))
_SOLID = (0, 0, 0, 1)


def overprinted(instructions: Iterable[Any]) -> Iterator[Any]:
    """Yield a content stream in inks, with overprinting on for solid black type and off for all else.

    With the nonzero overprint mode an ink of 0 leaves what is there (ISO 32000-1, 8.6.7). Outlines of type knock out.
    """
    black, on = False, False
    saved: list[tuple[bool, bool]] = []
    for instruction in instructions:
        name = str(instruction.operator)
        if name == "q":
            saved.append((black, on))
        elif name == "Q" and saved:
            black, on = saved.pop()
        elif name in _FILLS:
            black = name == "k" and tuple(instruction.operands) == _SOLID
        elif name in _TEXTS or name in _OTHERS:
            wanted = black and name in _TEXTS
            if wanted != on:
                on = wanted
                yield pikepdf.ContentStreamInstruction([pikepdf.Name(_ON if on else _OFF)], pikepdf.Operator("gs"))
        yield instruction


def add_states(resources: pikepdf.Object | None, content: bytes) -> None:
    """Add to the resources of a page the graphics states that its content names."""
    if resources is None or b"/Overprint gs" not in content:
        return
    states = resources.get("/ExtGState", pikepdf.Dictionary())
    for name, on in ((_ON, True), (_OFF, False)):
        states[name] = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, OP=False, op=on, OPM=1)
    resources.ExtGState = states
