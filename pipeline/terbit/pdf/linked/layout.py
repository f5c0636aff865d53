"""Laying a unit out: an order becomes an object file; runs in a process of its own, where the engine is."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from terbit.diagnostics import Diagnostic
from terbit.pdf.engine import listen, mend
from terbit.pdf.fetcher import BASE, ResourceFetcher
from terbit.pdf.hyphenation import MendedPatterns, hyphenate_with, mend_hyphenation
from terbit.pdf.linked.apart import Apart, ApartError, can_fork
from terbit.pdf.linked.compile import Leaves
from terbit.pdf.linked.model import ObjectFile
from terbit.pdf.linked.order import Order, Style
from terbit.pdf.linked.paging import Flow, TogetherError
from terbit.pdf.linked.quick import make_quick
from terbit.pdf.linked.quick_lines import LINES
from terbit.pdf.linked.resume import Resumption
from terbit.pdf.linked.shared import Fonts
from terbit.pdf.linked.stable import UnsureError
from terbit.pdf.linked.walk import Elements
from terbit.pdf.measuring import WORDS

__all__ = ["Prepared", "lay_out", "prepared"]

# Stand-ins for what is before and after a unit in the book. A document begins on a right-hand page.
_BEFORE = '<section style="page: auto">\u2060</section>'
_AFTER = '<section style="page: auto; break-before: {}">\u2060</section>'


@dataclass(frozen=True)
class Prepared:
    """What all units of a book share: fonts, what fetches files, style sheets that were read, what was found there.

    A process may be made ready for several books in turn: `patterns` are the breaks in words of this one.
    """

    fonts: Any
    fetcher: ResourceFetcher
    stylesheets: Sequence[Any]
    findings: tuple[Diagnostic, ...]
    patterns: MendedPatterns


def prepared(style: Style) -> Prepared:
    """Make this process ready to lay out units in a style."""
    log = listen()
    make_quick()
    mend()
    patterns = mend_hyphenation(style.hyphenation)
    fetcher, fonts = ResourceFetcher(style.resources), FontConfiguration()
    read = [
        weasyprint.CSS(string=text, url_fetcher=fetcher, base_url=BASE, font_config=fonts) for text in style.stylesheets
    ]
    return Prepared(fonts, fetcher, read, (*fetcher.findings, *log.findings), patterns)


def lay_out(order: Order, ready: Prepared) -> tuple[ObjectFile, Mapping[str, bytes]]:
    """Lay a unit out and return its object file, and the font files that the order does not know, by digest.

    Raises
    ------
    Unlinkable
        If the unit cannot be laid out alone.
    """
    try:
        return _laid_out(order, ready)
    except ApartError:
        return _laid_out(replace(order, is_only=False), ready)


def _laid_out(order: Order, ready: Prepared) -> tuple[ObjectFile, Mapping[str, bytes]]:
    log = listen()
    hyphenate_with(ready.patterns)
    LINES.begin({})
    WORDS.begin({})
    fetcher = ready.fetcher
    fetcher.serve(order.resources)
    page = weasyprint.HTML(string=_framed(order), base_url=BASE, url_fetcher=fetcher, media_type="print")
    leaves = Leaves(Elements(page.etree_element), tagged=order.tagged)
    resumption: Resumption | None = None
    try:
        flow = Flow(page, ready.fonts, ready.stylesheets)
        document = flow.document()
        resumption = _resumption(flow, leaves, order)
        pages = _own(flow.pages(partial(_is_known, resumption, document.fonts, leaves)), order)
        del flow  # what is needed of it is let go with the last page: the boxes of a long unit take tens of megabytes
        if order.is_only and resumption is not None and resumption.known is not None and can_fork():
            apart = Apart(leaves, document, resumption.pictures, lambda: len(fetcher.findings) + len(log.findings))
            resumption.catch_up = apart.catch_up
            with closing(apart):
                file, files = leaves.compiled(document, apart.pages(pages), resumption)
        else:
            file, files = leaves.compiled(document, pages, resumption)
    except TogetherError:
        document, resumption = page.render(font_config=ready.fonts, stylesheets=ready.stylesheets), None
        document.fonts = Fonts()
        whole = [(one, one is document.pages[-1]) for one in document.pages]
        leaves = Leaves(leaves.elements, tagged=order.tagged)
        file, files = leaves.compiled(document, _own(whole, order), None)
    findings = tuple(dict.fromkeys((*ready.findings, *fetcher.findings, *log.findings)))
    trace = b""
    if resumption is not None and not file.closed and len(findings) == len(set(ready.findings)):
        trace = pickle.dumps(resumption.trace(leaves.made, leaves.fonts, _before(order)))
    sent = {name: data for name, data in files.items() if name not in order.known}
    return replace(file, findings=findings, trace=trace), sent


def _resumption(flow: Flow, leaves: Leaves, order: Order) -> Resumption | None:
    if order.trace is None:
        return None
    known = pickle.loads(order.trace) if order.trace else None  # noqa: S301 - of the project's own cache
    try:
        return Resumption(flow, leaves.elements, known)
    except UnsureError:
        return None


def _is_known(resumption: Resumption | None, fonts: Mapping[Any, Any], leaves: Leaves, index: int) -> bool:
    return resumption is not None and resumption.is_known(index, fonts, leaves.stream)


def _before(order: Order) -> int:
    """Return how many pages stand for the book before a unit."""
    return int(order.side == "left")


def _own(pages: Iterable[tuple[Any, bool]], order: Order) -> Iterator[Any]:
    """Yield the pages of a unit without those that stand for the book before and after it."""
    for index, (page, is_last) in enumerate(pages):
        if index >= _before(order) and not (is_last and order.then != "any"):
            yield page


def _framed(order: Order) -> str:
    """Put what stands for the book before and after a unit around it."""
    html = order.html
    if order.side == "left":
        html = html.replace("<body>", f"<body>{_BEFORE}", 1)
    if order.then != "any":
        html = html.replace("</body>", f"{_AFTER.format(order.then)}</body>", 1)
    return html
