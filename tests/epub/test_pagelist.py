"""The printed book's pages in the EPUB: where each opens, what leads there, and what is said of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from lxml import etree

from terbit.epub.alignment import align
from terbit.epub.pagelist import PageStart, located, mark_pages
from terbit.epub.parts import Page
from terbit.epub.printed import PrintedPage, printed_pages
from terbit.epub.words import book_text
from terbit.epub.xhtml import by_class, fragment
from terbit.model import Artifact
from terbit.renderer import Renderer
from terbit.targets.epub import TARGET

pytestmark = pytest.mark.slow

BOOK = """<section id="bab"><h1 id="h">Bab satu</h1><p id="p">Gotong <em>royong itu</em> adat<a class="noteref">1</a>
lama.</p><figure id="f"><img alt=""/><figcaption>Gambar 1</figcaption></figure><ul><li id="l">butir</li></ul>
<section class="footnotes"><p>catatan</p></section></section>"""


def marked(*pages, markup=BOOK):
    """Mark pages given as (label, identifier, offset) and return the mark-up with | label | for each marker."""
    page = Page("text/a.xhtml", "A", "bodymatter", "chapter", fragment(markup))
    text = book_text([page.tree])
    mark_pages([page], text, located(text, pages))
    for marker in by_class(page.tree, "page-break"):
        marker.text = f"|{marker.get('title')}|"
    plain = re.sub(r' xmlns(:\w+)?="[^"]*"|html:', "", etree.tostring(page.tree, encoding="unicode"))
    return re.sub(r"<span [^>]*doc-pagebreak[^>]*>(.*?)</span>", r"\1", plain)


@pytest.mark.parametrize(
    ("ident", "offset", "expected"),
    [
        ("h", 0, '|7|<h1 id="h">Bab satu</h1>'),  # a heading's name is not to begin with a page number
        ("h", 4, '<h1 id="h">Bab |7|satu</h1>'),
        ("p", 0, '<p id="p">|7|Gotong <em>'),
        ("p", 7, "Gotong |7|<em>royong itu</em>"),  # before what the page opens with, not within
        ("p", 10, "<em>royong |7|itu</em>"),  # inside a word: it belongs to the page before
        ("p", 15, "<em>royong itu</em> |7|adat"),
        ("p", 23, "1</a>\n|7|lama.</p>"),  # a note's number is no part of the text
        ("f", 0, '|7|<figure id="f">'),
        ("l", 2, '<li id="l">butir</li></ul>\n<section class="footnotes"><p>catatan</p></section>|7|</section>'),
    ],
)
def test_a_page_opens_at_a_word(ident, offset, expected):
    assert expected in marked(("7", ident, offset))


def test_a_page_without_matter_opens_where_the_next_one_does():
    assert '|iv||v||1|<h1 id="h">' in marked(("iv", "contents", 0), ("v", "contents", 90), ("1", "h", 0))


def test_two_pages_in_a_paragraph_leave_its_text_as_it_was():
    text = marked(("1", "p", 0), ("2", "p", 7), ("3", "p", 10), ("4", "p", 19))
    assert '<p id="p">|1|Gotong |2|<em>royong |3|itu</em> adat<a class="noteref">1</a>\n|4|lama.</p>' in text


def test_a_link_to_a_page_has_the_printed_number():
    link = '<p id="q">Lihat halaman <a class="page-number" href="#p">dua</a>.</p>'
    text = marked(("6", "h", 0), ("7", "p", 0), ("8", "p", 15), markup=BOOK.replace("<figure", f"{link}<figure"))
    assert '<a class="page-number" href="#p">7</a>' in text
    assert ">dua</a>" in marked(("9", "q", 0), markup=BOOK.replace("<figure", f"{link}<figure"))


def test_what_the_markers_say_is_reported():
    page = Page("text/a.xhtml", "A", "bodymatter", "chapter", fragment(BOOK))
    text = book_text([page.tree])
    first, second = mark_pages([page], text, [PageStart("ix"), PageStart("1", text.idents["p"])])
    assert (first.label, first.path, first.ident, first.own) == ("ix", "text/a.xhtml", "printed-page-ix", False)
    assert second.own


WORDS = "Kerja sama lahir karena kemampuan setiap orang terbatas, sedangkan kebutuhannya beragam sekali ini."


@pytest.mark.parametrize(
    ("lines", "opens"),
    [
        (["Kerja sama lahir karena kemampuan", "setiap orang terbatas, sedangkan"], "Kerja"),
        (["setiap orang terbatas, sedang-", "kan kebutuhannya beragam sekali ini."], "setiap"),
        (["tuhannya beragam sekali ini."], "kebutuhannya"),  # found within a word; the marker goes to the next
        (["KERJA SAMA", "lahir karena kemampuan setiap"], "Kerja"),
        (["3. setiap orang terbatas, sedangkan kebutuhannya"], "setiap"),
        (["setiap orang.12 terbatas, sedangkan kebutuhannya"], "setiap"),
        (["Daftar Isi", "Kerja sama 4", "Prakata 5"], None),
    ],
)
def test_a_page_is_found_by_its_words(lines, opens):
    [start] = align([PrintedPage("1", tuple(lines))], book_text([fragment(f"<p>{WORDS}</p>")]))
    assert start.at is None or start.own
    words = re.findall(r"\S+", WORDS)
    at = None if start.at is None else start.at - 1  # a block begins with the end of a line
    found = None if at is None else next(w for w in words if WORDS.index(w) <= at < WORDS.index(w) + len(w))
    assert found == opens


FLOATED = """<p>Alinea pertama ini cukup panjang untuk dikenal.</p><figure><figcaption>Gambar 6.1 Peta konsep
modul</figcaption></figure><p>Peta itu dapat dibaca dari pusat ke tepi halaman.</p><p>Alinea berikutnya memenuhi halaman
sesudahnya sampai bawah.</p>"""
LINES = ("Alinea pertama ini cukup panjang untuk dikenal.", "Peta itu dapat dibaca dari pusat ke tepi halaman.")
NEXT = ("Alinea berikutnya memenuhi halaman", "sesudahnya sampai bawah.")


@pytest.mark.parametrize(
    ("head", "opens"),
    [
        ("Gambar 6.1 Peta konsep modul", "Gambar 6.1 Peta"),
        ("Alinea pertama ini cukup panjang untuk dikenal.", "Alinea berikutnya"),  # a head of both pages, as of a table
        ("Gambar 6.1", "Alinea berikutnya"),  # too short to be sure
    ],
)
def test_a_page_opens_with_what_print_has_moved_behind_other_text(head, opens):
    text = book_text([fragment(f"<section>{FLOATED}</section>")])
    _, start = align([PrintedPage("54", LINES), PrintedPage("55", (head, *NEXT))], text)
    assert text.characters[start.at :].split()[: len(opens.split())] == opens.split()


def test_a_line_with_another_page_number_than_the_epub_is_found():
    text = book_text([fragment("<p>Satu. (lihat Gambar 1.1, halaman 00) Dua tiga empat lima enam tujuh delapan.</p>")])
    lines = ["halaman 242) Dua tiga", "empat lima enam tujuh delapan."]
    [start] = align([PrintedPage("1", tuple(lines))], text)
    assert text.characters[start.at :].startswith("halaman 00")


NOTES = """<section><p id="p">Satu kalimat yang menutup bab ini dengan tenang.</p><section class="footnotes">
<aside class="footnote"><p><span class="footnote-number">1</span> Catatan yang panjang sampai ke halaman lain.</p>
</aside></section></section>"""
INDEX = """<section role="doc-index"><h1>Indeks</h1><ul><li>adat, 1.1</li><li>gotong royong, 1.2</li></ul></section>"""
END = """<section><p>Tentang buku ini ada beberapa hal yang perlu diketahui.</p></section>"""


@pytest.mark.parametrize(
    ("lines", "opens", "own"),
    [
        (["1 Catatan yang panjang sampai ke", "halaman lain."], "1 Catatan", True),
        (["Indeks", "adat, 3", "gotong royong, 5, 8"], "Indeks", False),  # its place, with other numbers
        (["musyawarah, 4", "rukun, 5, 8"], "", False),
    ],
)
def test_pages_of_notes_and_of_the_index_are_found_where_the_epub_has_them(lines, opens, own):
    text = book_text([fragment(markup) for markup in (NOTES, INDEX, END)])
    around = ["Satu kalimat yang menutup bab ini dengan tenang."], lines, ["Tentang buku ini ada beberapa hal yang"]
    _, found, _ = align([PrintedPage(str(n), tuple(page)) for n, page in enumerate(around)], text)
    following = "" if found.at is None else " ".join(text.characters[found.at :].split())
    assert (following.startswith(opens), found.own and found.at is not None) == (True, own)


@pytest.fixture(scope="module")
def pdf(printed_document) -> bytes:
    """The print PDF of this folder's book."""
    with Renderer("linked", None) as renderer:
        renderer.begin(printed_document.config, printed_document.styles)
        [(_, rendering)] = renderer.results([("print", printed_document)])
    return rendering.artifacts[0].data


