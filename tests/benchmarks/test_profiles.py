"""What is counted in books for the press: each count finds the file with that defect, and the docs have the table."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from benchmarks.profiles.__main__ import main
from benchmarks.profiles.books import write_generated, write_module
from benchmarks.profiles.count import count
from benchmarks.profiles.table import failures, keep_table, table_of
from benchmarks.report import replaced
from sheets import Name, form, picture, with_font, written
from terbit.config import configure

ROOT = Path(__file__).parents[2]
MM = 72 / 25.4
FOUND = {
    "pages": 152, "rgb_operators": 0, "rgb_spaces": 0, "annotations": 0, "pages_off_trim": 0, "inner": 20.0,
    "errors": 0, "warnings": 0, "notes": 38, "codes": {"line-loose": 38}, "checks": 20,
}  # fmt: skip
FEW = {"pages": 126, "gutter_mm": 9.525, "inner_mm": 18.0, "same_bytes": True}
MANY = {"pages": 152, "gutter_mm": 12.7, "inner_mm": 21.2, "same_bytes": True}


def pages(*contents: str, x: float = 100.0, **resources: object) -> pikepdf.Pdf:
    """Return a PDF of pages of 400 pt, trimmed to 50 pt within, each with a word."""
    pdf = pikepdf.new()
    for content in contents:
        page = pdf.add_blank_page(page_size=(400, 400))
        page.obj.TrimBox = pikepdf.Array([50, 50, 350, 350])
        page.obj.Contents = pdf.make_stream(f"BT 0 0 0 1 k /T 10 Tf {x} 200 Td (Warga) Tj ET {content}".encode())
        page.obj.Resources = with_font(pdf)
        for kind, things in resources.items():
            page.obj.Resources[f"/{kind}"] = things
    return pdf


@pytest.fixture
def counted(tmp_path: Path):
    """Return what is counted in a PDF."""

    def of(pdf: pikepdf.Pdf):
        file = tmp_path / "print.pdf"
        file.write_bytes(written(pdf))
        return count(file)

    return of


def test_a_good_file_has_none_of_what_is_counted(counted):
    found = counted(pages("0 0 0 1 k 60 60 9 9 re f", ""))
    assert (found.pages, found.rgb_operators, found.rgb_spaces) == (2, 0, 0)
    assert (found.annotations, found.pages_off_trim) == (0, 0)


def test_rgb_is_counted_on_pages_and_in_forms(counted):
    assert counted(pages("1 0 0 rg 0 0 1 RG")).rgb_operators == 2
    pdf = pages("/F Do")
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(F=form(pdf, "1 0 0 rg 0 0 9 9 re f"))
    assert counted(pdf).rgb_operators == 1


def test_spaces_of_the_screen_are_counted_in_pictures_and_profiles(counted):
    pdf = pages("/I Do")
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(I=picture(pdf, Image.new("RGB", (2, 2))))
    assert counted(pdf).rgb_spaces == 1
    pdf = pages("")
    stream = pdf.make_stream(b"profile", N=3)
    pdf.pages[0].obj.Resources.ColorSpace = pikepdf.Dictionary(C=pikepdf.Array([Name.ICCBased, stream]))
    assert counted(pdf).rgb_spaces == 1


def test_annotations_are_counted(counted):
    pdf = pages("", "")
    link = pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]))
    pdf.pages[1].obj.Annots = pikepdf.Array([link, link])
    assert counted(pdf).annotations == 2


@pytest.mark.parametrize(("x", "off"), [(55, 0), (45, 1), (330, 1)])
def test_pages_with_type_off_the_trim_are_counted(counted, x, off):
    assert counted(pages("", x=x)).pages_off_trim == off


def test_the_spine_is_on_the_left_of_a_right_hand_page_and_on_the_right_of_the_next(counted):
    assert counted(pages("", x=100)).inner == pytest.approx(50 / MM, abs=0.3)
    assert counted(pages("", "", x=300)).inner == pytest.approx((350 - 330) / MM, abs=3)


@pytest.mark.parametrize(("profile", "trim"), [("kdp", 152.4), ("offset", 176.0), ("school", 210.0)])
def test_a_profile_sets_what_the_book_does_not(tmp_path, profile, trim):
    write_module(tmp_path / "book", profile)
    config = configure(tmp_path / "book")
    assert (config.trim.width, config.press.profile.name) == (pytest.approx(trim), profile)
    assert [(one.name, one.targets) for one in config.editions] == [("student", ("print",))]


def test_the_photographs_of_the_generated_book_are_for_print(tmp_path):
    write_generated(tmp_path, "offset", 1)
    with Image.open(next((tmp_path / "source" / "figures").glob("*.png"))) as image:
        assert image.size == (1800, 1080)
    assert configure(tmp_path).trim.width == 170.0


@pytest.mark.parametrize(
    ("change", "crossing", "said"),
    [
        ({}, (FEW, MANY), []),
        ({"errors": 1}, (FEW, MANY), ["module in kdp: 1 errors"]),
        ({"rgb_spaces": 2}, (FEW, MANY), ["module in kdp: 2 RGB"]),
        ({"codes": {"line-widow": 1}}, (FEW, MANY), ["module in kdp: 1 widows and orphans"]),
        ({"codes": {"image-resolution": 3}}, (FEW, MANY), ["module in kdp: 3 images under 300 ppi"]),
        ({}, (FEW, {**MANY, "inner_mm": 18.0}), ["the gutter does not grow across 150 pages"]),
        ({}, (FEW, {**MANY, "same_bytes": False}), ["built again, a book is another"]),
    ],
)
def test_what_is_not_as_it_should_be_is_said(change, crossing, said):
    assert failures({"books": {"module": {"kdp": {**FOUND, **change}}}, "crossing": crossing}) == said


def test_the_long_book_has_300_pages_in_each_profile():
    found = {"books": {"generated": {"kdp": {**FOUND, "pages": 300}, "school": {**FOUND, "pages": 228}}}}
    assert failures({**found, "crossing": [FEW, MANY]}) == ["generated in school: 228 pages, under 300"]


@pytest.mark.parametrize(("errors", "code"), [(0, 0), (1, 1)])
def test_the_command_fails_where_a_figure_is_not_as_it_should_be(tmp_path, monkeypatch, capsys, errors, code):
    kept = tmp_path / "profiles.json"
    figures = {"books": {"module": {"kdp": {**FOUND, "errors": errors}}}, "crossing": [FEW, MANY]}
    kept.write_text(json.dumps({"figures": figures}), "utf-8")
    monkeypatch.setattr("sys.argv", ["profiles", "--profiles", "--books", "--keep", str(kept)])
    assert main() == code
    assert ("module in kdp: 1 errors" in capsys.readouterr().out) == bool(code)


def test_loose_lines_are_stated_in_100_pages():
    table = table_of({"books": {"module": {"kdp": FOUND}}, "crossing": [FEW, MANY]})
    assert "| module, `kdp` | 152 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 25.0 |" in table
    assert "126 pages have a gutter of 9.525 mm and type 18.0 mm from the spine; 152 pages" in table


def test_the_docs_have_the_table_of_the_results_that_are_kept(tmp_path):
    results = ROOT / "benchmarks" / "results" / "profiles.json"
    document = (ROOT / "docs" / "publisher.md").read_text("utf-8")
    figures = json.loads(results.read_text("utf-8"))["figures"]
    assert replaced(document, "profiles", table_of(figures)) == document
    assert failures(figures) == []
    changed = tmp_path / "publisher.md"
    changed.write_text("<!-- profiles: begin -->\n\nold\n\n<!-- profiles: end -->\n", "utf-8")
    assert keep_table(results, changed) in changed.read_text("utf-8")
