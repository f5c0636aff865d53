"""The screen PDF: tags, links, outline, page labels, metadata; judged as PDF/UA-1."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest

from judges import ua1


@pytest.fixture(scope="module")
def pdf(screen_book) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(screen_book.data)) as opened:
        yield opened


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    pending = [pdf.Root.StructTreeRoot]
    while pending:
        kids = pending.pop().get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                pending.append(kid)


def test_it_is_valid_pdf_ua_1(screen_book):
    assert ua1(screen_book.data) == set()


def test_the_judge_finds_a_figure_without_alternative_text(screen_book):
    with pikepdf.open(io.BytesIO(screen_book.data)) as broken:
        for element in elements(broken):
            if pikepdf.Name.Figure == element.S:
                del element.Alt
        out = io.BytesIO()
        broken.save(out)
    assert "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001" in ua1(out.getvalue())


def test_it_tells_its_language_and_shows_its_title(pdf):
    assert pdf.Root.Lang == "id"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.docinfo.Title == "Buku Sulit"


def test_pages_are_cut_to_their_trim(pdf):
    for sheet in pdf.pages:
        assert [float(n) for n in sheet.mediabox] == [float(n) for n in sheet.obj.TrimBox]


def test_page_labels_are_the_printed_numbers(pdf, screen_book):
    for label, text in zip((sheet.label for sheet in pdf.pages), screen_book.texts, strict=True):
        printed = [word for word in text.split() if word == label]
        assert printed or not text or text.startswith(("Buku Sulit", "Ayu Lestari", "Penulis"))


def test_the_outline_names_the_chapters(pdf):
    with pdf.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
    assert titles[0] == "Daftar Isi"
    assert "Bab 1 Halaman dan Isinya" in titles


def test_running_heads_and_folios_are_artifacts(pdf, screen_book):
    page = pdf.pages[screen_book.page_with("Nomor Nama Keterangan")]
    assert b"/Artifact <</Type /Pagination>> BDC" in page.Contents.read_bytes()


def test_nothing_in_the_structure_is_empty(pdf):
    empty = [e for e in elements(pdf) if not len(e.get("/K", [])) and str(e.S) not in ("/TD", "/TH")]
    assert empty == []


def test_formulas_are_formulas_with_their_tex(pdf):
    formulas = {str(element.Alt) for element in elements(pdf) if pikepdf.Name.Formula == element.S}
    assert "Rumus: a^2 + b^2 = c^2" in formulas
    assert len(formulas) == 2


def test_each_link_annotation_belongs_to_a_link_element(pdf):
    annotations = sum(len(sheet.obj.get("/Annots", [])) for sheet in pdf.pages)
    owned = 0
    for element in elements(pdf):
        kids = element.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else []:
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                assert pikepdf.Name.Link == element.S
                owned += 1
    assert owned == annotations > 20


def test_references_lead_to_their_pages(pdf):
    names = pdf.Root.Names.Dests.Names
    known = {str(names[n]) for n in range(0, len(names), 2)}
    wanted = {
        str(annotation.Dest)
        for sheet in pdf.pages
        for annotation in sheet.obj.get("/Annots", [])
        if "/Dest" in annotation
    }
    assert {"fig-lingkaran", "tbl-panjang", "sec-dua", "gls-lingkaran"} <= wanted <= known
