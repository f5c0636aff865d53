"""Figures that are too high for the rest of a page: the text behind them goes on before them."""

from __future__ import annotations

from dataclasses import replace

import pytest
import weasyprint
from weasyprint.layout import block

from pdf.linked.test_resume import CSS, order, paragraph
from terbit.pdf import floats
from terbit.pdf.floats import mend_floats
from terbit.pdf.linked.layout import lay_out, prepared
from terbit.pdf.linked.order import Style

PAGE = """
@page { size: 200px 200px; margin: 0 }
body { margin: 0 } html { font: 10px/20px serif }
p, h2, figure { margin: 0; orphans: 2; widows: 2 } h2 { break-after: avoid }
figure { height: 120px; break-inside: avoid }
"""
FLOAT = "<figure class=float>gambar</figure>"
PLAIN = "<figure>gambar</figure>"


def text(name: str, lines: int) -> str:
    return f"<p>{'<br>'.join(f'{name}{line}' for line in range(1, lines + 1))}</p>"


def pages(*blocks: str, css: str = "") -> list[list[str]]:
    """The words on each page, in their order from the top."""
    html = f"<style>{PAGE}{css}</style><section>{''.join(blocks)}</section>"
    document = weasyprint.HTML(string=html).render()
    return [[word for _, word in sorted(words(page._page_box))] for page in document.pages]


def words(box):
    if hasattr(box, "text"):
        yield box.position_y, box.text.strip()
    for child in getattr(box, "children", ()):
        yield from words(child)


@pytest.fixture(autouse=True)
def _mended(monkeypatch):
    monkeypatch.setattr(block, "_in_flow_layout", block._in_flow_layout)
    mend_floats()


LOST = [["a1", "a2", "a3", "a4", "a5"], ["gambar", "b1", "b2", "b3"]]
FILLED = [["a1", "a2", "a3", "a4", "a5", "b1", "b2", "b3"], ["gambar"]]


def test_text_fills_the_page_and_what_floats_heads_the_next():
    assert pages(text("a", 5), FLOAT, text("b", 3)) == FILLED


def test_weasyprint_leaves_the_page_empty(monkeypatch):
    monkeypatch.setattr(floats, "_floats", lambda _: False)
    assert pages(text("a", 5), FLOAT, text("b", 3)) == LOST


def test_a_paragraph_is_parted_round_it():
    found = pages(text("a", 6), FLOAT, text("b", 7))
    assert found == [["a1", "a2", "a3", "a4", "a5", "a6", "b1", "b2", "b3", "b4"], ["b5", "b6", "b7", "gambar"]]


def test_several_paragraphs_go_before_it():
    found = pages(text("a", 5), FLOAT, text("b", 2), text("c", 2), text("d", 3))
    assert found == [["a1", "a2", "a3", "a4", "a5", "b1", "b2", "c1", "c2"], ["gambar", "d1", "d2", "d3"]]


def test_what_floats_together_keeps_its_order():
    second = '<div class="table float" style="height: 60px">tabel</div>'
    assert pages(text("a", 5), FLOAT, second, text("b", 3)) == [FILLED[0], ["gambar", "tabel"]]


def test_what_fits_stays():
    assert pages(text("a", 4), FLOAT, text("b", 3)) == [["a1", "a2", "a3", "a4", "gambar"], ["b1", "b2", "b3"]]


@pytest.mark.parametrize(
    ("middle", "css"),
    [
        (f"{PLAIN}", ""),
        (f"{FLOAT}<h2>Judul</h2>", ""),
        (f"{FLOAT}<div class=box>Kotak</div>", ""),
        (f"<div>{FLOAT}{text('b', 3)}</div>", ""),
        (f"{FLOAT}{text('b', 3)}", "section { columns: 1 } p + figure + p { break-before: page }"),
    ],
    ids=["not numbered", "before a heading", "before a box", "in a box", "a page ends after it"],
)
def test_nothing_goes_before_it_where_that_is_not_for_it(middle, css):
    first, second, *_ = pages(text("a", 5), middle, text("b", 3), css=css)
    assert first == LOST[0]
    assert second[0] == "gambar"


def test_no_line_goes_before_it_alone():
    assert pages(text("a", 9), FLOAT, text("b", 3))[0] == [f"a{line}" for line in range(1, 10)]


def test_what_is_higher_than_a_page_comes_once():
    found = pages(text("a", 5), FLOAT, text("b", 3), css="figure { height: 300px }")
    assert sum(page.count("gambar") for page in found) == 1
    assert [word for page in found for word in page if word[0] == "b"] == ["b1", "b2", "b3"]


def figure(number: int, text: str = "Gambar") -> str:
    return f'<figure id="f{number}" class=float>{text} {number}</figure>'


BLOCKS = [piece for n in range(30) for piece in ([paragraph(n), figure(n)] if n % 4 == 1 else [paragraph(n)])]
STYLED = f"{CSS} figure {{ height: 55mm; break-inside: avoid; margin: 0 }}"


@pytest.fixture(scope="module")
def ready():
    return prepared(Style("", (STYLED,), "", {}))


@pytest.mark.slow
@pytest.mark.parametrize("at", [at for at, block in enumerate(BLOCKS) if "figure" in block or at % 9 == 0])
@pytest.mark.parametrize("tagged", [True, False])
def test_an_edited_unit_is_the_same_with_its_trace_and_without(ready, at, tagged):
    def made(blocks, trace):
        return lay_out(replace(order(blocks, trace), tagged=tagged), ready)[0]

    first = made(BLOCKS, b"")
    assert first.trace
    new = BLOCKS[at].replace("Gambar", "Bagan").replace("padi", "dapi", 1)
    for edit in ([*BLOCKS[:at], new, *BLOCKS[at + 1 :]], [*BLOCKS[:at], *BLOCKS[at + 1 :]]):
        traced, whole = made(edit, first.trace), made(edit, b"")
        assert replace(traced, trace=b"") == replace(whole, trace=b"")
