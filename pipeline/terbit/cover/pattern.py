"""Kawung as a vector drawing: the batik pattern of the cover, four-petalled flowers on a chequered lattice."""

from __future__ import annotations

import math
from collections.abc import Mapping

from terbit.epub.cover import mixed

__all__ = ["COLUMNS", "ROWS", "band", "motif"]

COLUMNS, ROWS = 5, 4
_TILE = 100.0
_PETAL, _GAP, _RING = 0.94, 0.03, 0.05


def band(tokens: Mapping[str, str], bleed: float) -> bytes:
    """Return the pattern for the front; `bleed` is how far it runs over the right and the upper edge, in tiles."""
    over = bleed * _TILE
    box = (0.0, -over, COLUMNS * _TILE + over, ROWS * _TILE + over)
    colours = [tokens["primary-light"], tokens["accent-bright"], tokens["accent-light"], tokens["primary"]]
    flowers = (
        _flower(column, row, colours[(column + 3 * row) // 2 % len(colours)])
        for column in range(-1, COLUMNS + 2)
        for row in range(-1, ROWS + 2)
        if (column + row) % 2 == 0
    )
    ground = f'<path d="{_rectangle(box)}" fill="{mixed(tokens["primary"], "#000000", 0.22)}"/>'
    return _svg(box, ground + "".join(flowers))


def motif(tokens: Mapping[str, str]) -> bytes:
    """Return three flowers in a row, for the back."""
    colours = (tokens["accent-bright"], tokens["primary-light"], tokens["accent-light"])
    flowers = (_flower(1 + 2 * place, 1, colour) for place, colour in enumerate(colours))
    return _svg((0.0, 0.0, 6 * _TILE, 2 * _TILE), "".join(flowers))


def _flower(column: int, row: int, colour: str) -> str:
    x, y = column * _TILE, row * _TILE
    ring = _RING * _TILE
    petals = " ".join(_petal(x, y, turn * math.pi / 2) for turn in range(4))
    return f'<path d="{petals}" fill="{colour}"/><circle cx="{x:g}" cy="{y:g}" r="{ring:g}" fill="{colour}"/>'


def _petal(x: float, y: float, angle: float) -> str:
    """Return a lens of two quarter circles from one point of the lattice towards the next, a little short of both."""
    radius = _PETAL * _TILE / math.sqrt(2)
    near, far = (
        (x + at * _TILE * math.cos(angle), y + at * _TILE * math.sin(angle)) for at in (_GAP, _GAP + _PETAL)
    )
    arc = f"A{radius:.2f} {radius:.2f} 0 0 1 "
    return f"M{_point(near)}{arc}{_point(far)}{arc}{_point(near)}z"


def _point(point: tuple[float, float]) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"


def _rectangle(box: tuple[float, float, float, float]) -> str:
    x, y, width, height = box
    return f"M{x:.2f} {y:.2f}h{width:.2f}v{height:.2f}h-{width:.2f}z"


def _svg(box: tuple[float, float, float, float], inner: str) -> bytes:
    view = " ".join(f"{side:.2f}" for side in box)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{inner}</svg>'.encode()
