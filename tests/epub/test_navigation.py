"""The navigation document and the older table of contents."""

from __future__ import annotations

from dataclasses import replace


def test_contents_nest_parts_chapters_and_sections(epub):
    def texts(query):
        return [" ".join("".join(a.itertext()).split()) for a in epub.find("nav.xhtml", query)]

    toc = "//h:nav[@epub:type='toc']/h:ol"
    assert texts(f"{toc}/h:li/h:a") == [
        "Prakata", "Bagian I Dasar", "Bagian II Lanjutan", "Glosarium", "Daftar Pustaka", "Indeks"
    ]  # fmt: skip
    assert texts(f"{toc}/h:li/h:ol/h:li/h:a") == ["Bab 1 Air <script>alert(1)</script>", "Bab 2 Laut"]
    assert texts(f"{toc}/h:li/h:ol/h:li/h:ol/h:li/h:a") == ["1.1 Wujud air", "2.1 Ombak"]


def test_depth_of_the_contents_is_the_configurations(document, render):
    def made(depth):
        return render(replace(document, config=replace(document.config, contents_depth=depth)))

    assert "Rumus" in made(3).find("nav.xhtml", "string(//h:nav[@epub:type='toc'])")
    assert "Wujud air" not in made(1).find("nav.xhtml", "string(//h:nav[@epub:type='toc'])")


def test_figures_and_tables_are_listed(epub):
    assert epub.find("nav.xhtml", "//h:nav[@epub:type='loi']//h:a/text()") == ["Gambar 1.1 Setetes air."]
    assert len(epub.find("nav.xhtml", "//h:nav[@epub:type='lot']//h:a")) == 2


def test_landmarks_are_named_in_the_books_language(epub):
    marks = "//h:nav[@epub:type='landmarks']//h:a"
    kinds = [a.get("{http://www.idpf.org/2007/ops}type") for a in epub.find("nav.xhtml", marks)]
    assert kinds == ["toc", "cover", "titlepage", "preface", "glossary", "bibliography", "index", "bodymatter"]
    assert "Awal isi buku" in epub.find("nav.xhtml", f"{marks}/text()")


def test_ncx_has_the_same_entries(epub):
    ncx = epub.find("toc.ncx", "//ncx:content/@src")
    assert ncx == epub.find("nav.xhtml", "//h:nav[@epub:type='toc']//h:a/@href")
    assert epub.find("toc.ncx", "//ncx:meta[@name='dtb:uid']/@content") == ["urn:isbn:9786020312347"]
    orders = [int(n) for n in epub.find("toc.ncx", "//ncx:navPoint/@playOrder")]
    assert orders == list(range(1, len(orders) + 1))


def test_headings_in_the_contents_lose_links_notes_and_identifiers(document, render):
    def noted(element):
        return {"t": "Note", "c": [{"t": "Para", "c": [{"t": "Str", "c": "catatan"}]}]} if element else None

    first, *others = document.chapters
    head, *rest = first.blocks
    level, attr, words = head["c"]
    heading = {**head, "c": [level, attr, [*words, noted(True)]]}
    made = render(replace(document, chapters=(replace(first, blocks=[heading, *rest]), *others)))
    [link] = made.find("nav.xhtml", "//h:a[@href='text/00-prakata.xhtml' and not(@epub:type)]")
    assert "".join(link.itertext()) == "Prakata"
    assert not link.xpath(".//@id | .//@href")
