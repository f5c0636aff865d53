"""Pages laid out one by one: the same as all at once, each before the next is begun."""

from __future__ import annotations

import pytest
import weasyprint

from terbit.pdf.linked.layout import lay_out, prepared
from terbit.pdf.linked.order import Order, Style
from terbit.pdf.linked.paging import Flow, TogetherError

CSS = """
@page { size: 60mm 40mm; margin: 10mm; @top-center { content: string(head) } @bottom-center { content: counter(page) } }
h2 { string-set: head content(); bookmark-level: 1; break-before: page }
note { float: footnote } fixed { position: fixed; top: 0 }
"""
TEXT = "".join(f"<h2>H{n}</h2><p>{'kata ' * 40}<note>catatan {n}</note></p>" for n in range(4))


def flow(html: str) -> Flow:
    fonts = weasyprint.text.fonts.FontConfiguration()
    return Flow(weasyprint.HTML(string=html), fonts, [weasyprint.CSS(string=CSS, font_config=fonts)])


def said(page) -> tuple:
    texts = [box.text for box in page._page_box.descendants(placeholders=True) if hasattr(box, "text")]
    return texts, page.bookmarks, page.anchors


def test_pages_come_one_by_one_and_are_those_of_a_whole_layout():
    one = flow(TEXT)
    found = []
    for number, (page, is_last) in enumerate(one.pages(), start=1):
        assert len(one.context.page_maker) == number + 1, "no later page is begun"
        found.append((said(page), is_last))
    whole = weasyprint.HTML(string=TEXT).render(stylesheets=[weasyprint.CSS(string=CSS)]).pages
    assert len(found) > 4
    assert found == [(said(page), page is whole[-1]) for page in whole]


def test_a_box_on_every_page_needs_them_together():
    with pytest.raises(TogetherError):
        list(flow(f"<fixed>tetap</fixed>{TEXT}").pages())


def test_a_unit_whose_pages_are_laid_out_together_has_them_all():
    style = Style("", (CSS,), "", {})
    ways = (TEXT, f"{TEXT}<fixed>tetap</fixed>")
    files = [lay_out(Order(html, "right", "any", True, {}), prepared(style))[0] for html in ways]
    first, second = files
    assert len(first.pages) == len(second.pages) > 4
    sizes = [[sum(part.length for part in page.content if hasattr(part, "length")) for page in f.pages] for f in files]
    assert all(one < two for one, two in zip(*sizes, strict=True)), "the box is on every page, the first among them"
