"""Elements that hold others: which of their children are asked, and how what they write is joined."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from citeproc import model
from citeproc.source import VariableError

from terbit.citations.item import Item
from terbit.citations.overrides.base import Mended

__all__ = ["Branch", "Choose", "Container", "Else", "Layout"]

_MARKS = frozenset(" .,;:!?")


class Container(Mended):
    """Defect: every branch of a style is tried for every cite, though most are for other kinds of source.

    A child is left out if it had nothing to write for a source of the same shape and only the shape mattered.
    """

    def texts(self, item: Item, context: Any, sort_options: Any, delimiter: str) -> list[str]:
        """Return what the children write; a cs:choose joins its own by the delimiter."""
        plan = self._memo("plans", dict).get(item.record.shape)
        if plan is None:
            return self._explored(item, context, sort_options, delimiter)
        item.called, item.found = item.called + plan[1], item.found + plan[2]
        out = []
        for child in plan[0]:
            try:
                text = child.render(item, context, sort_options, delimiter)
            except VariableError:
                continue
            if text:
                out.append(text)
        return out

    def _explored(self, item: Item, context: Any, sort_options: Any, delimiter: str) -> list[str]:
        """Ask all children, and remember which of them matter, and what the others call and find."""
        kept, calls, finds, out = [], 0, 0, []
        for child in self:  # type: ignore[attr-defined]
            asked, called, found = item.asked, item.called, item.found
            try:
                text = child.render(item, context, sort_options, delimiter)
            except VariableError:
                text = None
            if text or item.asked != asked:
                kept.append(child.essence(item.record.shape))
                out += [text] if text else []
            else:
                calls, finds = calls + item.called - called, finds + item.found - found
        self._memo("plans", dict)[item.record.shape] = kept, calls, finds
        return out

    def only(self, shape: str) -> Any:
        """Return the child that is all there is for sources of a shape, None if there are others."""
        kept, calls, _ = self._memo("plans", dict).get(shape, ((), 0, 0))
        return kept[0] if len(kept) == 1 and not calls else None

    def render_children(
        self, item: Item, context: Any = None, sort_options: Any = None, delimiter: str = ""
    ) -> str | None:
        """Write the children, None if they have nothing to say."""
        texts = self.texts(item, context, sort_options, delimiter)
        return _joined(texts, delimiter) if texts else None


class Branch(Container):
    """A branch of a choice."""

    def render(self, item: Item, context: Any = None, sort_options: Any = None, delimiter: str = "") -> str | None:
        """Write the children; they are delimited as if they stood where the choice does."""
        return self.render_children(item, context, sort_options, delimiter)

    def essence(self, shape: str) -> Any:
        """Return the only child, if there is but one."""
        only = self.only(shape)
        return self if only is None else only


class Choose(Mended, model.Choose):
    """Defect: conditions are tested for each cite, though most depend on the source alone."""

    def render(self, item: Item, context: Any = None, sort_options: Any = None, delimiter: str = "") -> str | None:
        """Write the first branch whose condition holds."""
        branch = self._branch(item)
        return None if branch is None else branch.render(item, context, sort_options, delimiter)

    def essence(self, shape: str) -> Any:
        """Return what the branch for sources of a shape comes to, or the choice itself if more than that matters."""
        branch = self._memo("branches", dict).get(shape)
        return self if branch is None else branch.essence(shape)

    def _branch(self, item: Item) -> Any:
        branches, shape = self._memo("branches", dict), item.record.shape
        if shape in branches:
            return branches[shape]
        varied = item.varied
        found = next((branch for branch in self if branch.holds(item)), None)
        if item.varied == varied:
            branches[shape] = found
        return found


def _joined(texts: Sequence[str], delimiter: str) -> str:
    """Join texts without a mark or space twice where they meet, as citeproc-py does."""
    if len(texts) == 1:
        return texts[0]
    out = texts[0]
    for text in texts[1:]:
        for part in (delimiter, text):
            doubled = part and out[-1] == part[0] and part[0] in _MARKS
            out += part[1:] if doubled else part
    return out


class Layout(Container, model.Layout):
    """A layout; see `Container`."""


class Else(Branch, model.Else):
    """The last branch of a choice."""

    def holds(self, _: Item) -> bool:
        """Tell that this branch is for everything that is left."""
        return True
