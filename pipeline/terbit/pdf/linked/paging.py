"""Laying a document out page by page: each page is whole, and can be let go, before the next is begun.

WeasyPrint 70 lays out all pages before it gives them margins and paints them, so that it holds all their boxes. That is
needed only where pages have something of later ones: `TogetherError` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, DocumentMetadata, Page
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.layout import initialize_page_maker
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import make_all_pages, make_margin_boxes

from terbit.pdf.linked.shared import Fonts

__all__ = ["Flow", "TogetherError"]


_SIDES = ("::before", "::after")


class TogetherError(Exception):
    """Says that the pages of a document must be laid out together."""


class Flow:
    """A document on its way to pages."""

    def __init__(self, html: Any, fonts: Any, stylesheets: Any) -> None:
        """Compute the styles of a document and make its boxes; they are not laid out yet."""
        options = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": stylesheets}
        counters = CounterStyle()
        self.html = html
        self.context = Document._build_layout_context(html, fonts, counters, {}, options)  # noqa: SLF001 - see below
        context = self.context
        self.root = build_formatting_structure(
            html.etree_element, context.style_for, context.get_image_from_uri, html.base_url,
            context.target_collector, counters, context.footnotes,
        )  # fmt: skip
        self._bookmarked: set[tuple[Any, str]] = set()

    def document(self) -> Any:
        """Return WeasyPrint's document, as yet without pages."""
        metadata = DocumentMetadata(**get_html_metadata(self.html))
        document = Document([], metadata, self.html.url_fetcher, self.context.font_config, {}, None)
        document.fonts = Fonts()
        return document

    def pages(self, ends: Callable[[int], bool] = lambda _: False) -> Iterator[tuple[Any, bool]]:
        """Lay out and yield each page, and whether it is the last.

        `ends` is asked before each, by its number from 0, whether no more is needed.

        Raises
        ------
        TogetherError
            If a page has something of later ones.
        """
        context = self.context
        if context.target_collector.counter_lookup_items:
            raise TogetherError
        initialize_page_maker(context, self.root)
        boxes = make_all_pages(context, self.root, self.html, [])
        for index in count():
            box = None if ends(index) else next(boxes, None)
            if box is None:
                return
            resume_at, _, _, state, _ = context.page_maker[index + 1]
            is_last = resume_at is None and not context.reported_footnotes
            self._name(box, index + 1)
            self._dress(box, index + 1, state)
            if box.fixed_boxes or context.target_collector.counter_lookup_items or (is_last and self._is_open()):
                raise TogetherError
            yield Page(box), is_last

    def _is_open(self) -> bool:
        """Say whether some page, now that all are laid out, must be laid out again."""
        states = (item[4] for item in self.context.page_maker)
        return any(state["content_changed"] or state["pages_wanted"] for state in states)

    def _name(self, page: Any, number: int) -> None:
        """Take the strings that running heads show, and leave each bookmark to the first box of its element."""
        for box in page.descendants():
            if box.bookmark_label:
                mark = box.element, next((side for side in _SIDES if box.element_tag.endswith(side)), "")
                if mark in self._bookmarked:
                    box.bookmark_label = ""
                self._bookmarked.add(mark)
            if box.string_set and box.string_set != "none":
                for name, text in box.string_set:
                    self.context.string_set[name][number].append(text)

    def _dress(self, page: Any, number: int, state: Any) -> None:
        """Give a page its margins and backgrounds."""
        context = self.context
        context.current_page = number
        root, *areas = page.children
        areas = [area for area in areas if area.children]
        page.children = (root, *areas, *make_margin_boxes(context, page, state))
        layout_backgrounds(page, context.get_image_from_uri)
