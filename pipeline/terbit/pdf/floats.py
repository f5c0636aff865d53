"""Floating: the text goes on before a figure or table that does not fit the rest of a page, which heads the next one.

WeasyPrint 70 has no floats of pages (CSS Page Floats 3): it leaves the rest of the page empty. Here the paragraphs
behind what floats change places with it, one by one, until the page is full. None is taken past a heading, a box, or
another figure or table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.layout import block

from terbit.pdf.markup import FLOAT, has_class

__all__ = ["mend_floats"]

_TEXT = frozenset(("p", "ol", "ul"))
"""The elements that may go before what floats."""
_MARGINS = 3
"""Where the margins before a child stand among the arguments; WeasyPrint adds to them."""
_ABORTED, _RESUMED, _LAID_OUT = 0, 2, 6
"""Where a layout says whether its box goes to the next page whole, where that goes on, and what stands on this one."""


def mend_floats() -> None:
    """Let the engine of this process set text before figures and tables that are too high for the rest of a page."""
    if block._in_flow_layout.__module__ == block.__name__:  # noqa: SLF001 - no other way to it
        block._in_flow_layout = _floating(block._in_flow_layout)  # noqa: SLF001


def _floating(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    def in_flow_layout(
        context: Any, box: Any, index: int, child: Any, new_children: list[Any], *others: Any
    ) -> tuple[Any, ...]:
        """Lay out the child that stands at an index by now: the caller goes through them as they stood before."""
        if box.element_tag != "section" or box.is_column:
            laid_out: tuple[Any, ...] = lay_out(context, box, index, child, new_children, *others)
            return laid_out
        now = _at(box, index, child)
        before, margins = list(new_children), list(others[_MARGINS])
        found: tuple[Any, ...] = lay_out(context, box, index, now, new_children, *others)
        text = _text_behind(box, index) if before and _is_left(found, index) and _floats(now) else None
        if text is None:
            return found
        _move(box, text, index)
        others = (*others[:_MARGINS], margins, *others[_MARGINS + 1 :])
        instead: tuple[Any, ...] = lay_out(context, box, index, _at(box, index, now), before, *others)
        if instead[_ABORTED] or _is_left(instead, index) or len(instead[_LAID_OUT]) < len(before):
            _move(box, index, text)
            return found
        return instead

    return in_flow_layout


def _at(box: Any, index: int, child: Any) -> Any:
    """Return the child that stands at an index by now, put where one is put that stood there before."""
    now = box.children[index]
    now.position_x, now.position_y = child.position_x, child.position_y
    return now


def _is_left(found: tuple[Any, ...], index: int) -> bool:
    """Say whether nothing of a child came to stand on the page."""
    return bool(found[_RESUMED] == {index: None})


def _floats(box: Any) -> bool:
    return box.element is not None and has_class(box.element, FLOAT)


def _text_behind(box: Any, index: int) -> int | None:
    """Return the place of the text behind what floats, and behind all that does so with it."""
    at = next((at for at in range(index, len(box.children)) if not _floats(box.children[at])), None)
    return None if at is None or box.children[at].element_tag not in _TEXT else at


def _move(box: Any, old: int, new: int) -> None:
    children = list(box.children)
    children.insert(new, children.pop(old))
    box.children = children
