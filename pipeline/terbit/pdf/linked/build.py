"""Building a PDF by the linked engine: units are laid out where they have changed, and the book is linked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import accumulate

from lxml import html as lenient

from terbit.diagnostics import Diagnostic
from terbit.pdf.linked.link import link
from terbit.pdf.linked.making import MOST_ROUNDS, Making
from terbit.pdf.linked.metadata import about
from terbit.pdf.linked.model import ObjectFile, Unlinkable
from terbit.pdf.linked.places import Book, PageMap
from terbit.pdf.linked.settings import Settings
from terbit.pdf.linked.sheet_rules import read_rules, starts, tie
from terbit.pdf.linked.slow_rules import slow_rules
from terbit.pdf.linked.units import units
from terbit.pdf.model import Composition, Layout, Sheet
from terbit.pdf.preflight import text_cut

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
    book = Making(composition, sheet, settings, units(root, starts(root, rules)))
    files, pages, is_settled = book.settled()
    whole = Book(about(root, f"WeasyPrint {version('weasyprint')}"), settings.bleed, bool(sheet.variant))
    data, total = link(files, pages, whole, book.cut)
    said = dict.fromkeys(finding for file in files for finding in file.findings)
    findings = [*slow, *said, *_dangling(files, pages), *map(text_cut, _cut(files))]
    if not is_settled:
        message = f"page numbers still change after {MOST_ROUNDS} layouts"
        findings.append(Diagnostic("warning", "folios-unsettled", message))
    return Layout(data, total, pages.front, pages.folios(), tuple(findings), checked=True)


def _cut(files: Sequence[ObjectFile]) -> Iterator[int]:
    """Yield the sheets on which text is cut off, counted from 1."""
    firsts = accumulate((len(file.pages) for file in files), initial=1)
    yield from (first + page for file, first in zip(files, firsts, strict=False) for page in file.cut)


def _dangling(files: Sequence[ObjectFile], pages: PageMap) -> Iterator[Diagnostic]:
    for target in sorted({target for file in files for target in file.targets} - pages.anchors.keys()):
        yield Diagnostic("warning", "link-dangling", f"No anchor #{target} for internal URI reference")
