"""Footnotes stand at the foot of the page that calls them, on paper of any size, with all that they hold."""

from __future__ import annotations

import random
import re

import pypdfium2
import pytest
import weasyprint
from lxml import etree
from weasyprint.layout import block, page

from terbit.adapt import adapt
from terbit.cache import Cache
from terbit.pdf.footnotes import place_footnotes
from terbit.pdf.pages import mend_pages
from terbit.pdf.waiting_notes import mend_waiting_notes
from terbit.prepare import prepare
from terbit.project import load
from terbit.renderer import Renderer
from terbit.targets import targets

CONFIG = "title: Buku\nlanguage: id\ndate: 2026-01-01\ntrim: {trim}\nchapters: [source/a.md]\ntargets: [print]\n"
TEXT = """# Catatan

Kalimat dengan catatan pendek.[^satu] Kalimat dengan catatan panjang.[^dua]

[^satu]: Satu kalimat.

[^dua]: Paragraf pertama.

    - butir pertama
    - butir kedua

    Paragraf terakhir.

Penutup bab.
"""


@pytest.mark.slow
@pytest.mark.parametrize("trim", ["A4", "A5", "B5", "{width: 210, height: 300}"])
def test_notes_stand_on_the_page_that_calls_them(tmp_path, trim):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.md").write_text(TEXT, "utf-8")
    (tmp_path / "terbit.yaml").write_text(CONFIG.format(trim=trim), "utf-8")
    document = adapt(prepare(load(tmp_path), Cache(None)).document, "student", targets()["print"])
    with Renderer("linked", None) as renderer:
        renderer.begin(document.config, document.styles)
        [(_, rendering)] = renderer.results([("print", document)])
    with pypdfium2.PdfDocument(rendering.artifacts[0].data) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    [page] = [text for text in texts if "Kalimat dengan catatan" in text]
    text, notes = page.split("Penutup bab.")
    assert "butir" not in text
    at = [notes.index(words) for words in ("Satu kalimat.", "Paragraf pertama.", "butir pertama", "Paragraf terakhir.")]
    assert at == sorted(at)


def test_blocks_of_a_note_become_spans():
    section = etree.fromstring(
        '<section><p>a<a class="noteref" id="r" href="#n">1</a></p><section class="footnotes">'
        '<div class="footnote" id="n">'
        "<p>b</p>\n<ul>\n<li><p>c</p></li>\n<li>d</li>\n</ul>\n<pre>e\nf</pre></div></section></section>"
    )
    place_footnotes(section)
    assert etree.tostring(section, encoding="unicode") == (
        '<section><p><span class="noteref-held">a<a class="noteref" id="r" href="#n">1</a></span>'
        '<span class="footnote" id="n">'
        '<span class="footnote-paragraph"><a class="footnote-number" href="#r">1</a>b</span>'
        '<span class="footnote-list"><span class="footnote-item"><span class="footnote-paragraph">c</span></span>'
        '<span class="footnote-item">d</span></span><span class="footnote-code">e\nf</span></span></p></section>'
    )


LEFT = """<style>
@page { size: 200px 200px; margin: 0 } html { font: 10px/20px serif } body, p { margin: 0 }
section { break-before: page } note { float: footnote } a::after { content: target-counter(attr(href), page) }
</style>
<section><p>a<br>b<br>c<br>d<br>e<br>f<br>g<p>h<note>i<br>j<br>k<br>l</note> <a href="#m"></a></section>
<section><p>n</section><section><p id="m">o <a href="#p"></a></section><section><p id="p">q</section>
"""
"""A note that is left for page 2, which stays as it is when pages 1 and 3 are made anew for their numbers."""


CALLED_LAST = """<style>
@page { size: 200px 200px; margin: 0 } html { font: 10px/20px serif; orphans: 2; widows: 2 } body, p { margin: 0 }
note { float: footnote }
</style>
<p>a<note>b<br>c</note><br>d<br>e<br>f<br>g<br>h<p>j<br>k<note>l</note> <note>m</note><br>n<br>o<br>p
"""
"""The line k is the first after which page 1 may end: it stands there as the note b makes room, and calls two more."""


DENSE = """<style>
@page { size: 200px 260px; margin: 10px } html { font: 10px/16px serif; orphans: 2; widows: 2 }
body, p { margin: 0 } p + p { margin-top: 4px } note { float: footnote }
</style>
"""


def dense(seed: int) -> str:
    """Return a book of short pages with many notes, of whose first words each is its number."""
    number, out = 0, [DENSE]
    chance = random.Random(seed)
    for _ in range(120):
        words = ["kata"[: chance.randint(1, 4)] for _ in range(chance.randint(3, 60))]
        for at, _ in enumerate(words):
            if chance.random() < 0.06:
                number += 1
                words[at] += f"<note>N{number}. {'catatan ' * chance.randint(0, 18)}</note>"
        out.append(f"<p>{' '.join(words)}")
    return "\n".join(out)


def pages_with(letter: str, markup: str = LEFT) -> list[int]:
    pages = enumerate(weasyprint.HTML(string=markup).render().pages, start=1)
    return [number for number, one in pages if letter in _texts(one._page_box)]


def _texts(box) -> list[str]:
    inner = [text for child in getattr(box, "children", ()) for text in _texts(child)]
    return [*([box.text.strip()] if hasattr(box, "text") else []), *inner]


@pytest.mark.parametrize(("mended", "where"), [(True, [2]), (False, [2, 3])])
def test_what_is_left_of_a_note_comes_once(monkeypatch, mended, where):
    mend_pages()
    if not mended:
        monkeypatch.setattr(page, "remake_page", page.remake_page.__wrapped__)
    assert pages_with("k") == where


@pytest.mark.parametrize(("mended", "where"), [(True, [2]), (False, [])])
def test_notes_that_the_last_line_of_a_page_calls_come_with_those_that_made_room_for_it(monkeypatch, mended, where):
    mend_waiting_notes()
    if not mended:
        monkeypatch.setattr(block, "_linebox_layout", block._linebox_layout.__wrapped__)
    assert pages_with("k", CALLED_LAST) == [1]
    assert pages_with("b", CALLED_LAST) == [2]
    assert [pages_with(letter, CALLED_LAST) for letter in "lm"] == [where, where]


@pytest.mark.slow
@pytest.mark.parametrize(("left_out", "seed"), [("", 1), ("", 2), ("", 3), ("loss", 1), ("order", 1)])
def test_every_note_of_a_book_full_of_them_is_printed_once_and_in_order(monkeypatch, left_out, seed):
    mend_waiting_notes()
    mend_pages()
    if left_out == "loss":
        monkeypatch.setattr(block, "_linebox_layout", block._linebox_layout.__wrapped__)
    elif left_out == "order":
        monkeypatch.setattr(page, "remake_page", page.remake_page.__wrapped__)
    book = dense(seed)
    words = [text for one in weasyprint.HTML(string=book).render().pages for text in _texts(one._page_box)]
    printed, called = re.findall(r"N\d+\.", " ".join(words)), re.findall(r"N\d+\.", book)
    assert (printed == called) is (left_out == "")
    assert (sorted(printed) == sorted(called)) is (left_out != "loss")
