"""Open boxes: one that goes on overleaf ends on its page where its text ends.

WeasyPrint 70 makes a box that is broken fill its page, as CSS Fragmentation 3, 5.4.1 has it. Where the next item of its
list does not fit, lines of empty ground would be left below the text, which look like room to write in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import block

__all__ = ["mend_open_boxes"]

_FILLING = frozenset(("body", "section", "td", "th"))
"""The elements whose ground, if a theme gives them one, is that of the page, or of the row."""


def mend_open_boxes() -> None:
    """Let the engine of this process end what is broken by a page where the last that stands there ends."""
    if block.block_container_layout.__module__ == block.__name__:
        block.block_container_layout = _ending(block.block_container_layout)


def _ending(lay_out: Callable[..., tuple[Any, ...]]) -> Callable[..., tuple[Any, ...]]:
    def block_container_layout(context: Any, box: Any, *others: Any, **options: Any) -> tuple[Any, ...]:
        found = lay_out(context, box, *others, **options)
        part, resumed_at = found[:2]
        if part is not None and resumed_at is not None and part.element_tag not in _FILLING:
            ends = [_end(child) for child in part.children if child.is_in_normal_flow() or child.is_floated()]
            if ends:
                part.height = min(part.height, max(0, max(ends) - part.content_box_y()))
        return found

    return block_container_layout


def _end(child: Any) -> float:
    """Return where a child ends, without the margin below it, in px from the top of the page."""
    below = child.height if isinstance(child, LineBox) else child.margin_top + child.border_height()
    return float(child.position_y + below)
