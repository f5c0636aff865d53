"""Where each kind of slide puts its parts and how it looks: one table for measuring, PPTX and HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from terbit.slides.typefaces import OWN_FACES, Faces

if TYPE_CHECKING:
    from terbit.slides.model import Kind

__all__ = [
    "CAPTION_SIZE",
    "COVERS",
    "COVER_LABEL_SIZE",
    "COVER_TITLE_FOOT",
    "DESIGNS",
    "FOOTER_SIZE",
    "INDENT",
    "LABEL_SIZE",
    "PIXEL",
    "RING_WIDTH",
    "SCALES",
    "SMALLEST",
    "TABLE_PADDING",
    "TITLE_LEADING",
    "WIDE",
    "Box",
    "Design",
    "Look",
    "contained",
    "gap",
]


@dataclass(frozen=True)
class Box:
    """A rectangle on the slide, in pt from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Look:
    """A kind's body box, type sizes (pt) from preferred to smallest, colours (theme tokens), most words and faces.

    `sizes` are tried before anything is split; `rescue` only where one item fills a slide by itself. What has more
    than `words` is divided, into slides of no more than `aim` where there are places to divide it at.
    """

    body: Box
    sizes: tuple[float, ...]
    rescue: tuple[float, ...] = ()
    colour: str = "primary"
    ground: str = "paper"
    items: int = 6
    words: int = 75
    aim: int = 35
    ruled: bool = False
    faces: Faces = OWN_FACES


PIXEL = 4 / 3
"""Px to the pt of CSS."""
COVER_TITLE_FOOT = 6.75
"""What is left free, in pt, below the last line of a cover's title."""
RING_WIDTH = 22.0
LABEL_SIZE = 20.0
COVER_LABEL_SIZE = 26.0
FOOTER_SIZE = 13.0
TITLE_LEADING = 0.9011
"""Line height of titles as a share of their face's own, which PowerPoint sets at 90 %."""
CAPTION_SIZE = 18.0
SMALLEST = 18.0
INDENT = 1.55
"""Indentation of a list level, in em of the body size: room for "10." in front of the text."""
SCALES = (1.0, 0.92, 0.88)
"""Size of each list level, as a share of the body size."""
TABLE_PADDING = (10.0, 6.0)
"""Space left and right of, and above and below, a cell's text, in pt."""

COVERS: frozenset[Kind] = frozenset({"title", "chapter"})


@dataclass(frozen=True)
class Design:
    """A shape of slides: its size, its boxes (all in pt) and the looks of its kinds.

    `band` is the coloured edge and `notch` the brighter stretch of it beside the title, `rule` the stroke between the
    title and a text that stands for itself. `titles` and `cover_titles` are sizes of titles, the preferred first.
    Where there is no room for labels (`labelled`), they stand in the titles. `faces` are those of titles; all else is
    set in the faces of the looks.
    """

    ratio: str
    width: float
    height: float
    label: Box
    title: Box
    caption: Box
    number: Box
    footer: Box
    band: Box
    notch: Box
    rule: Box
    cover_label: Box
    cover_title: Box
    cover_rule: Box
    rings: tuple[Box, Box]
    looks: Mapping[Kind, Look]
    titles: tuple[float, ...] = (34.0, 28.0, 20.0)
    cover_titles: tuple[float, ...] = (54.0, 44.0, 36.0, 28.0)
    labelled: bool = True
    faces: Faces = OWN_FACES

    @property
    def text_faces(self) -> Faces:
        """The faces of all but titles."""
        return self.looks["content"].faces

    @property
    def title_leading(self) -> float:
        """The line height of titles, in em."""
        return round(TITLE_LEADING * self.faces.leading, 3)

    def set_in(self, text: Faces, titles: Faces) -> Design:
        """Return the design in other faces."""
        looks = {kind: replace(look, faces=text) for kind, look in self.looks.items()}
        return replace(self, looks=looks, faces=titles)

    def picture_box(self, *, captioned: bool) -> Box:
        """Return the room for a figure, above its caption if it has one."""
        box = self.looks["figure"].body
        return replace(box, height=self.caption.y - 10 - box.y) if captioned else box


