"""What is done to each page once WeasyPrint 70 has laid it out, whichever engine asked for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from math import inf
from typing import Any

from weasyprint.layout import absolute, page

from terbit.pdf.margin_notes import is_note, move_notes
from terbit.pdf.markup import MARGIN_NOTE
from terbit.pdf.turned import is_turned, turn
from terbit.pdf.waiting_notes import in_order

__all__ = ["mend_pages"]


def mend_pages() -> None:
    """Let the engine of this process turn pages that are to be turned, and move notes to the margin of the others.

    What is left of a page's footnotes comes on the next page alone.
    """
    if page.make_page.__module__ == page.__name__:
        page.make_page = _mended(page.make_page)
        page.remake_page = _carrying(page.remake_page)
        absolute.absolute_box_layout = _unparted(absolute.absolute_box_layout)


def _mended(make_page: Callable[..., Any]) -> Callable[..., Any]:
    def made(context: Any, root: Any, *arguments: Any) -> Any:
        result = make_page(context, root, *arguments)
        if is_turned(result[0]):
            turn(result[0])
        elif _has_notes(context, root):
            move_notes(result[0])
        return result

    return made


def _carrying(remake_page: Callable[..., Any]) -> Callable[..., Any]:
    """Return the making of a page anew, which begins with the footnotes that the page before it has left, in order.

    Where pages between stay as they were, WeasyPrint goes on with those of the last one that it made.
    """

    @wraps(remake_page)
    def remade(index: int, context: Any, *others: Any) -> Any:
        carried, order = vars(context).setdefault("carried_notes", {}), in_order(context)
        context.reported_footnotes = list(carried.get(index, ()))
        result = remake_page(index, context, *others)
        carried[index + 1] = sorted(context.reported_footnotes, key=order)
        return result

    return remade


def _has_notes(context: Any, root: Any) -> bool:
    """Say whether a document has notes for its margins: going through all boxes of a page takes its time."""
    known = vars(context)
    if "margin_notes" not in known:
        known["margin_notes"] = any(span.get("class") == MARGIN_NOTE for span in root.element.iter("span"))
    return bool(known["margin_notes"])


def _unparted(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    """Return the layout of boxes out of the flow, which lets notes run over the foot until they are moved up."""

    def absolute_box_layout(
        context: Any, box: Any, block: Any, fixed: Any, bottom_space: float, skip_stack: Any
    ) -> Any:
        space = -inf if is_note(box) else bottom_space
        return lay_out(context, box, block, fixed, space, skip_stack)

    return absolute_box_layout
