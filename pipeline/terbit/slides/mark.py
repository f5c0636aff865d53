"""The publisher's mark on a title slide: in a corner that is free, on a plate of its own, for it may be dark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from terbit.config import Config
from terbit.diagnostics import Diagnostic, Location
from terbit.model import Resource
from terbit.slides.drawings import figure_html
from terbit.slides.looks import PIXEL, Box, Design, contained
from terbit.slides.pictures import is_svg, pixels
from terbit.slides.publisher import Template
from terbit.svg import parse_svg

__all__ = ["Mark", "logo_of", "mark_in", "mark_of", "without_room"]

_MOST = (180.0, 44.0)
_MARGIN = 6.0
_RAISED = 66.0
"""How far above the foot of the slide the mark begins, in pt."""
_FROM_EDGE = 30.0
"""How far the mark stands from the edges of a publisher's template, in pt."""
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


def logo_of(config: Config) -> str:
    """Return the path of the mark that decks bear; empty without one."""
    return config.slides.logo or config.publisher.logo


def mark_of(config: Config, resources: Mapping[str, Resource], design: Design) -> Mark | None:
    """Return the mark of a book's publisher, as large as its corner allows, if there is one."""
    logo = _logo(config, resources)
    if logo is None:
        return None
    width, height = _scaled(logo, *_MOST)
    return _marked(config, logo, Box(design.cover_label.x + _MARGIN, design.height - _RAISED, width, height))


def mark_in(config: Config, resources: Mapping[str, Resource], template: Template) -> Mark | None:
    """Return the mark as it stands on the title slides of a publisher's own template, in PPTX.

    It is in the frame that the template has for a picture, or in a corner where nothing else is. A template that has
    pictures there has its mark; where no corner is free, there is none either, which `without_room` reports.
    """
    logo, cover = _logo(config, resources), template.cover
    if logo is None or (cover.pictured and not cover.frame):
        return None
    if cover.frame:
        return _marked(config, logo, contained(_shape(logo.path, logo.data), cover.frame))
    size = _scaled(logo, *_MOST)
    free = (box for box in _corners(size, template.design) if not any(_meet(_plate(box), one) for one in cover.taken))
    found = next(free, None)
    return _marked(config, logo, found) if found else None


def without_room(config: Config, resources: Mapping[str, Resource], template: Template | None) -> Iterator[Diagnostic]:
    """Yield a warning if a publisher's template leaves no room for the mark."""
    is_wanted = bool(template and template.layouts and not template.cover.pictured and _logo(config, resources))
    if template and is_wanted and mark_in(config, resources, template) is None:
        message = f"{config.slides.template} has no free corner for the logo on its title slides: it is left out"
        hint = "add a placeholder for a picture to the layout for title slides"
        place = config.places.get("slides.template", Location("terbit.yaml"))
        yield Diagnostic("warning", "slide-logo", message, place, hint)


def _logo(config: Config, resources: Mapping[str, Resource]) -> Resource | None:
    return resources.get(logo_of(config))


def _scaled(logo: Resource, most_width: float, most_height: float) -> tuple[float, float]:
    width, height = _shape(logo.path, logo.data)
    scale = min(most_width / width, most_height / height)
    return width * scale, height * scale


def _marked(config: Config, logo: Resource, box: Box) -> Mark:
    return Mark(logo.path, logo.data, config.publisher.name or config.title, box, _plate(box))


def _plate(box: Box) -> Box:
    return Box(box.x - _MARGIN, box.y - _MARGIN, box.width + 2 * _MARGIN, box.height + 2 * _MARGIN)


def _corners(size: tuple[float, float], design: Design) -> Iterator[Box]:
    """Yield a box in each corner of the slide, the lower ones first."""
    width, height = size
    left, right = _FROM_EDGE, design.width - _FROM_EDGE - width
    upper, lower = _FROM_EDGE, design.height - _FROM_EDGE - height
    yield from (Box(x, y, width, height) for y in (lower, upper) for x in (left, right))


def _meet(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


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
