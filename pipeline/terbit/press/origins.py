"""From a place on a printed page back to the line of the manuscript."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeAlias

from terbit.ast import elements, stringify, where
from terbit.diagnostics import Diagnostic, Location, OnPage
from terbit.model import Document

__all__ = ["Origins"]

Box: TypeAlias = tuple[float, float, float, float]

_BLOCKS = ("Para", "Plain", "Header", "CodeBlock", "Figure", "Table")
_ENOUGH = 16
"""Letters that tell a line from others."""
_FEW = 8
"""Letters that do so if no other line of the manuscript has them."""


class Origins:
    """Looks up where in a book's manuscript the lines of its pages stand."""

    def __init__(self, document: Document) -> None:
        """Take the document that the PDF was made of."""
        self._blocks = [
            (letters, place)
            for chapter in document.chapters
            for element in elements(chapter.blocks)
            if element["t"] in _BLOCKS and (place := where(element)) and (letters := _letters(stringify([element])))
        ]

    def placed(self, findings: Iterable[Diagnostic], shown: Any) -> tuple[Diagnostic, ...]:
        """Return findings on pages with the places that they lack; `shown` is the PDF, opened by pypdfium2."""
        return tuple(
            replace(finding, where=self._of(shown[finding.page - 1], finding.box))
            if isinstance(finding, OnPage) and finding.page and finding.where is None
            else finding
            for finding in findings
        )

    def _of(self, page: Any, box: Box | None) -> Location | None:
        """Return the place of the line of type nearest to a box, or of the first line that can be found."""
        text = page.get_textpage()
        rectangles = [text.get_rect(index) for index in range(text.count_rects())]
        if box is not None:
            rectangles.sort(key=lambda one: abs(one[1] + one[3] - box[1] - box[3]))
        lines = [_letters(text.get_text_bounded(*rectangle)) for rectangle in rectangles]
        found = [places for line in lines if len(line) >= _ENOUGH and (places := self._with(line))]
        found += [places for line in lines if len(line) >= _FEW and len(places := self._with(line)) == 1]
        return found[0][0] if found else None

    def _with(self, line: str) -> list[Location]:
        return [place for letters, place in self._blocks if line in letters]


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
