"""The publisher's mark on a title slide: in the lower left corner, on a plate of its own, for it may be dark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from terbit.config import Config
from terbit.model import Resource
from terbit.slides.drawings import figure_html
from terbit.slides.looks import PIXEL, Box, Design
from terbit.slides.pictures import is_svg, pixels
from terbit.svg import parse_svg

__all__ = ["Mark", "mark_of"]

_MOST = (180.0, 44.0)
_MARGIN = 6.0
_RAISED = 66.0
"""How far above the foot of the slide the mark begins, in pt."""
_NUMBER = re.compile(r"[\d.]+")


@dataclass(frozen=True)
class Mark:
    """A logo's file, its text alternative, and its box on the slide and that of its plate, in pt."""

    path: str
    data: bytes
    alt: str
    box: Box
    plate: Box

    def html(self, ident: str, scale: float) -> str:
        """Return the mark as HTML, in a slide of that scale."""
        picture = figure_html(self.path, self.data, self.alt, f"{ident}-logo")
        plate, margin = self.plate, _MARGIN * PIXEL * scale
        sides = (("left", plate.x), ("top", plate.y), ("width", self.box.width), ("height", self.box.height))
        style = "; ".join(f"{name}: {value * PIXEL * scale:.2f}px" for name, value in sides)
        return f'<div class="logo" style="{escape(style)}; padding: {margin:.2f}px">{picture}</div>'


def mark_of(config: Config, resources: Mapping[str, Resource], design: Design) -> Mark | None:
    """Return the mark of a book's publisher, as large as its corner allows, if there is one."""
    path = config.publisher.logo
    if path not in resources:
        return None
    data = resources[path].data
    width, height = _shape(path, data)
    scale = min(_MOST[0] / width, _MOST[1] / height)
    box = Box(design.cover_label.x + _MARGIN, design.height - _RAISED, width * scale, height * scale)
    plate = Box(box.x - _MARGIN, box.y - _MARGIN, box.width + 2 * _MARGIN, box.height + 2 * _MARGIN)
    return Mark(path, data, config.publisher.name, box, plate)


def _shape(path: str, data: bytes) -> tuple[float, float]:
    if not is_svg(path):
        return pixels(data)
    root = parse_svg(data)
    box = [float(number) for number in re.split(r"[\s,]+", (root.get("viewBox") or "").strip()) if number]
    if len(box) == 4 and min(box[2:]) > 0:
        return box[2], box[3]
    found = [_NUMBER.match(root.get(name) or "") for name in ("width", "height")]
    width, height = (float(one.group()) if one else 100.0 for one in found)
    return width or 100.0, height or 100.0
