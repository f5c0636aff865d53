"""The print PDF: boxes, marks, no links, an even number of pages; and each fault of it found."""

from __future__ import annotations

import io
from collections import Counter
from contextlib import closing
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from sheets import changed
from terbit.adapt import adapt
from terbit.checks.press import check_print
from terbit.checks.press.reading import read_page
from terbit.config import Trim
from terbit.pdf.preflight import Expected, preflight
from terbit.targets import print_

BOOK = Path(__file__).with_name("book")
A5 = Trim("A5", 148, 210)
BLEED = 3.0
MM = 72 / 25.4
FAMILIES = ("Source Serif 4", "Source Sans 3", "Source Code Pro")
EXPECTED = Expected(A5, BLEED, FAMILIES, press=True)


def codes(data: bytes, expected: Expected = EXPECTED) -> set[str]:
    return {finding.code for finding in preflight(data, expected)}


def test_every_page_has_its_trim_its_bleed_and_room_for_marks(press_book):
    with pikepdf.open(io.BytesIO(press_book.data)) as pdf:
        for page in pdf.pages:
            media, bleed, trim = ([float(n) for n in page.obj[f"/{name}Box"]] for name in ("Media", "Bleed", "Trim"))
            assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx((148 * MM, 210 * MM), abs=0.01)
            assert [a - b for a, b in zip(trim, bleed, strict=True)] == pytest.approx(
                [BLEED * MM, BLEED * MM, -BLEED * MM, -BLEED * MM], abs=0.01
            )
            assert media[:2] == [0, 0]
            assert bleed[0] > 15


def test_crop_marks_are_drawn_outside_the_bleed(press_book):
    with pikepdf.open(io.BytesIO(press_book.data)) as pdf:
        page = pdf.pages[1]  # blank: nothing is on it but marks
        bleed = [float(n) for n in page.obj.BleedBox]
        drawn = [
            [float(n) for n in operands]
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) in ("m", "l")
        ]
        assert len(drawn) == 16
        for x, y in drawn:
            assert not (bleed[0] < x < bleed[2] and bleed[1] < y < bleed[3])


def test_the_chapters_ground_runs_into_the_bleed_and_not_beyond(press_book):
    page = press_book.page_with("Bab Kedua")
    with closing(pypdfium2.PdfDocument(press_book.data)) as pdf:
        bleed = pdf[page].get_bleedbox()
        image = pdf[page].render(scale=4).to_pil()

    def ground(x: float, y: float) -> tuple[int, ...]:
        return image.getpixel((round(x * 4), image.height - round(y * 4)))

    assert ground(bleed[2] - 1, bleed[3] - 1) != (255, 255, 255)
    assert ground(bleed[2] + 2, bleed[3] - 40) == (255, 255, 255)


def test_nothing_in_it_is_a_link(press_book):
    with pikepdf.open(io.BytesIO(press_book.data)) as pdf:
        assert not any("/Annots" in page.obj for page in pdf.pages)
        assert "/Outlines" not in pdf.Root
    assert "↑" not in "".join(press_book.texts)


def test_it_has_an_even_number_of_pages(press_book):
    assert len(press_book.texts) % 2 == 0


def test_a_good_pdf_passes_preflight(press_book):
    assert codes(press_book.data) == set()


def test_a_font_of_another_family_is_found(press_book):
    assert "font-foreign" in codes(press_book.data, Expected(A5, BLEED, ("Source Serif 4",), press=True))


def test_a_font_that_is_not_embedded_is_found(press_book):
    def name_helvetica(pdf: pikepdf.Pdf) -> None:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[1].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))

    assert codes(changed(press_book.data, name_helvetica)) == {"font-not-embedded"}


def test_a_page_of_another_size_is_found(press_book):
    assert "trim-size" in codes(press_book.data, Expected(Trim("B5", 176, 250), BLEED, FAMILIES, press=True))


def test_a_missing_bleed_is_found(press_book):
    def cut(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.BleedBox = pdf.pages[0].obj.TrimBox

    assert codes(changed(press_book.data, cut)) == {"bleed-size"}


def test_a_sheet_smaller_than_its_bleed_is_found(press_book):
    def cut(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.MediaBox = pdf.pages[0].obj.TrimBox

    assert "media-size" in codes(changed(press_book.data, cut))


def test_an_odd_number_of_pages_is_found(press_book):
    def remove(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[-1]

    assert codes(changed(press_book.data, remove)) == {"pages-odd"}


def test_a_link_is_found(press_book):
    def link(pdf: pikepdf.Pdf) -> None:
        annotation = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9])
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(annotation)])

    assert codes(changed(press_book.data, link)) == {"annotations"}


def test_text_off_the_trim_is_found(press_book):
    def shrink(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            left, bottom, right, top = (float(n) for n in page.obj.TrimBox)
            page.obj.TrimBox = pikepdf.Array([left, bottom, right - 80, top])

    assert "text-cut" in codes(changed(press_book.data, shrink))


def test_its_colours_are_inks_and_its_type_is_black_alone(press_book):
    operators = Counter()
    with pikepdf.open(io.BytesIO(press_book.data)) as pdf:
        for page in pdf.pages:
            reading = read_page(page)
            operators.update(paint.colour.kind for paint in reading.paints)
            blacks = {p.colour.values for p in reading.paints if p.role == "text" and p.colour.values[3] > 0.7}
            assert blacks <= {(0, 0, 0, 1)} | {inks for inks in blacks if inks[:3] == (0, 0, 0)}
    assert set(operators) <= {"cmyk", "pattern"}


def test_it_passes_every_check_for_the_press(press_book, assembled, tmp_path):
    file = tmp_path / "print.pdf"
    file.write_bytes(press_book.data)
    verdicts = list(check_print(file, adapt(assembled, "student", print_.TARGET)))
    assert [verdict.checker for verdict in verdicts if verdict.state != "passed"] == []
    assert len(verdicts) == 11


def test_a_finding_on_a_page_names_the_line_of_the_manuscript(press_book, assembled, tmp_path):
    page = press_book.page_with("Paragraf ini mempunyai")

    def paint(pdf: pikepdf.Pdf) -> None:
        pdf.pages[page].contents_add(b"1 0 0 RG 60 60 9 9 re S")

    file = tmp_path / "print.pdf"
    file.write_bytes(changed(press_book.data, paint))
    verdicts = check_print(file, adapt(assembled, "student", print_.TARGET))
    (finding,) = [finding for verdict in verdicts for finding in verdict.findings]
    assert (finding.code, finding.page) == ("colour-foreign", page + 1)
    assert finding.where.file.endswith(".md")
    lines = (BOOK / finding.where.file).read_text("utf-8").splitlines()
    words = "".join(c for c in press_book.texts[page].casefold() if c.isalnum())
    said = "".join(c for c in lines[finding.where.line - 1].casefold() if c.isalnum())
    assert said[:12] in words


def test_pages_are_called_by_their_folios(press_book):
    with pikepdf.open(io.BytesIO(press_book.data)) as pdf:
        labels = [page.label for page in pdf.pages]
    first = press_book.last_front
    assert labels[:3] == ["i", "ii", "iii"]
    assert "1" in labels[first:]
    assert labels[labels.index("1") :] == [str(n + 1) for n in range(len(labels) - labels.index("1"))]
