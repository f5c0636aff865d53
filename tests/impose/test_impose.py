"""Sheets of the press: which page lies where, by its text; creep, by where it lies; boxes, marks, and PDF/X."""

from __future__ import annotations

import io
from contextlib import closing

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from sheets import written
from terbit.assets import PROFILE as FOGRA39
from terbit.assets import asset
from terbit.cache import Cache
from terbit.checks.press.model import Proof, Wanted
from terbit.checks.press.standard import check_standard
from terbit.cli.impose import command
from terbit.config import Press, Trim
from terbit.impose import Job, SheetError, impose, spreads
from terbit.pdf.marks import Edges, dress
from terbit.pdf.preflight import Expected
from terbit.press import for_press
from terbit.press.profile import read_profile

MM = 72 / 25.4
WIDE, HIGH = 105 * MM, 148 * MM
FONT = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)


def book(pages: int, size: tuple[float, float] = (WIDE, HIGH), standard: str = "x-4") -> bytes:
    """Return a print PDF whose pages bear their numbers in the middle, with bleed and marks."""
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=(size[0] + 6 * MM, size[1] + 6 * MM))
        worn = dress((0, 0, size[0] + 6 * MM, size[1] + 6 * MM), Edges(3.0))
        ground = "0 1 0 0 k 0 0 10 500 re f 0 g"
        text = f"{ground} BT /F 20 Tf {size[0] / 2:.2f} {size[1] / 2:.2f} Td (p{number}) Tj ET"
        page.obj.Contents = pdf.make_stream(f"{worn.before}{text}{worn.after}".encode())
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=FONT))
        for name, box in (("MediaBox", worn.media), ("BleedBox", worn.bleed), ("TrimBox", worn.trim)):
            page.obj[f"/{name}"] = pikepdf.Array(list(box))
    pdf.docinfo.Title, pdf.docinfo.CreationDate = "Buku", "D:20261124"
    profile = read_profile(asset(FOGRA39).read_bytes())
    return for_press(written(pdf), 0, Press(standard=standard, signature=2), profile, Cache(None)).pdf


def words(data: bytes) -> list[list[tuple[str, float]]]:
    """Return of each sheet the numbers of its pages with where they lie, from left to right, in mm."""
    out = []
    with closing(pypdfium2.PdfDocument(data)) as shown:
        for page in shown:
            text = page.get_textpage()
            boxes = [text.get_rect(index) for index in range(text.count_rects())]
            found = [(text.get_text_bounded(*box).strip(), box[0] / MM) for box in boxes]
            out.append(sorted(found, key=lambda one: one[1]))
    return out


def numbers(data: bytes) -> list[list[str]]:
    return [[word for word, _ in sheet] for sheet in words(data)]


def test_a_booklet_of_eight_pages():
    assert numbers(impose(book(8), Job("saddle"))) == [["p8", "p1"], ["p2", "p7"], ["p6", "p3"], ["p4", "p5"]]


def test_a_booklet_whose_last_sheet_is_not_full_has_blank_pages_at_its_end():
    assert numbers(impose(book(6), Job("saddle"))) == [["p1"], ["p2"], ["p6", "p3"], ["p4", "p5"]]


def test_signatures_lie_one_behind_the_other():
    found = numbers(impose(book(32), Job("perfect", 16)))
    assert found[:2] == [["p16", "p1"], ["p2", "p15"]]
    assert found[6:8] == [["p10", "p7"], ["p8", "p9"]]
    assert found[8:10] == [["p32", "p17"], ["p18", "p31"]]
    assert len(found) == 16


def test_two_up_has_each_page_twice_and_its_verso_behind_it():
    assert numbers(impose(book(4), Job("2-up"))) == [["p1", "p1"], ["p2", "p2"], ["p3", "p3"], ["p4", "p4"]]


@pytest.mark.parametrize(
    ("scheme", "pages", "signature"), [("saddle", 52, 16), ("perfect", 90, 16), ("perfect", 64, 32)]
)
def test_folded_and_gathered_the_pages_are_in_order(scheme, pages, signature):
    """Each sheet is a leaf left of the fold and one right of it: read them as the folded book is read."""
    gatherings: dict[int, dict[int, list]] = {}
    for spread in spreads(scheme, pages, signature):
        gatherings.setdefault(spread.gathering, {}).setdefault(spread.depth, []).append(spread)
    order: list[int | None] = []
    for _, sheets in sorted(gatherings.items()):
        rights = [(front.right, back.left) for _, (front, back) in sorted(sheets.items())]
        lefts = [(back.right, front.left) for _, (front, back) in sorted(sheets.items(), reverse=True)]
        order += [page for leaf in (*rights, *lefts) for page in leaf]
    assert [page for page in order if page is not None] == list(range(pages))
    assert all(page is None for page in order[pages:])


