"""A formula drawn as SVG, with its height and depth."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from terbit.pdf.formulas.prepare import prepared

__all__ = ["Drawing", "UndrawableError", "draw"]

_SIZE = 48.0


class UndrawableError(ValueError):
    """A formula that the library cannot draw, or whose characters its face does not hold."""


@dataclass(frozen=True)
class Drawing:
    """A formula's SVG, and in ems of the text around it its height in all, its depth below the baseline, its width."""

    svg: bytes
    height: float
    depth: float
    width: float


def draw(formula: Any) -> Drawing:
    """Draw pandoc's MathML; raise `UndrawableError` with the reason."""
    from ziamath.zmath import Math  # noqa: PLC0415 - slow to load, and many books have no formula

    from terbit.pdf.formulas.face import face  # noqa: PLC0415

    logging.getLogger().setLevel(logging.ERROR)
    face()
    markup = etree.tostring(prepared(formula), encoding="unicode")
    try:
        drawn = Math(markup, size=_SIZE)
        svg = drawn.svgxml()
    except Exception as error:  # ziamath raises whatever its parser meets
        raise UndrawableError(str(error)) from error
    missing = sorted({glyph.char for glyph in _glyphs(drawn.node) if glyph.glyph.index == 0})
    if missing:
        raise UndrawableError(f"its face has no {' '.join(f'U+{ord(char):04X}' for char in missing)}")
    _, top, width, height = (float(number) for number in svg.get("viewBox", "").split())
    data = etree.tostring(etree.fromstring(drawn.svg()))
    return Drawing(data, height / _SIZE, (top + height) / _SIZE, width / _SIZE)


def _glyphs(node: Any) -> Iterator[Any]:
    """Yield the glyphs that a node of ziamath 0.13 draws."""
    for child in node.nodes:
        if hasattr(child, "glyph"):
            yield child
        else:
            yield from _glyphs(child)
