"""Footnotes stand at the foot of the page that calls them, on paper of any size, with all that they hold."""

from __future__ import annotations

import pypdfium2
import pytest
from lxml import etree

from terbit.adapt import adapt
from terbit.cache import Cache
from terbit.pdf.footnotes import place_footnotes
from terbit.prepare import prepare
from terbit.project import load
from terbit.targets import targets
from terbit.worker import render_apart

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
    [(_, rendering)] = render_apart([("print", document)], "linked", None)
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
