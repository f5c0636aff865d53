"""What stands on the pages: links, footnotes, roles, tables, images."""

from __future__ import annotations

import pytest

from terbit.epub.formulas import let_scroll
from terbit.epub.links import address_book, link_pages
from terbit.epub.parts import Page
from terbit.epub.xhtml import fragment, plain_text

AIR, LAUT = "text/01-air.xhtml", "text/02-laut.xhtml"


def test_links_lead_to_the_file_that_holds_the_target(epub):
    assert "02-laut.xhtml#sec-ombak" in epub.find(AIR, "//h:a/@href")
    assert "01-air.xhtml#fig-tetes" in epub.find(LAUT, "//h:a/@href")
    assert "#fig-tetes" in epub.find(AIR, "//h:a/@href")


def test_every_link_inside_the_book_arrives(epub):
    pages = [n.removeprefix("EPUB/") for n in epub.zip.namelist() if n.endswith(".xhtml")]
    idents = {page: set(epub.find(page, "//@id")) for page in pages}
    for page in pages:
        for address in epub.find(page, "//h:a/@href"):
            if address.startswith("http"):
                continue
            file, _, ident = address.partition("#")
            folder = "text/" if page.startswith("text/") else ""
            target = folder + file if file else page
            assert target in idents, address
            assert not ident or ident in idents[target], address


@pytest.mark.parametrize("address", ["#tiada", "file:///etc/passwd", "javascript:alert(1)", "lain.html", "//x[y"])
def test_a_link_that_leads_nowhere_is_reported_and_undone(address):
    tree = fragment(f'<section><p>Klik <a href="{address}">ke sana</a>.</p></section>')
    page = Page("text/a.xhtml", "A", "bodymatter", "chapter", tree, "source/a.md")
    [finding] = link_pages([page], address_book([page]))
    assert (finding.code, finding.where.file) == ("link-broken", "source/a.md")
    assert not tree.xpath(".//@href")
    assert "".join(tree.itertext()) == "Klik ke sana."


@pytest.mark.parametrize("address", ["https://example.org/?a=1", "mailto:a@example.org"])
def test_links_out_of_the_book_stay(address):
    tree = fragment(f'<p><a href="{address}">ke luar</a></p>')
    assert link_pages([Page("text/a.xhtml", "A", "bodymatter", "chapter", tree)], {}) == []
    assert tree.xpath(".//@href") == [address]


def test_footnotes_pop_up_and_lead_back(epub):
    [reference] = epub.find(AIR, "//h:a[@epub:type='noteref' and @role='doc-noteref']")
    ident = reference.get("href").removeprefix("#")
    [note] = epub.find(AIR, f"//h:aside[@epub:type='footnote' and @role='doc-footnote' and @id='{ident}']")
    assert "air murni" in "".join(note.itertext())
    assert note.xpath(".//*[@role='doc-backlink']/@href") == [f"#{reference.get('id')}"]


def test_footnotes_of_two_chapters_are_told_apart(epub):
    assert not set(epub.find(AIR, "//h:aside/@id")) & set(epub.find(LAUT, "//h:aside/@id"))


def test_pages_say_what_they_are(epub):
    def role(page):
        return epub.find(page, "string(//h:body/h:section/@role)")

    assert role(AIR) == "doc-chapter"
    assert role("text/part-1.xhtml") == "doc-part"
    assert role("text/00-prakata.xhtml") == "doc-preface"
    assert role("text/90-glosarium.xhtml") == "doc-glossary"
    assert role("text/91-pustaka.xhtml") == "doc-bibliography"
    assert role("text/index.xhtml") == "doc-index"


def test_language_is_stated_for_html_and_xml(epub):
    [root] = epub.find(AIR, "/h:html")
    assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "id"


def test_boxes_bear_their_names(epub):
    for box in epub.find(AIR, "//*[contains(@class, 'box-') and @aria-labelledby]"):
        assert epub.find(AIR, f"//*[@id='{box.get('aria-labelledby')}']")
    assert epub.find(AIR, "//h:aside[@role='doc-tip']")
    assert epub.find(AIR, "//h:section[@role='doc-notice']")
    assert epub.find(AIR, "//h:aside[@role='note' and @epub:type='learning-objective']")


def test_header_cells_have_a_scope(epub):
    assert epub.find(AIR, "count(//h:th)") == epub.find(AIR, "count(//h:th[@scope])") == 2


