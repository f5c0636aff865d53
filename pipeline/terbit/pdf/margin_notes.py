"""Notes in the margin: WeasyPrint 70 has none, so each page that it has laid out gets its own moved there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.logger import LOGGER

from terbit.pdf.markup import MARGIN_NOTE, beginning

__all__ = ["heights", "is_note", "move_notes"]


@dataclass(frozen=True)
class _Note:
    """A laid-out note, which can be moved, and the line that it stands beside; lengths are in px."""

    box: Any
    line: Any

    @property
    def wanted(self) -> float:
        """The top of the note where its first baseline is that of its line."""
        own = next((box for box in self.box.descendants() if isinstance(box, boxes.LineBox)), None)
        within = own.position_y + own.baseline - self.box.position_y if own is not None else 0.0
        return float(self.line.position_y + self.line.baseline - within)


def heights(wanted: Sequence[float], sizes: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return the tops of notes, in the order of their lines: as near to those wanted as can be, one below the other.

    None ends below `bottom`, unless there are so many that those before reach up to `top`.
    """
    tops: list[float] = []
    end = top
    for want, size in zip(wanted, sizes, strict=True):
        tops.append(max(want, end))
        end = tops[-1] + size
    for at in reversed(range(len(tops))):
        bottom = tops[at] = min(tops[at], bottom - sizes[at])
    end = top
    for at, size in enumerate(sizes):
        tops[at] = max(tops[at], end)
        end = tops[at] + size
    return tops


def move_notes(sheet: Any) -> None:
    """Move the notes of a laid-out page to its outer margin; WeasyPrint's log tells where there is no room for all."""
    notes = sorted(_found(sheet, None), key=lambda note: note.wanted)
    if not notes:
        return
    left, top = sheet.content_box_x(), sheet.content_box_y()
    sizes = [note.box.margin_height() for note in notes]
    tops = heights([note.wanted for note in notes], sizes, top, top + sheet.height)
    for note, at in zip(notes, tops, strict=True):
        outer = left + sheet.width if sheet.page_type.side == "right" else left - note.box.margin_width()
        note.box.translate(outer - note.box.position_x, at - note.box.position_y)
    if tops[-1] + sizes[-1] > top + sheet.height + 1:
        opening = beginning("".join(notes[-1].box.element.itertext()))
        LOGGER.warning("Side notes on one page are higher than it, up to the one that begins '%s'", opening)


def _found(box: Any, line: Any) -> Iterator[_Note]:
    """Yield the notes in a box, which stands in a line of text or in none yet."""
    for child in getattr(box, "children", ()):
        if line is not None and is_note(child):
            yield _Note(child, line)
        else:
            yield from _found(child, child if isinstance(child, boxes.LineBox) else line)


def is_note(box: Any) -> bool:
    """Say whether a box is that of a note for the margin."""
    element = box.element
    return element is not None and element.get("class") == MARGIN_NOTE and box.element_tag == "span"
