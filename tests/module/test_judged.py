"""What independent judges say of the published module; the decks are judged in tests/slides."""

from __future__ import annotations

import pikepdf
import pytest

from judges import ace, epubcheck, outloud, qpdf, ua1

pytestmark = [pytest.mark.judge, pytest.mark.slow]

FAMILIES = ("Source-Serif-4", "Source-Sans-3", "Source-Code-Pro")
"""The faces of the theme, as PDFs name them."""


def test_epubcheck_finds_nothing(module):
    for file in module.files("**/*.epub"):
        assert epubcheck(file) == [], file.name


def test_ace_finds_nothing(module, tmp_path, program):
    assert ace(module.output / "kerja-sama.epub", tmp_path, program("chromium")) == []


def test_the_screen_pdf_keeps_every_rule_of_pdf_ua_1(module):
    for file in module.files("**/kerja-sama.pdf"):
        assert ua1(file.read_bytes()) == set(), file
        assert outloud(file) == set(), file


def test_the_print_pdf_makes_no_such_claim_and_would_fail(module):
    """Which also shows that the judges above tell one from the other."""
    file = module.output / "kerja-sama-print.pdf"
    assert ua1(file.read_bytes())
    assert outloud(file)


def test_the_pdfs_are_sound(module, program, tmp_path):
    for file in module.files("**/*.pdf"):
        assert qpdf(file, program("qpdf")) == "", file
    broken = tmp_path / "broken.pdf"
    broken.write_bytes((module.output / "kerja-sama.pdf").read_bytes()[:-2000])
    assert qpdf(broken, program("qpdf"))


def test_the_pdfs_use_the_faces_of_the_theme_alone_and_hold_them(module):
    for file in module.files("**/*.pdf"):
        with pikepdf.Pdf.open(file) as pdf:
            fonts = {str(f.BaseFont): f for page in pdf.pages for f in page.resources.get("/Font", {}).values()}
        assert fonts
        assert all(name.partition("+")[2].startswith(FAMILIES) for name in fonts), (file, sorted(fonts))
