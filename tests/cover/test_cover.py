"""A cover as a file: its boxes, its inks, its words; and each fault of one found."""

from __future__ import annotations

import io
import shutil
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from sheets import changed
from terbit.cache import Cache
from terbit.checks.press.covers import check_cover, check_wrap
from terbit.config import Config, configure
from terbit.cover import make_cover
from terbit.diagnostics import Diagnostic
from terbit.prepare import prepare

MM = 72 / 25.4
PAGES = 300
SPINE = PAGES * 0.002252 * 25.4
BOOKS = Path(__file__).parents[1] / "books"


@pytest.fixture(scope="module")
def cover(tmp_path_factory):
    """The cover of the small book on 300 pages, made twice, with its document."""
    folder = tmp_path_factory.mktemp("cover") / "book"
    shutil.copytree(BOOKS / "small", folder)
    file = folder / "terbit.yaml"
    file.write_text(file.read_text("utf-8") + "print: {profile: kdp}\n", "utf-8")
    document = prepare(configure(folder), Cache(None)).document
    return make_cover(document, PAGES, Cache(None)), make_cover(document, PAGES, Cache(None)), document


def found(data: bytes, config: Config, pages: int = PAGES) -> set[str]:
    return {finding.code for verdict in check_wrap(data, config, pages) for finding in verdict.findings}


def test_it_is_one_page_of_two_trims_and_a_spine_that_bleeds_all_around(cover):
    with pikepdf.open(io.BytesIO(cover[0].pdf)) as pdf:
        (page,) = pdf.pages
        trim, bleed = ([float(edge) for edge in box] for box in (page.trimbox, page.obj.BleedBox))
        assert trim[2] - trim[0] == pytest.approx((2 * 176 + SPINE) * MM, abs=0.02)
        assert trim[3] - trim[1] == pytest.approx(250 * MM, abs=0.02)
        assert [trim[0] - bleed[0], bleed[3] - trim[3]] == pytest.approx([9, 9], abs=0.02)
        assert str(pdf.docinfo.GTS_PDFXVersion) == "PDF/X-1:2001"


def test_it_passes_every_check(cover):
    made, _, document = cover
    assert made.findings == ()
    assert found(made.pdf, document.config) == set()


def test_it_is_the_same_to_the_byte(cover):
    assert cover[0].pdf == cover[1].pdf


def test_it_has_its_words_where_they_belong(cover):
    with closing(pypdfium2.PdfDocument(cover[0].pdf)) as shown:
        page = shown[0]
        left, bottom, right, top = page.get_trimbox()
        text = page.get_textpage()
        back, front = left + 176 * MM, right - 176 * MM
        assert "Buku dua bab" in text.get_text_bounded(left, bottom, back, top)
        assert "ISBN 979-8-0000-0000-7" in text.get_text_bounded(left, bottom, back, top)
        assert "Untuk menguji penerbitan" in text.get_text_bounded(front, bottom, right, top)
        assert "Terbit" in text.get_text_bounded(back, bottom, front, top)


def test_what_stands_on_the_spine_is_apart(cover):
    with closing(pypdfium2.PdfDocument(cover[0].pdf)) as shown:
        page = shown[0]
        left, _, right, _ = page.get_trimbox()
        text = page.get_textpage()
        boxes = [text.get_rect(index) for index in range(text.count_rects())]
        spine = sorted((b[1], b[3]) for b in boxes if left + 176 * MM < b[0] and b[2] < right - 176 * MM)
    assert len(spine) >= 3
    assert all(below[1] < above[0] for below, above in pairwise(spine))


def test_a_number_of_pages_that_has_changed_is_found(cover):
    assert "cover-width" in found(cover[0].pdf, cover[2].config, 340)


def test_type_too_near_to_the_folds_and_the_edges_is_found(cover):
    assert found(cover[0].pdf, asking(cover[2].config, "spine-safety", 8.0)) == {"cover-unsafe"}
    assert found(cover[0].pdf, asking(cover[2].config, "cover-safety", 30.0)) == {"cover-unsafe"}


def test_type_on_the_spine_of_a_thin_book_is_found(cover):
    assert found(cover[0].pdf, asking(cover[2].config, "spine-text-pages", PAGES + 1)) == {"cover-lettering"}


def asking(config: Config, name: str, value: float) -> Config:
    """Return the configuration with a profile that asks something else in one rule."""
    profile = config.press.profile
    rules = tuple(replace(rule, value=value) if rule.name == name else rule for rule in profile.rules)
    return replace(config, press=replace(config.press, profile=replace(profile, rules=rules)))


def test_colours_of_the_screen_are_found(cover):
    def paint(pdf):
        pdf.pages[0].contents_add(pdf.make_stream(b"q 1 0 0 rg 50 50 20 20 re f Q"))

    assert found(changed(cover[0].pdf, paint), cover[2].config) == {"colour-foreign"}


def test_a_cover_without_the_inside_is_said(tmp_path, cover):
    verdicts = list(check_cover(tmp_path / "buku-kecil-cover.pdf", cover[2]))
    findings: list[Diagnostic] = [finding for verdict in verdicts for finding in verdict.findings]
    assert [finding.code for finding in findings] == ["cover-held"]


def test_a_file_that_is_no_pdf_is_said_to_be_none(cover, tmp_path):
    """Be it the cover, or the inside whose pages make its spine."""
    config = cover[2].config
    assert found(b"%PDF-1.6 damaged", config) == {"pdf-unreadable"}
    (tmp_path / f"{config.slug}-print.pdf").write_bytes(b"%PDF-1.6 damaged")
    (tmp_path / "cover.pdf").write_bytes(cover[0].pdf)
    verdicts = check_cover(tmp_path / "cover.pdf", cover[2])
    assert {one.code for verdict in verdicts for one in verdict.findings} == {"pdf-unreadable"}