def test_a_wide_table_scrolls_under_its_caption(epub):
    [region] = epub.find(LAUT, "//h:div[@role='region' and @tabindex='0']")
    caption = epub.find(LAUT, f"string(//h:caption[@id='{region.get('aria-labelledby')}'])")
    assert caption == "Tabel\u00a02.1 Tabel lebar"
    assert not epub.find(AIR, "//*[@tabindex]")


def test_columns_are_as_wide_as_their_words(epub):
    assert not epub.find(AIR, "//h:colgroup")


def test_formulas_keep_their_tex_as_text(epub):
    assert epub.find(AIR, "//m:math/@alttext")[0] == "E = mc^2"


LONG = "<mi>a</mi><mo>+</mo>" * 12
SHORT = "<mfrac><mrow>" + "<mi>a</mi><mo>+</mo>" * 5 + "</mrow><mrow>" + "<mi>b</mi>" * 9 + "</mrow></mfrac>"


@pytest.mark.parametrize(
    ("markup", "scrolls"),
    [
        (f'<p>x <math display="inline"><mrow>{LONG}</mrow></math></p>', "formula scrolls"),
        (f'<p><math display="block"><mrow>{LONG}</mrow></math></p>', "equation scrolls"),
        (f'<p><span class="equation"><math display="block">{LONG}</math></span></p>', "equation scrolls"),
        (f'<ul><li><math display="inline">{LONG}</math></li></ul>', "formula scrolls"),
        (f'<p><math display="block">{SHORT}</math></p>', ""),
        (f"<blockquote><ul><li><math>{SHORT}{SHORT}</math></li></ul></blockquote>", "formula scrolls"),
    ],
)
def test_a_formula_too_long_for_a_phone_scrolls_and_says_so(document, markup, scrolls):
    tree = fragment(f"<section>{markup}</section>")
    let_scroll(tree, document.labels)
    assert [part.get("class") for part in tree.xpath(".//*[@tabindex]")] == ([scrolls] if scrolls else [])
    assert [part.get("aria-label") for part in tree.xpath(".//*[@role='group']")] == (["Rumus"] if scrolls else [])
    hints = ["".join(hint.itertext()) for hint in tree.xpath(".//*[@class='scroll-hint']")]
    assert hints == (["Geser ke samping bila rumus tidak muat."] if scrolls else [])
    assert plain_text(tree).removeprefix("x ") == "".join(tree.find(".//{*}math").itertext())


def test_images_have_no_fixed_size(epub):
    [image] = epub.find(AIR, "//h:img")
    assert image.get("src") == "../images/tetes.svg"
    assert image.get("class") == "width-60"
    assert not {"style", "width", "height"} & set(image.keys())


def test_figures_carry_their_fonts(epub):
    assert b"@font-face" in epub.read("images/tetes.svg")


def test_bibliography_is_a_list_without_deprecated_roles(epub):
    assert len(epub.find("text/91-pustaka.xhtml", "//h:ul[@id='refs']/h:li[@id='ref-ratih2020']")) == 1
    assert b"doc-biblioentry" not in epub.read("text/91-pustaka.xhtml")
    assert epub.find(AIR, "//h:a[@role='doc-biblioref']/@href") == ["91-pustaka.xhtml#ref-ratih2020"]


def test_glossary_and_text_lead_to_each_other(epub):
    [use, *_] = epub.find(AIR, "//h:a[@role='doc-glossref']")
    assert use.get("href") == "90-glosarium.xhtml#gls-molekul"
    assert epub.find("text/90-glosarium.xhtml", "//h:dd//h:a/@href") == [f"01-air.xhtml#{use.get('id')}"]


def test_index_names_a_section_once(epub):
    assert epub.find("text/index.xhtml", "//h:a[@class='index-page']/text()") == ["1", "1.1"]


def test_hostile_text_is_only_text(epub):
    pages = [
        n.removeprefix("EPUB/") for n in epub.zip.namelist() if n.endswith((".xhtml", ".ncx", ".svg", ".opf"))
    ]
    for page in pages:
        assert not epub.find(page, "//*[local-name() = 'script'] | //@*[starts-with(local-name(), 'on')]")
    assert "<script>alert(1)</script>" in epub.find(AIR, "string(//h:h1)")
    assert "Buku <uji>" in epub.find("text/title-page.xhtml", "string(//h:body)")


def test_raw_mathml_and_svg_are_put_into_their_namespaces():
    tree = fragment("<p>a<math><mi>x</mi></math><svg><foreignObject><b>c</b></foreignObject></svg></p>")
    names = [element.tag.partition("}")[0].rpartition("/")[2] for element in tree.iter()]
    assert names == ["xhtml", "MathML", "MathML", "svg", "svg", "xhtml"]
