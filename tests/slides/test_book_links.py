"""With a public address book and slides lead to each other: numbers of headings to slides, footers to sections."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from urllib.parse import unquote

import pikepdf
import pypdfium2
import pytest
from lxml import html
from pptx import Presentation
from pptx.oxml.ns import qn

import terbit
from judges import ua1
from terbit.cache import Cache
from terbit.prepare import prepare
from terbit.transforms.slide_links import lead_to_slides

pytestmark = pytest.mark.slow

ADDRESS = "https://penerbit.example/buku/"
SETTINGS = f"""title: Buku Contoh
language: id
date: 2026-01-02
authors: [{{name: Penulis}}]
url: {ADDRESS}
chapters: [source/01-satu.md, source/02-dua.md]
bibliography: [source/r.bib]
targets: [print, screen, epub, slides]
"""
ONE = """# Satu

## Pertama {#pertama}

Kerja sama adalah usaha bersama [@soekanto].

## Tanpa salindia {.no-slide}

Yang ini tidak tampil.

## Kosong saja

### Di bawahnya

Isi bagian yang paling dalam ada di sini.
"""
TWO = "---\nslides: false\n---\n\n# Dua\n\n## Lagi\n\nBab ini tidak punya salindia.\n"
DECK = f"{ADDRESS}slides/buku-contoh-01-satu.html"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tautan")
    (folder / "source").mkdir()
    (folder / "terbit.yaml").write_text(SETTINGS, "utf-8")
    (folder / "source" / "01-satu.md").write_text(ONE, "utf-8")
    (folder / "source" / "02-dua.md").write_text(TWO, "utf-8")
    (folder / "source" / "r.bib").write_text("@book{soekanto, author={Soekanto}, title={Sosiologi}, year=2012}\n")
    report = terbit.build(terbit.load(folder))
    assert not report.exit_code, list(map(str, report.findings))
    return folder


@pytest.fixture(scope="module")
def deck(root):
    return html.fromstring((root / "output" / "slides" / "buku-contoh-01-satu.html").read_text("utf-8"))


def test_the_numbers_of_headings_in_the_epub_lead_to_slides_that_are_there(root, deck):
    with zipfile.ZipFile(root / "output" / "buku-contoh.epub") as epub:
        pages = "".join(epub.read(name).decode() for name in epub.namelist() if name.endswith(".xhtml"))
    links = re.findall(r'<a href="([^"]+)" class="to-slides" title="([^"]+)">([^<]+)</a>', pages)
    assert [(address.partition("#/")[0], said, number) for address, said, number in links] == [
        (DECK, "Salindia: Satu", "Bab\u00a01"),
        (DECK, "Salindia: Pertama", "1.1"),
        (DECK, "Salindia: Kosong saja", "1.3"),
    ]
    slides = [shown(deck, unquote(address.partition("#/")[2])) for address, *_ in links[1:]]
    assert slides == ["Pertama", "Di bawahnya"]


def shown(deck, goal: str) -> str:
    """Return the title of the slide that reveal.js shows for a goal: the one that its element is in."""
    (element,) = deck.xpath(f"//*[@id='{goal}']")
    slide = next(one for one in element.iterancestors("section"))
    return slide.xpath(".//*[contains(@class, 'title')]")[0].text_content()


def test_the_screen_pdf_leads_there_too_and_print_does_not(root):
    with pikepdf.open(root / "output" / "buku-contoh.pdf") as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        goals = [(str(note.A.URI), str(note.Contents)) for note in notes if "/A" in note and "/URI" in note.A]
    assert list(dict.fromkeys(goals)) == [
        (ADDRESS, ADDRESS),
        (DECK, "Salindia: Satu"),
        (f"{DECK}#/to-pertama", "Salindia: Pertama"),
        (f"{DECK}#/to-sec-satu--kosong-saja", "Salindia: Kosong saja"),
    ]
    assert not ua1((root / "output" / "buku-contoh.pdf").read_bytes())
    with pikepdf.open(root / "output" / "buku-contoh-print.pdf") as pdf:
        assert not [page for page in pdf.pages if "/Annots" in page]


def test_print_and_screen_have_the_same_pages(root):
    def pages(name):
        with pypdfium2.PdfDocument((root / "output" / name).read_bytes()) as pdf:
            return [re.sub(r"\s+", "", page.get_textpage().get_text_bounded()) for page in pdf]

    printed, seen = pages("buku-contoh-print.pdf"), pages("buku-contoh.pdf")
    assert [a for a, b in zip(printed, seen, strict=False) if a.replace("↑", "") != b.replace("↑", "")] == []
    assert any(ADDRESS in page and "Salindia" in page for page in printed)


def test_without_an_address_or_slides_nothing_leads_anywhere(root):
    document = prepare(terbit.load(root), Cache(None)).document
    assert lead_to_slides(document) != document
    nowhere = replace(document, config=replace(document.config, url=""))
    assert lead_to_slides(nowhere) is nowhere
    editions = (replace(document.config.editions[0], targets=("print", "epub")),)
    without = replace(document, config=replace(document.config, editions=editions))
    assert lead_to_slides(without) is without


def test_the_slide_of_references_leads_to_the_list_in_the_book(root):
    data = (root / "output" / "slides" / "buku-contoh-01-satu.pptx").read_bytes()
    slide = list(Presentation(io.BytesIO(data)).slides)[-1]
    (goal,) = [slide.part.rels[e.get(qn("r:id"))].target_ref for e in slide._element.iter(qn("a:hlinkClick"))]
    assert goal == f"{ADDRESS}buku-contoh.pdf#nameddest=bibliography"
    (footer,) = [p.text_frame.text for p in slide.placeholders if p.placeholder_format.idx == 11]
    assert footer == "Buku Contoh · Daftar Pustaka"
    with pikepdf.open(root / "output" / "buku-contoh.pdf") as pdf:
        assert "bibliography" in pikepdf.NameTree(pdf.Root.Names.Dests)
