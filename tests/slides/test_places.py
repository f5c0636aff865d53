"""Each slide says where it is in the book: the page as printed, and a link to its section in the screen PDF."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from urllib.parse import unquote

import pikepdf
import pypdfium2
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

import terbit
from terbit.cache import Cache
from terbit.prepare import prepare
from terbit.slides.places import places_of
from terbit.teaching.unlinked import unlinked

pytestmark = pytest.mark.slow

SETTINGS = """title: Buku Contoh
language: id
date: 2026-01-02
authors: [{name: Penulis}]
chapters: [source/*.md]
targets: [print, screen, slides, handout, package]
editions: {student: {}, teacher: {targets: [screen, slides]}}
"""
FILLING = "\n\n".join(f"Kalimat {n} mengisi halaman dengan cukup banyak kata yang tidak berarti." for n in range(60))
CHAPTER = """# {name}

## Isi *{name}*

{filling}

### Rincian

Isi {name}

Rincian yang satu ini pendek saja.
"""
TEACHERS = """
## Untuk guru {.content-visible when-profile="teacher"}

::: {.content-visible when-profile="teacher"}
Satu halaman bagi guru saja yang menggeser halaman.
:::
"""
NAMES = ("Angin", "Batu yang sangat panjang judulnya sehingga mengisi lebih dari satu baris di halaman")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A book of two chapters in print, on the screen and as decks."""
    root = tmp_path_factory.mktemp("tempat")
    (root / "source").mkdir()
    (root / "terbit.yaml").write_text(SETTINGS, "utf-8")
    for number, name in enumerate(NAMES):
        (root / "source" / f"{number}.md").write_text(
            CHAPTER.format(name=name, filling=FILLING) + ("" if number else TEACHERS), "utf-8"
        )
    assert not terbit.build(terbit.load(root)).exit_code
    return root


def slides(root, path):
    return Presentation(io.BytesIO((root / "output" / path).read_bytes())).slides


def footers(root, path):
    found = [[p.text_frame.text for p in s.placeholders if p.placeholder_format.idx == 11] for s in slides(root, path)]
    return [text for texts in found for text in texts]


def test_footers_name_the_page_that_the_section_begins_on(published):
    """The screen PDF has the same pages, and destinations made by another way: they must agree."""
    with pikepdf.open(published / "output" / "buku-contoh.pdf") as pdf:
        places = pikepdf.NameTree(pdf.Root.Names.Dests)
        at = {page.objgen: number for number, page in enumerate(pdf.pages)}
        front = next(int(n) for n in list(pdf.Root.PageLabels.Nums)[2::2])
        said = 0
        for slide in slides(published, "slides/buku-contoh.pptx"):
            links = [
                slide.part.rels[e.get(qn("r:id"))].target_ref for e in slide._element.iter(qn("a:hlinkClick"))
            ]
            text = " ".join(p.text_frame.text for p in slide.placeholders if p.placeholder_format.idx == 11)
            for link in links:
                path, _, name = link.partition("#nameddest=")
                assert path == "../buku-contoh.pdf"
                folio = at[places[unquote(name)][0].objgen] - front + 1
                if text:
                    assert text.endswith(f" · buku hlm. {folio}")
                    said += 1
    assert said >= 3


def test_the_page_as_the_web_deck_and_the_handout_say_it(published):
    page = (published / "output" / "slides" / "buku-contoh.html").read_text("utf-8")
    linked = re.findall(r'<p class="footer"><a href="([^"]+)">([^<]+)</a>', page)
    assert linked
    assert all(h.startswith("../buku-contoh.pdf#nameddest=") and " · buku hlm. " in t for h, t in linked)
    assert [text for _, text in linked] == footers(published, "slides/buku-contoh.pptx")
    with pypdfium2.PdfDocument((published / "output" / "slides" / "buku-contoh-handout.pdf").read_bytes()) as pdf:
        assert "buku hlm. " in "".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_an_edition_that_is_not_printed_names_the_pages_of_the_pupils_book(published):
    """The teacher's has a section more, which moves pages in it and has none in print."""
    pages = [text.rsplit(" · buku hlm. ")[1] for text in footers(published, "slides/buku-contoh.pptx")]
    found = footers(published, "teacher/slides/buku-contoh.pptx")
    assert [text.rsplit(" · buku siswa hlm. ")[1] for text in found if "hlm." in text] == pages
    assert [text for text in found if "hlm." not in text] == ["Buku Contoh · Bab 1 · 1.2 Untuk guru"]


def test_where_nothing_is_printed_no_page_is_claimed(published):
    document = prepare(terbit.load(published), Cache(None)).document
    assert places_of(document).pages == {}


def test_a_heading_is_no_line_of_prose_that_says_the_same(published):
    """'Isi Angin' is a paragraph of its own too, pages after the section that is called so."""
    heading, inner, *_ = footers(published, "slides/buku-contoh.pptx")
    assert heading == "Buku Contoh · Bab 1 · 1.1 Isi Angin · buku hlm. 1"
    assert int(inner.rsplit(" · buku hlm. ")[1]) > 1


@pytest.mark.parametrize("form", ["html", "pptx"])
def test_a_deck_in_a_package_has_no_link_to_a_book_that_is_not_there(published, form):
    name = f"buku-contoh-01.{form}"
    deck = (published / "output" / "slides" / name).read_bytes()
    with zipfile.ZipFile(published / "output" / "slides" / "buku-contoh-01.zip") as package:
        packed = package.read(name)
    assert packed == unlinked(name, deck) != deck
    if form == "html":
        assert 'href="../' in deck.decode()
        assert "../" not in packed.decode().partition("<main>")[2].partition("<script>")[0]
        assert packed.decode().count(" · buku hlm. ") == deck.decode().count(" · buku hlm. ")
        return
    for slide in Presentation(io.BytesIO(packed)).slides:
        assert not [r.target_ref for r in slide.part.rels.values() if r.is_external]
        assert not list(slide._element.iter(qn("a:hlinkClick")))


@pytest.mark.parametrize(
    ("edition", "address"),
    [
        ("student", "https://penerbit.example/buku/buku-contoh.pdf"),
        ("teacher", "https://penerbit.example/buku/teacher/buku-contoh.pdf"),
    ],
)
def test_with_a_public_address_links_lead_there(published, edition, address):
    document = prepare(terbit.load(published), Cache(None)).document
    config = replace(document.config, url="https://penerbit.example/buku")
    assert places_of(replace(document, config=config, edition=edition)).book == address


def test_without_a_screen_pdf_nothing_is_linked(published):
    document = prepare(terbit.load(published), Cache(None)).document
    editions = tuple(replace(edition, targets=("slides",)) for edition in document.config.editions)
    config = replace(document.config, editions=editions)
    assert places_of(replace(document, config=config)).book == ""