@pytest.fixture(scope="module")
def with_pages(document, pdf, render):
    return render(replace(document, made={"print": (Artifact("x-print.pdf", pdf, "print"),)}))


def letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def read(made) -> dict[str, str]:
    """Return for each page of the list the letters that follow it in the spine."""
    opens, text = {}, ""
    for path in [p.replace("_", "/") for p in made.find("package.opf", "//opf:itemref/@idref") if p != "nav.xhtml"]:
        for event, element in etree.iterwalk(etree.fromstring(made.read(path)), ("start", "end", "comment")):
            name = etree.QName(element).localname
            if event == "start" and element.get("role") == "doc-pagebreak":
                opens[element.get("title")] = len(text)
            skipped = element.xpath("ancestor-or-self::*[local-name()='head' or contains(@class, 'noteref')]")
            if event == "start" and not skipped and name != "math":
                text += letters(element.text or "")
            if event == "end" and not element.xpath("ancestor::*[local-name()='head']"):
                text += letters(element.tail or "")
    return {label: text[at:] for label, at in opens.items()}


def test_every_numbered_page_of_print_is_listed_in_order(with_pages, pdf):
    folios = [page.label for page in printed_pages(pdf)]
    assert with_pages.find("nav.xhtml", "//h:nav[@epub:type='page-list']//h:a/text()") == folios
    assert with_pages.find("toc.ncx", "//ncx:pageTarget/ncx:navLabel/ncx:text/text()") == folios
    assert with_pages.zip.testzip() is None


def test_the_words_behind_a_marker_open_the_printed_page(with_pages, pdf):
    opens = read(with_pages)
    contents = {"v", "vi", "vii"}
    for page in printed_pages(pdf):
        if page.label not in contents:
            first = letters(page.lines[0])
            assert opens[page.label].startswith(first[:20]), page.label


def test_metadata_names_the_printed_book(with_pages, epub):
    assert with_pages.properties("pageBreakSource") == ["urn:isbn:9798000012338"]
    assert {"pageNavigation", "pageBreakMarkers"} <= set(with_pages.properties("schema:accessibilityFeature"))
    assert "halaman bernomor" in with_pages.properties("schema:accessibilitySummary")[0]
    assert epub.properties("pageBreakSource") == []
    assert "pageNavigation" not in epub.properties("schema:accessibilityFeature")


def test_the_epub_comes_after_print():
    assert TARGET.after == {"print"}
