"""The navigation document and the older table of contents."""

from __future__ import annotations

from terbit.epub.navigation import contents
from terbit.epub.parts import Page
from terbit.epub.xhtml import fragment


def test_contents_nest_parts_chapters_and_sections(epub):
    def texts(query):
        return [" ".join("".join(a.itertext()).split()) for a in epub.find("nav.xhtml", query)]

    toc = "//h:nav[@epub:type='toc']/h:ol"
    assert texts(f"{toc}/h:li/h:a") == [
        "Prakata", "Bagian I Dasar", "Bagian II Lanjutan", "Glosarium", "Daftar Pustaka", "Indeks"
    ]  # fmt: skip
    assert texts(f"{toc}/h:li/h:ol/h:li/h:a") == ["Bab 1 Air <script>alert(1)</script>", "Bab 2 Laut"]
    assert texts(f"{toc}/h:li/h:ol/h:li/h:ol/h:li/h:a") == ["1.1 Wujud air", "2.1 Ombak"]


PAGE = """<section class="chapter" id="bab"><h1>Bab <a href="#x" id="y">satu</a>
<a class="noteref">1</a></h1>
<h2 id="a">A<em lang="jv">b</em></h2><h3 id="b">B</h3><h2 id="c">C</h2>
<div class="box"><h2 id="kotak">Kotak</h2></div><h2>Tanpa nama</h2></section>"""


def outline(entries):
    return [(entry.address, entry.text, outline(entry.children)) for entry in entries]


def test_contents_go_as_deep_as_they_are_asked_to():
    page = Page("text/a.xhtml", "Bab satu", "bodymatter", "chapter", fragment(PAGE))
    a, b, c = [(f"text/a.xhtml#{ident}", text) for ident, text in (("a", "Ab"), ("b", "B"), ("c", "C"))]
    chapter = ("text/a.xhtml", "Bab satu")
    assert outline(contents([page], 1)) == [(*chapter, [])]
    assert outline(contents([page], 2)) == [(*chapter, [(*a, []), (*c, [])])]
    assert outline(contents([page], 3)) == [(*chapter, [(*a, [(*b, [])]), (*c, [])])]


def test_words_of_the_contents_lose_links_notes_and_identifiers_but_not_their_language():
    page = Page("text/a.xhtml", "Bab satu", "bodymatter", "chapter", fragment(PAGE))
    [chapter] = contents([page], 2)
    assert not chapter.words.xpath(".//@id | .//@href | .//*[@class='noteref']")
    assert chapter.children[0].words.xpath(".//@lang") == ["jv"]


def test_figures_and_tables_are_listed(epub):
    assert epub.find("nav.xhtml", "//h:nav[@epub:type='loi']//h:a/text()") == ["Gambar\u00a01.1 Setetes air."]
    assert len(epub.find("nav.xhtml", "//h:nav[@epub:type='lot']//h:a")) == 2


def test_landmarks_are_named_in_the_books_language(epub):
    marks = "//h:nav[@epub:type='landmarks']//h:a"
    kinds = [a.get("{http://www.idpf.org/2007/ops}type") for a in epub.find("nav.xhtml", marks)]
    assert kinds == [
        "toc", "loi", "lot", "cover", "titlepage", "preface", "glossary", "bibliography", "index", "bodymatter"
    ]  # fmt: skip
    assert "Awal isi buku" in epub.find("nav.xhtml", f"{marks}/text()")


def test_ncx_has_the_same_entries(epub):
    ncx = epub.find("toc.ncx", "//ncx:content/@src")
    assert ncx == epub.find("nav.xhtml", "//h:nav[@epub:type='toc']//h:a/@href")
    assert epub.find("toc.ncx", "//ncx:meta[@name='dtb:uid']/@content") == ["urn:isbn:9798000012345"]
    orders = [int(n) for n in epub.find("toc.ncx", "//ncx:navPoint/@playOrder")]
    assert orders == list(range(1, len(orders) + 1))
