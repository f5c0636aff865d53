"""WeasyPrint: lays out a composition and writes the PDF; runs in `worker` only."""

from __future__ import annotations

import gc
import logging
from collections.abc import Sequence
from typing import Any

from lxml import etree
from lxml import html as lenient

from terbit.diagnostics import Diagnostic, Severity
from terbit.pdf.libraries import direct_lookup, late_tools, no_certificates

with direct_lookup(), late_tools(), no_certificates():
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

from terbit.pdf.fetcher import BASE, ResourceFetcher
from terbit.pdf.floats import mend_floats
from terbit.pdf.hyphenation import mend_hyphenation
from terbit.pdf.justified import mend_justified
from terbit.pdf.linebreaks import mend_linebreaks
from terbit.pdf.markup import CROWDED
from terbit.pdf.model import Composition, Layout, Sheet
from terbit.pdf.open_boxes import mend_open_boxes
from terbit.pdf.pages import mend_pages
from terbit.pdf.settle import LayOut, settle
from terbit.pdf.waiting_notes import mend_waiting_notes

__all__ = ["draw", "layout", "listen", "mend"]

# What the engine says of style sheets and mark-up that it does not know is for who writes the theme.
_SAID = {
    "Ignored": "css-ignored",
    "Failed to load image": "",
    "No anchor": "link-dangling",
    "Invalid": "css-ignored",
    "Side notes on one page": CROWDED,
}


class _Log(logging.Handler):
    """Keeps what the engine says, instead of letting it be printed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.findings: dict[Diagnostic, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        code = next((code for start, code in _SAID.items() if message.startswith(start)), "pdf-engine")
        if code:
            severity: Severity = "error" if record.levelno >= logging.ERROR and code == "pdf-engine" else "warning"
            self.findings.setdefault(Diagnostic(severity, code, message))


def mend() -> None:
    """Let the engine of this process do well what WeasyPrint 70 does badly or lacks; for both engines."""
    mend_linebreaks()
    mend_justified()
    mend_floats()
    mend_open_boxes()
    mend_waiting_notes()
    mend_pages()


def layout(composition: Composition, sheet: Sheet) -> Layout:
    """Lay the book out, again while the page numbers that it prints are not those of its pages, and write it."""
    # The process ends with its one layout: what garbage there is need not be looked for.
    gc.disable()
    log = listen()
    mend()
    mend_hyphenation(composition.hyphenation)
    fetcher = ResourceFetcher(composition.resources)
    root = lenient.document_fromstring(composition.html)
    settled = settle(root, _layouter(sheet, fetcher))
    pages = settled.document.pages
    _keep_outer_links(pages)
    pdf = settled.document.write_pdf(pdf_variant=sheet.variant or None, pdf_tags=bool(sheet.variant))
    findings = [*dict.fromkeys(fetcher.findings), *log.findings]
    if not settled.is_stable:
        message = f"page numbers still change after {settled.layouts} layouts"
        findings.append(Diagnostic("warning", "folios-unsettled", message))
    return Layout(pdf, len(pages), settled.numbers.front, settled.numbers.folios, tuple(findings))


def draw(figures: Sequence[bytes]) -> bytes:
    """Return a PDF with a page for each SVG, of the SVG's own size.

    Raises
    ------
    ValueError
        If one is no SVG.
    """
    listen()
    sizes = [_size(etree.fromstring(svg)) for svg in figures]
    names = [f"figure-{number}" for number in range(len(figures))]
    css = "body, p {margin: 0} img {display: block}" + "".join(
        f"@page {name} {{size: {width}px {height}px; margin: 0}}"
        f"#{name} {{page: {name}; width: {width}px; height: {height}px}}"
        for name, (width, height) in zip(names, sizes, strict=True)
    )
    markup = "".join(f'<p id="{name}"><img src="{name}.svg" alt="" style="width:100%"></p>' for name in names)
    fetcher = ResourceFetcher({f"{name}.svg": svg for name, svg in zip(names, figures, strict=True)})
    page = weasyprint.HTML(string=markup, base_url=BASE, url_fetcher=fetcher)
    return bytes(page.write_pdf(stylesheets=[weasyprint.CSS(string=css)]))


def _layouter(sheet: Sheet, fetcher: ResourceFetcher) -> LayOut:
    """Return the function that lays out a tree by the sheet; all its layouts share their fonts."""
    fonts = FontConfiguration()

    def css(text: str) -> weasyprint.CSS:
        return weasyprint.CSS(string=text, url_fetcher=fetcher, base_url=BASE, font_config=fonts)

    def lay_out(root: Any, more: str) -> Any:
        markup = "<!DOCTYPE html>\n" + etree.tostring(root, encoding="unicode", method="html")
        styles = [css(text) for text in (*sheet.stylesheets, more)]
        page = weasyprint.HTML(string=markup, base_url=BASE, url_fetcher=fetcher, media_type="print")
        return page.render(font_config=fonts, stylesheets=styles, pdf_variant=sheet.variant or None)

    return lay_out


def _keep_outer_links(pages: Sequence[Any]) -> None:
    """Leave one link annotation an anchor: WeasyPrint 70 makes one more for each element in it.

    Those would hang on elements that are no Link in the structure tree (PDF/UA-1, 7.18.5).
    """
    for page in pages:
        page.links = [link for link in page.links if link[3].element_tag == "a"]


def listen() -> _Log:
    """Take over what the engine logs, from now on, and return the handler that keeps it."""
    log = _Log()
    logger = logging.getLogger("weasyprint")
    logger.handlers[:] = [log]
    logger.propagate = False
    return log


def _size(tree: Any) -> tuple[float, float]:
    """Return an SVG's size in px, from its viewBox or else its width and height."""
    if etree.QName(tree).localname != "svg":
        raise ValueError("not an SVG")
    box = (tree.get("viewBox") or "").replace(",", " ").split()
    if len(box) == 4:
        return float(box[2]), float(box[3])
    return tuple(float((tree.get(name) or "300").removesuffix("px")) for name in ("width", "height"))  # type: ignore[return-value]
