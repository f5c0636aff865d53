"""Where each kind of slide puts its parts and how it looks: one table for measuring, PPTX and HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from terbit.slides.model import Kind

__all__ = [
    "BAND",
    "CAPTION",
    "CAPTION_SIZE",
    "COVERS",
    "COVER_LABEL",
    "COVER_LABEL_SIZE",
    "COVER_RULE",
    "COVER_TITLE",
    "COVER_TITLE_FOOT",
    "FOOTER",
    "FOOTER_SIZE",
    "HEIGHT",
    "INDENT",
    "LABEL",
    "LABEL_SIZE",
    "LEADING",
    "LOOKS",
    "NOTCH",
    "NUMBER",
    "PIXEL",
    "RINGS",
    "RING_WIDTH",
    "RULE",
    "SCALES",
    "SMALLEST",
    "TABLE_PADDING",
    "TITLE",
    "TITLE_LEADING",
    "TITLE_SIZES",
    "WIDTH",
    "Box",
    "Look",
    "contained",
    "gap",
    "picture_box",
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
    """A kind's body box, type sizes (pt) from preferred to smallest, colours (theme tokens) and most words.

    `sizes` are tried before anything is split; `rescue` only where one item fills a slide by itself.
    """

    body: Box
    sizes: tuple[float, ...]
    rescue: tuple[float, ...] = ()
    colour: str = "primary"
    ground: str = "paper"
    items: int = 6
    words: int = 75
    ruled: bool = False


WIDTH, HEIGHT = 960.0, 540.0
PIXEL = 4 / 3
"""Px to the pt of CSS."""
LABEL = Box(64, 26, 832, 28)
COVER_LABEL = Box(64, 64, 600, 34)
COVER_TITLE = Box(64, 136, 600, 190)
BAND = Box(0, 0, 18, 540)
NOTCH = Box(0, 56, 18, 64)
"""The coloured edge, and the brighter stretch of it beside the title."""
COVER_RULE = Box(64, 332, 72, 6)
COVER_TITLE_FOOT = 6.75
"""What is left free, in pt, below the last line of a cover's title."""
RING_WIDTH = 22.0
RULE = Box(64, 152, 72, 6)
"""The stroke between the title and a text that stands for itself."""
RINGS = (Box(694, 72, 220, 220), Box(790, 196, 220, 220))
LABEL_SIZE = 20.0
COVER_LABEL_SIZE = 26.0
FOOTER_SIZE = 13.0
TITLE = Box(64, 54, 832, 68)
CAPTION = Box(64, 442, 832, 50)
NUMBER = Box(64, 502, 36, 20)
FOOTER = Box(100, 502, 720, 20)
"""Both on the left: the browser's arrows are on the right."""
LEADING = 1.2207
"""Line height of Calibri in em; the HTML takes it over."""
TITLE_LEADING = 1.1
TITLE_SIZES = (34.0, 28.0, 20.0)
"""Sizes of titles of one, two and three lines."""
CAPTION_SIZE = 18.0
SMALLEST = 18.0
INDENT = 1.4
"""Indentation of a list level, in em of the body size: room for "10." in front of the text."""
SCALES = (1.0, 0.92, 0.88)
"""Size of each list level, as a share of the body size."""
TABLE_PADDING = (10.0, 6.0)
"""Space left and right of, and above and below, a cell's text, in pt."""

COVERS: frozenset[Kind] = frozenset({"title", "chapter"})

_BODY = Box(64, 144, 832, 340)
_RULED = Box(64, 184, 832, 300)
_TALL = Box(64, 132, 832, 356)

LOOKS: Mapping[Kind, Look] = {
    "title": Look(Box(64, 352, 600, 90), (24, 20), ground="primary"),
    "chapter": Look(Box(64, 352, 600, 90), (24, 20), ground="primary-light"),
    "objectives": Look(_BODY, (28, 26, 24), (22, 20, 18), ground="primary-light"),
    "content": Look(_BODY, (32, 28, 26, 24), (22, 20, 18)),
    "statement": Look(_RULED, (40, 36, 32), (28, 24, 20, 18), ruled=True),
    "definition": Look(_RULED, (36, 32, 28), (26, 24, 20, 18), ground="primary-light", ruled=True),
    "quote": Look(_RULED, (34, 30, 28), (24, 20, 18), ruled=True),
    "figure": Look(Box(64, 132, 832, 356), (18,)),
    "table": Look(_TALL, (24, 22, 20, 18), (16,)),
    "code": Look(_TALL, (20, 18, 16), items=40, words=400, colour="grey", ground="grey-light"),
    "activity": Look(_BODY, (28, 26, 24), (22, 20, 18), colour="leaf", ground="leaf-light"),
    "exercise": Look(_BODY, (28, 26, 24), (22, 20, 18), colour="brick", ground="brick-light", items=12, words=90),
    "answer": Look(_BODY, (26, 24), (22, 20, 18), colour="leaf", items=8, words=90),
    "reflection": Look(_RULED, (34, 30, 28), (26, 24, 20, 18), colour="accent", ground="accent-light", ruled=True),
    "summary": Look(_BODY, (30, 28, 26, 24), (22, 20, 18)),
    "callout": Look(_RULED, (32, 28, 26), (24, 22, 20, 18), colour="accent", ground="grey-light", ruled=True),
    "references": Look(_TALL, (20, 18), (16,), items=12, words=400, colour="grey"),
}


def gap(size: float, *, joined: bool = False) -> float:
    """Return the space before a paragraph (pt) at a body size, half of it before what belongs to the one above."""
    return round(size * (0.2 if joined else 0.4), 1)


def picture_box(*, captioned: bool) -> Box:
    """Return the room for a figure, above its caption if it has one."""
    box = LOOKS["figure"].body
    return Box(box.x, box.y, box.width, CAPTION.y - 10 - box.y) if captioned else box


def contained(shape: tuple[int, int], box: Box, most: float = 0.0) -> Box:
    """Return the largest box of a shape's proportions, at most so wide, in the middle of another."""
    scale = min((most or box.width) / shape[0], box.width / shape[0], box.height / shape[1])
    width, height = shape[0] * scale, shape[1] * scale
    return Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)
