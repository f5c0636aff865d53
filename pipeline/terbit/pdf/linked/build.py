"""Building a PDF by the linked engine: units are laid out where they have changed, and the book is linked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate

from lxml import html as lenient

from terbit.diagnostics import Diagnostic
from terbit.pdf.cut_off import text_cut
from terbit.pdf.linked.link import link
from terbit.pdf.linked.making import MOST_ROUNDS, Making
from terbit.pdf.linked.metadata import about
from terbit.pdf.linked.order import Unlinkable
from terbit.pdf.linked.orders import Orders
from terbit.pdf.linked.placed import Placed
from terbit.pdf.linked.places import Book, PageMap
from terbit.pdf.linked.settings import Settings
from terbit.pdf.linked.sheet_rules import read_rules, starts, tie
from terbit.pdf.linked.shelf import lasting
from terbit.pdf.linked.slow_rules import slow_rules
from terbit.pdf.linked.told import Settled
from terbit.pdf.linked.units import units
from terbit.pdf.model import Composition, Layout, Sheet
from terbit.pdf.pagination import known_numbers
from terbit.versions import package_version

__all__ = ["build_linked"]


def build_linked(composition: Composition, sheet: Sheet, settings: Settings) -> Layout:
    """Return the finished PDF of a book.

    Raises
    ------
    Unlinkable
        If the book must be laid out as a whole.
    MachineError
        If the engine cannot be loaded.
    """
    rules = read_rules(sheet.stylesheets)
    tied = tie(rules)
    if tied:
        raise Unlinkable(tied)
    root = lenient.document_fromstring(composition.html)
    slow = slow_rules(root, rules)
    numbers = known_numbers(root)
    said = about(root, f"WeasyPrint {package_version('weasyprint')}")
    orders = Orders(composition, sheet, settings.own, units(root, starts(root, rules)), settings.edges)
    with lasting(settings.cache) as cache:
        making = Making(orders, settings, cache)
        settled = making.settled()
        book = Book(said, settings.edges, bool(sheet.variant), numbers)
        layout = _linked(settled, book, making)
    return replace(layout, findings=(*slow, *layout.findings))


def _linked(settled: Settled, book: Book, making: Making) -> Layout:
    pages = settled.pages
    linked = link(making.placed(settled), pages, book, partial(making.cut, settled))
    findings = [*_found(linked.units, pages)]
    if not settled.is_settled:
        message = f"page numbers still change after {MOST_ROUNDS} layouts"
        findings.append(Diagnostic("warning", "folios-unsettled", message))
    return Layout(linked.pdf, linked.pages, pages.front, pages.folios, tuple(findings), checked=True)


def _found(units: Sequence[Placed], pages: PageMap) -> Iterator[Diagnostic]:
    """Yield what was found in the units of a book, then the links that lead nowhere, then where text is cut off."""
    yield from dict.fromkeys(finding for unit in units for finding in unit.found.said)
    targets = {target for unit in units for target in unit.found.targets}
    for target in sorted(targets - pages.anchors.keys()):
        yield Diagnostic("warning", "link-dangling", f"No anchor #{target} for internal URI reference")
    firsts = accumulate((unit.length for unit in units), initial=1)
    for unit, first in zip(units, firsts, strict=False):
        yield from (text_cut(first + page) for page in unit.found.cut)
