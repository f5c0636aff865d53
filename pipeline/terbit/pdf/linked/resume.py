"""Resuming: once the rest of a unit is known to be set as it was before, it is taken from its trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from terbit.pdf.linked.adding import added_to, is_alone, keep_added, pictures_on
from terbit.pdf.linked.leaf import Leaf
from terbit.pdf.linked.model import FontUse
from terbit.pdf.linked.quick_lines import LINES
from terbit.pdf.linked.shared import font_table, pictures, resource_names
from terbit.pdf.linked.stamps import Stamps
from terbit.pdf.linked.trace import Start, Trace
from terbit.pdf.linked.walk import Elements
from terbit.pdf.measuring import WORDS

__all__ = ["Resumption"]


class Resumption:
    """Follows the layout of a unit, page by page, and knows how it was set the last time."""

    def __init__(self, flow: Any, elements: Elements, known: Trace | None) -> None:
        """Stamp a document that is about to be laid out; `known` is its trace of the last time.

        Raises
        ------
        UnsureError
            If it cannot be told what has changed.
        """
        self._context: Any = flow.context
        self._count = len(elements.all)
        self._stamps: Any = Stamps(flow.root, elements)
        self.pictures = pictures(flow.root)
        self.known = known
        LINES.begin(known.lines if known else {})
        WORDS.begin(known.words if known else {})
        self.catch_up: Callable[[], None] = lambda: None
        self.starts: list[Start | None] = []
        self.rest: tuple[Leaf, ...] = ()
        self.fonts: tuple[FontUse, ...] = ()

    def is_known(self, index: int, fonts: Mapping[Any, Any], stream: Any) -> bool:
        """Say whether all from a page on is set as it was; then it is taken over.

        `fonts` are those of the pages before it, and `stream` the last one's content, once they have caught up.
        """
        start = self._stamps.start(self._context, index)
        if self.known is not None and start is not None and stream is not None:
            rest = self.known.rest(index, start, self._count)
            if rest is not None:
                self.catch_up()
                if self._takes(rest, self.known.leaves[: index - self.known.before], fonts, stream):
                    self.starts += rest.starts
                    self.rest = rest.leaves
                    return True
        self.starts.append(start)
        return False

    def end(self) -> None:
        """Let go of the boxes: all pages are laid out."""
        self._context = self._stamps = None

    def trace(self, leaves: Sequence[Leaf], fonts: tuple[FontUse, ...], before: int) -> Trace | None:
        """Return the trace of the unit as it was laid out now; None where nothing could be taken from it."""
        if not all(map(is_alone, leaves)):
            return None
        return Trace(tuple(self.starts), tuple(leaves), fonts, self._count, before, LINES.kept(), WORDS.kept())

    def _takes(self, rest: Trace, before: Sequence[Leaf], fonts: Mapping[Any, Any], stream: Any) -> bool:
        """Take over what the rest of the pages share with those before them, if that is as it was."""
        added = added_to(rest.leaves, resource_names(stream))
        glyphs = [*_glyphs(rest.leaves, rest.fonts)]
        tables = [(use, drawn, font_table(fonts, use.key)) for use, drawn in glyphs]
        drawn_before = {use.key: drawn for use, drawn in _glyphs(before, rest.fonts)}
        if added is None or not self._has_pictures(rest.leaves):
            return False
        if not all(_agree(use, drawn, table, drawn_before.get(use.key)) for use, drawn, table in tables):
            return False
        keep_added(stream, added, rest.leaves, self.pictures)
        for use, drawn, table in tables:
            if table is not None:
                table.widths.update({glyph: use.widths[glyph] for glyph in drawn if glyph not in table.widths})
                table.to_unicode.update({glyph: use.texts[glyph] for glyph in drawn if glyph not in table.to_unicode})
        self.fonts = tuple(_cut(use, drawn) for use, drawn, table in tables if table is None)
        return True

    def _has_pictures(self, leaves: Sequence[Leaf]) -> bool:
        """Say whether the pictures on leaves are in the document still."""
        return not pictures_on(leaves) - self.pictures.keys()


def _glyphs(leaves: Sequence[Leaf], fonts: Sequence[FontUse]) -> Iterator[tuple[FontUse, frozenset[int]]]:
    """Yield the fonts that leaves are set in, each with its glyphs on them."""
    for use in fonts:
        drawn = [leaf.uses[use.key] for leaf in leaves if use.key in leaf.uses]
        if drawn:
            yield use, frozenset(int(glyph, 16) for some in drawn for glyph in some)


def _agree(use: FontUse, drawn: frozenset[int], table: Any, before: frozenset[int] | None) -> bool:
    """Say whether a font is known by now as it was when the rest of the pages was set.

    What it is, and how wide a glyph, is rounded for the size in which they were met first.
    """
    if table is None:
        return before is None
    new = {glyph for glyph in drawn if glyph not in table.widths or glyph not in table.to_unicode}
    return not (new & (before or frozenset())) and all(table.widths[g] == use.widths[g] for g in drawn - new)


def _cut(use: FontUse, drawn: frozenset[int]) -> FontUse:
    widths = {glyph: use.widths[glyph] for glyph in use.widths if glyph in drawn}
    return replace(use, widths=widths, texts={glyph: use.texts[glyph] for glyph in use.texts if glyph in drawn})
