"""Formulas on finished pages."""

from __future__ import annotations

import pypdfium2
import pytest
from pypdfium2 import raw

from terbit import build, load

SETTINGS = """title: Rumus
language: id
date: 2026-01-02
authors: [{name: Penulis}]
chapters: [source/01-bab.md]
targets: [screen]
"""


def formula(terms: int) -> str:
    return " + ".join(f"a_{{{n}}} x^{{{n}}}" for n in range(terms))


@pytest.mark.slow
def test_a_formula_too_small_to_be_read_is_an_error_at_its_line(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "terbit.yaml").write_text(SETTINGS, "utf-8")
    text = f"# Bab\n\n$$ {formula(13)} $$\n\n- $$ {formula(13)} + b $$\n\n$$ {formula(23)} $$\n"
    (tmp_path / "source" / "01-bab.md").write_text(text, "utf-8")
    found = build(load(tmp_path)).findings
    assert [(f.severity, f.code, f.where.line, f.message.rpartition("line: ")[2]) for f in found] == [
        ("warning", "math-small", 3, "it is set in 9.1 pt"),
        ("warning", "math-small", 5, "it is set in 8.3 pt"),
        ("error", "math-tiny", 7, "it would be set in 4.7 pt, and 6 is the least"),
    ]


@pytest.mark.slow
def test_a_formula_wider_than_the_line_keeps_clear_of_its_number(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "terbit.yaml").write_text(SETTINGS, "utf-8")
    wide = formula(14)
    (tmp_path / "source" / "01-bab.md").write_text(f"# Bab\n\n$$ {wide} $$ {{#eq-panjang}}\n", "utf-8")
    report = build(load(tmp_path))
    assert [(f.severity, f.code, f.where.line) for f in report.findings] == [("warning", "math-small", 3)]
    (artifact,) = report.artifacts
    document = pypdfium2.PdfDocument(artifact.data)
    page = next(page for page in document if "(1.1)" in page.get_textpage().get_text_range())
    text = page.get_textpage()
    at = text.get_text_range().index("(1.1)")
    left, bottom, _, top = text.get_charbox(at)
    drawn = [one.get_bounds() for one in page.get_objects() if one.type == raw.FPDF_PAGEOBJ_PATH]
    beside = [box for box in drawn if box[1] < top and box[3] > bottom and box[2] - box[0] < page.get_width() / 2]
    assert len(beside) > 40
    assert max(box[2] for box in beside) < left