def test_inner_sheets_creep_towards_the_fold_by_what_lies_outside_them():
    even, crept = (words(impose(book(12), Job("saddle", leaf=leaf))) for leaf in (0.0, 0.5))
    for sheet, (before, after) in enumerate(zip(even, crept, strict=True)):
        moved = [place[1] - at[1] for at, place in zip(before, after, strict=True)]
        depth = sheet // 2
        assert moved == pytest.approx([0.5 * depth, -0.5 * depth], abs=0.02)


def test_sheets_have_room_for_marks_around_two_pages_with_their_bleed():
    with pikepdf.open(io.BytesIO(impose(book(4), Job("saddle")))) as pdf:
        for page in pdf.pages:
            boxes = (page.obj[f"/{name}Box"] for name in ("Media", "Bleed", "Trim"))
            media, bleed, trim = ([float(edge) for edge in box] for box in boxes)
            assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx((2 * WIDE, HIGH), abs=0.02)
            assert trim[0] - bleed[0] == pytest.approx(3 * MM, abs=0.02)
            assert bleed[0] - media[0] == pytest.approx(8 * MM, abs=0.02)


def test_pages_bleed_on_the_sheet_and_are_cut_at_the_fold():
    with closing(pypdfium2.PdfDocument(impose(book(4), Job("saddle")))) as shown:
        page = shown[0]
        image = page.render(scale=2).to_pil().convert("RGB")
        left, bottom, right, _ = page.get_trimbox()
        y = image.height - round((bottom + 40 * MM) * 2)
        inside_bleed = image.getpixel((round((left - 1.5 * MM) * 2), y))
        before_fold = image.getpixel((round(((left + right) / 2 - 1.5 * MM) * 2), y))
    assert inside_bleed != (255, 255, 255)
    assert before_fold == (255, 255, 255)


def test_a_sheet_of_a_size_is_as_large_and_holds_the_pages_in_its_middle():
    with pikepdf.open(io.BytesIO(impose(book(4), Job("saddle", sheet=(450.0, 320.0))))) as pdf:
        media, trim = pdf.pages[0].mediabox, pdf.pages[0].trimbox
        assert [float(edge) / MM for edge in media] == pytest.approx([0, 0, 450, 320], abs=0.01)
        assert float(trim[0]) + float(trim[2]) == pytest.approx(450 * MM, abs=0.01)


@pytest.mark.parametrize("standard", ["x-4", "x-1a"])
def test_pdf_x_stays_what_it_is(standard):
    data = impose(book(8, standard=standard), Job("saddle"))
    with pikepdf.open(io.BytesIO(data)) as pdf, closing(pypdfium2.PdfDocument(data)) as shown:
        expected = Expected(Trim("sheet", 210, 148), 3.0, None, press=True)
        assert list(check_standard(Proof(data, pdf, shown, Wanted(expected, standard)))) == []
        assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA39"


def test_sheets_are_the_same_to_the_byte():
    data = book(8)
    assert impose(data, Job("saddle", leaf=0.1)) == impose(data, Job("saddle", leaf=0.1))


def test_a_sheet_that_is_too_small_is_refused():
    with pytest.raises(SheetError, match="needs sheets of 216 × 154 mm"):
        impose(book(4), Job("saddle", sheet=(200.0, 148.0)))


def test_pages_of_several_sizes_are_refused():
    with pikepdf.open(io.BytesIO(book(4))) as pdf:
        pdf.pages[2].obj.TrimBox = pikepdf.Array([30, 30, 200, 200])
        data = written(pdf)
    with pytest.raises(SheetError, match="page 3 is not as large as the first"):
        impose(data, Job("saddle"))


# ------------------------------------------------------------------ command


def test_the_command_writes_the_sheets_beside_the_pdf(tmp_path):
    file = tmp_path / "buku-print.pdf"
    file.write_bytes(book(8))
    result = CliRunner().invoke(command, [str(file), "--leaf", "0.1"])
    assert result.exit_code == 0, result.output
    assert numbers((tmp_path / "buku-print-saddle.pdf").read_bytes())[0] == ["p8", "p1"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["buku.pdf", "--sheet", "A4"], "needs sheets of 426 × 303 mm"),
        (["buku.pdf", "--sheet", "broad"], "'broad' is none of A3"),
        (["absent.pdf"], "there is no file 'absent.pdf'"),
        (["text.pdf"], "is no PDF that can be read"),
    ],
)
def test_what_cannot_be_imposed_is_said(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "buku.pdf").write_bytes(book(4, (210 * MM, 297 * MM)))
    (tmp_path / "text.pdf").write_text("Bukan PDF.", "utf-8")
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code != 0
    assert said in result.output + str(result.exception)
