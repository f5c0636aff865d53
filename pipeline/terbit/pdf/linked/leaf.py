"""A leaf: all that is kept of a page of a unit once it is painted, so that its boxes can be let go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from terbit.pdf.linked.model import Bookmark, Deflated, Hole, NumberTable

__all__ = ["Event", "Leaf", "Link"]


@dataclass(frozen=True)
class Event:
    """What the walk through a page's boxes meets: a cell, a text or an image of an element, by its place in the HTML.

    `mcid` is the number of its marked content on the page; a cell has none. `numbering` is how lists are numbered
    there, `attributes` what the structure says of an image.
    """

    kind: Literal["cell", "text", "image"]
    element: int
    pseudo: str
    numbering: str
    mcid: int = -1
    attributes: bytes = b""


@dataclass(frozen=True)
class Link:
    """A link on a page: its element, its target, whether that is inside the book, and its corners in pt."""

    element: int
    numbering: str
    target: str
    inside: bool
    corners: tuple[float, float, float, float]


@dataclass(frozen=True)
class Leaf:
    """A page: its name, content, structure, places, and its boxes as in its dictionary and as numbers (pt).

    `tables` are those that the holes in its content name; `is_even` says that the figures in its text are equally
    wide. `uses` are the glyphs drawn in each font, `drawn` the names of the other resources; `groups` are those of
    them that are drawings of their own, as objects of pydyf.
    """

    name: str
    content: tuple[Deflated | Hole, ...]
    tables: tuple[NumberTable, ...]
    marked: int
    is_even: bool
    events: tuple[Event, ...]
    links: tuple[Link, ...]
    anchors: tuple[tuple[str, float, float], ...]
    bookmarks: tuple[Bookmark, ...]
    uses: Mapping[str, frozenset[str]]
    drawn: tuple[str, ...]
    groups: Mapping[str, Any]
    boxes: bytes = b""
    media: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
