"""A box that goes on overleaf: its ground and its sides end where its text does, and no line is left empty."""

from __future__ import annotations

from math import inf

import pytest
import weasyprint
from weasyprint.layout import block

from terbit.pdf import open_boxes
from terbit.pdf.open_boxes import mend_open_boxes

PAGE = """
@page { size: 200px 200px; margin: 0 }
body, p, ol, ul, .box { margin: 0; padding: 0 } html { font: 10px/20px serif } p { orphans: 2; widows: 2 }
li { break-inside: avoid } .box { padding: 10px; background: grey }
"""
ITEM = "<li>satu<br>dua<br>tiga</li>"
LIST = f"<div class=box><ol>{ITEM * 4}</ol></div>"
"""Of 200 px, 10 are above the first item, 180 are lines of three items, and 10 are left."""


def heights(html: str, css: str = "", name: str = "box") -> list[float]:
    """The heights of the parts of a box that show its ground, from page to page."""
    document = weasyprint.HTML(string=f"<style>{PAGE}{css}</style><section>{html}</section>").render()
    return [box.border_height() for page in document.pages for box in named(page._page_box, name)]


def named(box, name):
    if box.element is not None and box.element.get("class") == name and box.element_tag in {"div", "pre", "td"}:
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from named(child, name)


@pytest.fixture(autouse=True)
def _mended(monkeypatch):
    monkeypatch.setattr(block, "block_container_layout", block.block_container_layout)
    mend_open_boxes()


def test_weasyprint_fills_the_page_with_the_ground(monkeypatch):
    monkeypatch.setattr(open_boxes, "_end", lambda _: inf)
    assert heights(LIST) == [200, 70]


@pytest.mark.parametrize(
    ("html", "css", "expected"),
    [
        (LIST, "", [190, 70]),
        (LIST, "li { margin-bottom: 4px }", [198, 74]),
        (LIST, ".box { border: 5px solid }", [195, 75]),
        (LIST, "li:last-child { break-before: avoid }", [130, 130]),
        (f"<div class=box>{LIST}</div>", ".box { border: 5px solid }", [150, 150]),
        (f"<div class=box><p>{'satu<br>' * 11}dua</p></div>", "", [190, 70]),
        (f"<div class=box><p>satu<ol>{ITEM * 5}</ol></div>", "", [150, 190]),
        (f"<div class=box><ol>{ITEM * 3}</ol></div>", "", [200]),
    ],
    ids=["a list", "margins", "a border", "items kept together", "a box in a box", "a text", "two pages", "what fits"],
)
def test_the_ground_ends_with_the_text(html, css, expected):
    assert heights(html, css) == expected


def test_what_floats_is_on_the_ground():
    aside = '<div style="float: right; height: 115px; width: 20px"></div>'
    html = f"<div style='height: 70px'></div><div class=box>{aside}<p>satu<br>dua</p><ul>{ITEM * 2}</ul></div>"
    assert heights(html, ".box { padding: 0 }") == [115, 60]


FILLING = {
    "a section": (LIST, "section"),
    "a cell": (f"<table><tr><td>{LIST}</td></tr></table>", "td"),
    "columns": (f"<main><ul>{ITEM * 8}</ul></main>", "li"),
}


@pytest.mark.parametrize("name", FILLING)
def test_what_is_as_high_as_its_page_or_what_is_beside_it_stays_so(monkeypatch, name):
    html, tag = FILLING[name]
    css = "main { columns: 2 } main li { margin-bottom: 7px }"
    found = parts(html, css, tag)
    assert len(found) > 1
    monkeypatch.setattr(open_boxes, "_end", lambda _: inf)
    assert parts(html, css, tag) == found


def parts(html: str, css: str, tag: str) -> list[tuple[float, float]]:
    """The places and heights of elements and of their parts."""
    document = weasyprint.HTML(string=f"<style>{PAGE}{css}</style><section>{html}</section>").render()
    boxes = (box for page in document.pages for box in page._page_box.descendants())
    return [(box.position_y, box.height) for box in boxes if box.element_tag == tag and hasattr(box, "position_y")]
