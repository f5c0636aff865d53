"""The contest of line setting: one text for all, spaces measured by where letters stand, and the table in the docs."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from benchmarks.looseness.measure import Setting, figures, lines_of
from benchmarks.looseness.table import keep_table, table_of
from benchmarks.looseness.text import TEXTS
from benchmarks.report import replaced
from sheets import with_font, written

ROOT = Path(__file__).parents[2]
SETTING = Setting(size=10.0, space=0.28, lines=2)
WORDS = ("Warga kampung", "kerja sama itu", "akhirnya.")


def line(text: str, y: float, *, spread: float = 0.0, size: float = 10.0) -> str:
    return f"BT /T {size} Tf {spread} Tw 30 {y} Td ({text}) Tj ET"


@pytest.fixture
def measured(tmp_path: Path):
    """Return what is measured on a page of lines."""

    def of(*lines: str) -> dict[str, float]:
        pdf = pikepdf.new()
        page = pdf.add_blank_page(page_size=(300, 400))
        page.obj.Contents, page.obj.Resources = pdf.make_stream("\n".join(lines).encode()), with_font(pdf)
        file = tmp_path / "set.pdf"
        file.write_bytes(written(pdf))
        return figures(lines_of(file, SETTING, [" ".join(WORDS)]), SETTING)

    return of



def test_the_spaces_of_a_justified_line_are_measured_and_a_last_line_is_not(measured):
    plain = measured(line(WORDS[0], 300))["mean"]
    wide = measured(line(WORDS[0], 300, spread=9.0), line(WORDS[2], 285))
    assert wide["lines"] == 1
    assert (wide["mean"] - plain) * SETTING.space * SETTING.size == pytest.approx(9.0, abs=0.05)
    assert wide["loose_2.5"] == pytest.approx(200.0), "one line of the two on a page"


def test_running_heads_and_other_words_are_left_out(measured):
    found = measured(line(WORDS[0], 300), line("Warga kampung", 380, size=8), line("Daftar isi saja", 270))
    assert found["lines"] == 1


@pytest.mark.parametrize(("end", "percent"), [("kam-", 100.0), ("kampung", 0.0)])
def test_hyphens_at_the_end_are_counted(measured, end, percent):
    assert measured(line(f"Warga {end}", 300))["hyphenated_percent"] == percent


def test_all_set_the_same_prose_and_the_module_has_enough_of_it():
    for paragraphs in (list(make()) for make in TEXTS.values()):
        assert sum(len(paragraph.split()) for paragraph in paragraphs) > 3000
        assert not any("[" in paragraph or "@" in paragraph for paragraph in paragraphs)


def test_the_docs_have_the_table_of_the_results_that_are_kept(tmp_path):
    results = ROOT / "benchmarks" / "results" / "looseness.json"
    document = (ROOT / "docs" / "publisher.md").read_text("utf-8")
    assert replaced(document, "looseness", table_of(json.loads(results.read_text("utf-8")))) == document
    changed = tmp_path / "publisher.md"
    changed.write_text("<!-- looseness: begin -->\n\nold\n\n<!-- looseness: end -->\n", "utf-8")
    assert keep_table(results, changed) in changed.read_text("utf-8")


def test_who_is_absent_is_named_with_the_reason():
    setting = {"measure_mm": 100.0, "words": 9, "xelatex": {"absent": "there is no xelatex"}}
    assert "| xelatex | absent: there is no xelatex |" in table_of({"figures": {"settings": {"module": setting}}})


def test_a_document_without_a_place_for_a_table_is_refused():
    with pytest.raises(ValueError, match="no place for the table 'looseness'"):
        replaced("# For publishers\n", "looseness", "| |")
