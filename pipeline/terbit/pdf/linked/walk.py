"""The walk through a page's boxes, in which each piece of marked content finds its fate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terbit.pdf.linked.internals import children, is_margin
from terbit.pdf.linked.leaf import Event
from terbit.pdf.linked.streams import Fate

__all__ = ["Elements", "Walk"]

_CELLS = ("td", "th")
_PT = 0.75
"""Points in a CSS pixel."""


class Elements:
    """The elements of a unit by their order, and the page on which each that may be repeated was met first."""

    def __init__(self, html: Any) -> None:
        """Number the elements of an HTML document."""
        self.all = list(html.iter())
        self._places = {element: place for place, element in enumerate(self.all)}
        self._above = {child: parent for parent in self.all for child in parent}
        self._pages: dict[Any, int] = {}

    def place(self, element: Any) -> int:
        """Return the number of an element."""
        return self._places[element]

    def chain(self, place: int) -> tuple[int, ...]:
        """Return the numbers of the elements above one, from the root down."""
        above, element = list[int](), self._above.get(self.all[place])
        while element is not None:
            above.insert(0, self._places[element])
            element = self._above.get(element)
        return tuple(above)

    def met(self) -> dict[int, int]:
        """Return the page on which each element that may be repeated was met first, by their numbers."""
        return {self._places[element]: page for element, page in self._pages.items()}

    def meet(self, met: Mapping[int, int]) -> None:
        """Take over what was met elsewhere."""
        self._pages.update({self.all[place]: page for place, page in met.items()})

    def is_repeated(self, element: Any, page: int) -> bool:
        """Say whether an element that is set on every page of its table was met on an earlier page."""
        return self._pages.setdefault(element, page) != page


class Walk:
    """The way through a page's boxes; `events` are what it met that the structure tree must know of."""

    def __init__(self, marks: Mapping[Any, int], page: int, height: float, elements: Elements | None) -> None:
        """Take the marked content of each box, the page and its height in px; without elements, all is decoration."""
        self._marks, self._page, self._height, self._elements = marks, page, height, elements
        self._fates: dict[int, Fate] = {}
        self.kept = 0
        self.events: list[Event] = []

    def fate(self, mcid: int) -> Fate:
        """Return what becomes of marked content; what no box of the page owns is decoration."""
        return self._fates.get(mcid, "artifact")

    def through(self, box: Any, *, repeated: bool = False) -> None:
        """Go through a box and all in it; what is `repeated` from an earlier page is an artifact."""
        repeated = repeated or is_margin(box) or self._is_repeated(box)
        if self._elements is not None and not repeated and box.element_tag in _CELLS:
            self._met("cell", box)  # a cell has its place in the row, though it be empty
        if box in self._marks:
            self._meet(box, repeated=repeated)
        for child in children(box):
            self.through(child, repeated=repeated)

    def _meet(self, box: Any, *, repeated: bool) -> None:
        mcid, text = self._marks[box], getattr(box, "text", None)
        if text is not None and not text.strip():
            self._fates[mcid] = "drop"
        elif repeated or self._elements is None or (text is None and not _alternative(box.element)):
            self._fates[mcid] = "artifact"
        else:
            self._fates[mcid] = self.kept
            if text is None:
                self._met("image", box, self.kept, self._corners(box))
            else:
                self._met("text", box, self.kept)
            self.kept += 1

    def _met(self, kind: Any, box: Any, mcid: int = -1, attributes: bytes = b"") -> None:
        if self._elements is not None:
            pseudo = box.element_tag.partition("::")[2]
            numbering = str(box.style["list_style_type"])
            self.events.append(Event(kind, self._elements.place(box.element), pseudo, numbering, mcid, attributes))

    def _corners(self, box: Any) -> bytes:
        left, top = box.content_box_x() * _PT, (self._height - box.content_box_y()) * _PT
        corners = left, top - box.height * _PT, left + box.width * _PT, top
        return b"<</O/Layout/BBox[%s]>>" % " ".join(f"{value:.3f}" for value in corners).encode()

    def _is_repeated(self, box: Any) -> bool:
        """Say whether a box is a table's head or foot that stood on an earlier page already."""
        if self._elements is None or not (getattr(box, "is_header", False) or getattr(box, "is_footer", False)):
            return False
        return self._elements.is_repeated(box.element, self._page)


def _alternative(element: Any) -> str:
    return element.get("alt") or element.findtext("{http://www.w3.org/2000/svg}title") or ""
