"""The HTML deck: one file that asks for nothing, readable by all, with notes only where there are some."""

from __future__ import annotations

import re

import pytest
from lxml import html

from terbit.slides.drawings import figure_html
from terbit.slides.page import _script
from terbit.targets.slides import TARGET

TEXT = """# Bab

## Isi

Pengantar. [Kunci & \\<tanda\\>.]{.key}

![Dua lingkaran.](figures/rings.svg){fig-alt="Dua lingkaran & irisannya."}

## Lagi

![Dua lingkaran lagi.](figures/rings.svg){fig-alt="Sekali lagi."}

1. Satu.
    a. Anak.
2. Dua.
"""


@pytest.fixture(scope="module")
def page(book):
    artifacts = TARGET.render(book(TEXT)).artifacts
    return next(a for a in artifacts if a.path == "slides/buku-contoh-01-bab.html").data.decode()


@pytest.fixture(scope="module")
def tree(page):
    return html.document_fromstring(page)


def test_nothing_is_loaded_from_anywhere(tree, page):
    loaded = tree.xpath("//script/@src | //link/@href | //img/@src | //iframe/@src | //source/@src")
    assert [address for address in loaded if not address.startswith("data:")] == []
    css = "\n".join(tree.xpath("//style/text()"))
    assert "@import" not in css
    assert [u for u in re.findall(r"url\(\s*['\"]?([^)'\"]{0,30})", css) if not u.startswith(("data:", "#"))] == []
    assert page.count("<script>") == page.count("</script>") == 3


def test_the_page_says_what_it_is(tree):
    assert tree.get("lang") == "id"
    assert tree.findtext(".//title") == "Bab – Buku Contoh"
    viewport = tree.xpath("//meta[@name='viewport']/@content")[0]
    assert "user-scalable" not in viewport
    assert "maximum-scale" not in viewport
    assert len(tree.xpath("//main")) == len(tree.xpath("//h1")) == 1


def test_every_slide_is_named_by_its_title(tree):
    for section in tree.xpath("//section"):
        assert tree.get_element_by_id(section.get("aria-labelledby")).text_content().strip()


def test_text_is_escaped(page):
    assert "Kunci &amp; &lt;tanda&gt;." in page


def test_drawings_are_inline_with_their_alternative_and_identifiers_of_their_own(tree, page):
    assert tree.xpath("//*[name()='svg']/@aria-label") == ["Dua lingkaran & irisannya.", "Sekali lagi."]
    identifiers = tree.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    for name in re.findall(r"url\(#([^)]+)\)", page.split("<body>")[1].split("<script>")[0]):
        assert name in identifiers


def test_a_drawing_with_its_own_style_sheet_stays_an_image():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>p{color:red}</style><path d="M0 0"/></svg>'
    made = figure_html("a.svg", svg, 'Alt "teks"', "x")
    assert made.startswith('<img alt="Alt &quot;teks&quot;" src="data:image/svg+xml;base64,')


def test_a_drawing_that_could_run_stays_an_image():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>'
    assert figure_html("a.svg", svg, "Alt", "x").startswith("<img ")


def test_lists_nest(tree):
    assert tree.xpath("//ol/li/ol[@type='a']/li/text()") == ["Anak."]


def test_notes_only_where_something_is_said(tree):
    noted = [bool(section.xpath("./aside[@class='notes']")) for section in tree.xpath("//section")]
    assert noted == [False, True, True, True, False]


def test_scripts_cannot_end_their_element_early():
    assert re.search(r"</script|<script|<!--", _script("reveal/notes.js"), re.IGNORECASE) is None


def test_only_the_faces_in_use_are_embedded(page):
    faces = re.findall(r'font-family: "([^"]+)"; font-weight: (\d+); font-style: (\w+)', page)
    assert faces == [("Source Sans 3", "400", "normal"), ("Source Sans 3", "600", "normal")]


def test_answers_are_shown_one_by_one_and_nothing_else_is(book):
    answer = "::: answer\n1. Dua.\n2. Karena itu.\n:::\n"
    asked = f"# Bab\n\n## Isi\n\n::: exercise\n1. Berapa?\n2. Mengapa?\n\n{answer}:::\n"
    artifacts = TARGET.render(book(asked, "teacher")).artifacts
    tree = html.document_fromstring(next(a for a in artifacts if a.path.endswith("01-bab.html")).data.decode())
    steps = tree.xpath("//*[contains(@class, 'fragment')]")
    assert [step.text_content() for step in steps] == ["Dua.", "Karena itu."]
    assert all("answer" in step.xpath("ancestor::section/@class")[0] for step in steps)
