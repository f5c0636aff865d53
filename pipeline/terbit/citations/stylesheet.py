"""A style as it is used: read with mended elements, in a language, with what all that it writes has in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from lxml import etree

from terbit.citations.inlines import Node, Quotes, parse, settle
from terbit.citations.item import Item
from terbit.citations.overrides import VariableError, parser, prepare
from terbit.citations.punctuation import tidy

__all__ = ["Stylesheet", "children", "rendered"]


class Stylesheet:
    """A CSL style in a language; `citation` and `bibliography` are its elements, the latter None if absent."""

    def __init__(self, style: bytes, language: str) -> None:
        made = parser()
        self.root: Any = etree.fromstring(style, made)
        prepare(self.root, language, made)
        self.citation: Any = self._find(self.root, "citation")
        self.bibliography: Any = self._find(self.root, "bibliography")

    def _find(self, element: Any, name: str) -> Any:
        return None if element is None else element.find(f"cs:{name}", self.root.nsmap)

    @property
    def in_notes(self) -> bool:
        """Tell whether the style cites in footnotes."""
        return bool(self.root.get("class") == "note")

    @property
    def hanging(self) -> bool:
        """Tell whether entries hang their first line."""
        return self.bibliography is not None and self.bibliography.get("hanging-indent") == "true"

    @cached_property
    def quotes(self) -> Quotes:
        """Return the quotation marks of the language."""
        marks: Quotes = self.root.quotes()
        return marks

    @cached_property
    def layout(self) -> Any:
        """Return how a citation is laid out."""
        return self._find(self.citation, "layout")

    @cached_property
    def entry_layout(self) -> Any:
        """Return how an entry is laid out, None without a bibliography."""
        return self._find(self.bibliography, "layout")

    @cached_property
    def sorter(self) -> Callable[[list[Item]], list[Item]] | None:
        """Return what puts the cites of a cluster in order, None where the style leaves them as they are."""
        return self._sorter(self.citation, self.layout)

    @cached_property
    def entry_sorter(self) -> Callable[[list[Item]], list[Item]] | None:
        """Return what puts the entries in order, None where they come as they are cited."""
        return self._sorter(self.bibliography, self.entry_layout)

    def _sorter(self, area: Any, layout: Any) -> Callable[[list[Item]], list[Item]] | None:
        sort = self._find(area, "sort")
        return None if sort is None else lambda items: list(sort.sort(items, layout))

    def parse(self, text: str) -> Node:
        """Read what elements have written, with its quotation marks and formats settled."""
        return settle(parse(text), self.quotes)

    def tidy(self, text: str) -> str:
        """Settle the punctuation where parts of a text meet."""
        return tidy(text, in_quote=self.root.locale_option("punctuation-in-quote"))


def children(layout: Any, item: Item) -> str:
    """Write the children of an element, an empty string where they have nothing to say."""
    try:
        return str(layout.render_children(item, layout) or "")
    except VariableError:
        return ""


def rendered(element: Any, item: Item, layout: Any) -> str:
    """Write an element of a layout, an empty string where it has nothing to say."""
    try:
        return str(element.render(item, layout) or "")
    except VariableError:
        return ""
