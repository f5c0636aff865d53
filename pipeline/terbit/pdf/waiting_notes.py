"""Notes that wait for the next page: none is lost there, and they come in their order.

WeasyPrint 70 puts notes off where a paragraph could not begin on the page beside them. The line that has its place then
may call notes too, and those would be nowhere; and of notes that were put off already, later ones would come first
(`in_order`, as pages are begun).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from weasyprint.layout import block

__all__ = ["in_order", "mend_waiting_notes"]

_LayOut = Callable[..., tuple[Any, ...]]


def mend_waiting_notes() -> None:
    """Let the engine of this process put off the notes of the last line on a page with those that made room for it."""
    if not hasattr(block._linebox_layout, "__wrapped__"):  # noqa: SLF001 - nowhere else is a page's last line known
        block._linebox_layout = _remembering(block._linebox_layout)  # noqa: SLF001


def _remembering(lay_out: _LayOut) -> _LayOut:
    @wraps(lay_out)
    def linebox_layout(
        context: Any, box: Any, index: int, child: Any, new_children: Sequence[Any], *others: Any
    ) -> tuple[Any, ...]:
        found = lay_out(context, box, index, child, new_children, *others)
        aborted, stopped, _, _, notes, _ = found
        if stopped and not aborted and new_children:
            forgotten = [one.footnote for one in new_children[-1].descendants() if one.footnote in context.footnotes]
            for note in forgotten:
                context.footnotes.remove(note)
            context.reported_footnotes += forgotten
            notes += forgotten
        return found

    return linebox_layout


def in_order(context: Any) -> Callable[[Any], int]:
    """Return the key that notes of a document are sorted by; it must be asked for first before any page is made."""
    known: dict[int, int] | None = vars(context).get("note_ranks")
    if known is None:
        known = vars(context)["note_ranks"] = {id(note): at for at, note in enumerate(context.footnotes)}
    ranks = known
    return lambda note: ranks.get(id(note), len(ranks))