def _looks(left: float, width: float, cover: float) -> Mapping[Kind, Look]:
    """Return the looks of slides 540 pt high, whose bodies begin at `left` and are so wide, those of covers `cover`."""
    usual, ruled, tall = Box(left, 144, width, 340), Box(left, 184, width, 300), Box(left, 132, width, 356)
    first = Box(left, 352, cover, 90)
    return {
        "title": Look(first, (24, 20), ground="primary"),
        "chapter": Look(first, (24, 20), ground="primary-light"),
        "objectives": Look(usual, (28, 26, 24), (22, 20, 18), ground="primary-light"),
        "content": Look(usual, (32, 28, 26, 24), (22, 20, 18), words=50, aim=40),
        "statement": Look(ruled, (40, 36, 32), (28, 24, 20, 18), ruled=True),
        "definition": Look(ruled, (36, 32, 28), (26, 24, 20, 18), ground="primary-light", ruled=True),
        "quote": Look(ruled, (34, 30, 28), (24, 20, 18), ruled=True),
        "figure": Look(tall, (18,)),
        "table": Look(tall, (24, 22, 20, 18), (16,)),
        "code": Look(tall, (20, 18, 16), items=40, words=400, aim=400, colour="grey", ground="grey-light"),
        "activity": Look(usual, (32, 28, 26, 24), (22, 20, 18), colour="leaf", ground="leaf-light"),
        "exercise": Look(
            usual, (32, 28, 26, 24), (22, 20, 18), colour="brick", ground="brick-light", items=12, words=90
        ),
        "answer": Look(usual, (32, 28, 26, 24), (22, 20, 18), colour="leaf", items=8, words=90),
        "reflection": Look(ruled, (34, 30, 28), (26, 24, 20, 18), colour="accent", ground="accent-light", ruled=True),
        "summary": Look(usual, (30, 28, 26, 24), (22, 20, 18)),
        "callout": Look(ruled, (32, 28, 26), (24, 22, 20, 18), colour="accent", ground="grey-light", ruled=True),
        "references": Look(tall, (20, 18), (16,), items=12, words=400, aim=400, colour="grey"),
    }


def _design(
    ratio: str, sides: tuple[float, float, float], cover: float, footer: float, rings: tuple[Box, Box]
) -> Design:
    """Return a design 540 pt high; `sides` are the slide's width, where bodies begin, and how wide they are.

    `cover` and `footer` are the widths of what stands on covers and at the foot.
    """
    width, left, measure = sides
    return Design(
        ratio=ratio,
        width=width,
        height=540.0,
        label=Box(left, 26, measure, 28),
        title=Box(left, 54, measure, 68),
        caption=Box(left, 442, measure, 50),
        # Number and footer are on the left: the browser's arrows are on the right.
        number=Box(left, 502, 36, 20),
        footer=Box(left + 36, 502, footer, 20),
        band=Box(0, 0, 18, 540),
        notch=Box(0, 56, 18, 64),
        rule=Box(left, 152, 72, 6),
        cover_label=Box(left, 64, cover, 34),
        cover_title=Box(left, 136, cover, 190),
        cover_rule=Box(left, 332, 72, 6),
        rings=rings,
        looks=_looks(left, measure, cover),
    )


WIDE = _design("16:9", (960.0, 64, 832), 600, 720, (Box(694, 72, 220, 220), Box(790, 196, 220, 220)))
_STANDARD = _design("4:3", (720.0, 52, 628), 470, 520, (Box(546, 40, 180, 180), Box(622, 142, 180, 180)))
DESIGNS: Mapping[str, Design] = {design.ratio: design for design in (WIDE, _STANDARD)}
"""Terbit's own designs by the ratio of their sides."""


def gap(size: float, *, joined: bool = False) -> float:
    """Return the space before a paragraph (pt) at a body size, half of it before what belongs to the one above."""
    return round(size * (0.2 if joined else 0.4), 1)


def contained(shape: tuple[float, float], box: Box, most: float = 0.0) -> Box:
    """Return the largest box of a shape's proportions, at most so wide, in the middle of another."""
    scale = min((most or box.width) / shape[0], box.width / shape[0], box.height / shape[1])
    width, height = shape[0] * scale, shape[1] * scale
    return Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)
