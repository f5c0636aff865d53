"""Spine, barcode and words of a cover: the services' formulas, the standard's bars, what fits and what does not."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from terbit.cache import Cache
from terbit.config import Config, Paper, Trim, configure
from terbit.cover.barcode import barcode, ean_of, modules
from terbit.cover.make import make_cover
from terbit.cover.words import faces_for, fit_blurb, fit_spine
from terbit.cover.wrap import spine_width, wrap_of
from terbit.model import Document
from terbit.prepare import prepare
from terbit.profiles import load_profile
from terbit.theme import read_tokens

pytestmark = pytest.mark.slow

INCH = 25.4


@pytest.fixture
def document(project: Path) -> Document:
    """The small book for Kindle Direct Publishing."""
    file = project / "terbit.yaml"
    file.write_text(file.read_text("utf-8") + "print: {profile: kdp}\n", "utf-8")
    return prepare(configure(project), Cache(None)).document


def on_paper(config: Config, name: str) -> Config:
    page = config.press.profile.get("papers")[name]
    return replace(config, press=replace(config.press, paper=Paper(name, page)))


@pytest.mark.parametrize(
    ("paper", "pages", "inches"),
    [
        # Reckoned by hand: pages times 0.002252, 0.0025, 0.002252 and 0.002347 in.
        ("white", 24, 0.054048),
        ("white", 110, 0.24772),
        ("white", 300, 0.6756),
        ("white", 828, 1.864656),
        ("cream", 24, 0.06),
        ("cream", 150, 0.375),
        ("cream", 300, 0.75),
        ("standard-colour", 200, 0.4504),
        ("premium-colour", 200, 0.4694),
        ("premium-colour", 828, 1.943316),
    ],
)
def test_the_spine_is_as_kdp_reckons_it(document, paper, pages, inches):
    assert spine_width(on_paper(document.config, paper), pages) == pytest.approx(inches * INCH, abs=1e-9)


def test_a_cover_is_as_wide_as_the_calculator_of_kdp_makes_it(document):
    # 110 pages of 8.5 x 11 in on white paper: 17.498 in with the bleed.
    config = replace(on_paper(document.config, "white"), trim=Trim("8.5x11", 8.5 * INCH, 11 * INCH))
    wrap = wrap_of(config, 110)
    assert (wrap.whole + 2 * wrap.bleed) / INCH == pytest.approx(17.498, abs=5e-4)
    assert (wrap.height + 2 * wrap.bleed) / INCH == pytest.approx(11.25)


@pytest.mark.parametrize(
    ("profile", "paper", "pages", "mm"),
    [
        ("ingramspark", "creme-50", 300, 16.95),
        ("ingramspark", "white-70", 200, 12.1),
        ("offset", "hvs-70", 320, 15.12),
        ("offset", "bookpaper-72", 160, 10.8),
        ("buku-teks", "hvs-65", 160, 7.28),
        ("school", "hvs-80", 120, 6.24),
    ],
)
def test_the_spine_is_as_a_profile_says_of_its_papers(document, profile, paper, pages, mm):
    press = replace(document.config.press, profile=load_profile(profile))
    assert spine_width(on_paper(replace(document.config, press=press), paper), pages) == pytest.approx(mm)


def test_a_paper_of_ones_own_makes_the_spine_by_its_leaves(document):
    config = replace(document.config, press=replace(document.config.press, profile=None, paper=Paper("HVS", 0.046)))
    assert spine_width(config, 200) == pytest.approx(100 * 0.092)


@pytest.mark.parametrize(("pages", "lettered"), [(78, False), (79, True)])
def test_a_spine_has_type_from_79_pages(document, pages, lettered):
    assert wrap_of(document.config, pages).is_lettered is lettered


# ------------------------------------------------------------------ barcode


def test_the_bars_are_those_of_the_standard():
    # 4006381333931, a common example: the first figure is told by the parities O E O O E E of the next six.
    left = ["0001101", "0100111", "0101111", "0111101", "0001001", "0110011"]
    right = ["1000010", "1000010", "1000010", "1110100", "1000010", "1100110"]
    assert modules("4006381333931") == f"101{''.join(left)}01010{''.join(right)}101"


def test_every_pattern_has_95_modules_and_two_bars_a_figure():
    pattern = modules("9798000000007")
    assert len(pattern) == 95
    assert pattern.count("01") + pattern.startswith("1") == 2 * 12 + 2 + 2 + 2


def test_a_wrong_check_digit_is_refused():
    with pytest.raises(ValueError, match="should be 7"):
        modules("9798000000006")


@pytest.mark.parametrize(
    ("isbn", "ean"),
    [
        ("979-8-0000-0000-7", "9798000000007"),
        ("0-306-40615-2", "9780306406157"),
        ("080442957X", "9780804429573"),
    ],
)
def test_an_isbn_becomes_13_figures(isbn, ean):
    assert ean_of(isbn) == ean
    assert modules(ean)


def test_the_quiet_zones_are_white_and_the_bars_black_alone():
    drawn = barcode("9798000000007", "Source Code Pro").decode()
    assert 'viewBox="0 0 37.29 25.9"' in drawn
    assert set(re.findall(r'fill="(.*?)"', drawn)) == {"#fff", "#000"}
    assert f"M{11 * 0.33:.2f} 0h0.33" in drawn  # the first bar, after 11 modules


# ------------------------------------------------------------------ words


def test_the_spine_has_title_authors_and_publisher_where_there_is_room(document):
    faces = faces_for(read_tokens(document.styles["theme.css"].data.decode()))
    spine, found = fit_spine(document, wrap_of(document.config, 300), faces)
    assert (spine.title, spine.authors, spine.publisher) == ("Buku Kecil", "Sari Wulandari, Budi Santosa", "Terbit")
    assert 6 < spine.size <= 18
    assert found == ()


@pytest.mark.parametrize(("title", "kept"), [("Kerja sama " * 10, ""), ("Kerja sama " * 30, None)])
def test_what_does_not_fit_on_the_spine_is_left_off_or_reported(document, title, kept):
    long_ = replace(document, config=replace(document.config, title=title.strip()))
    faces = faces_for(read_tokens(document.styles["theme.css"].data.decode()))
    spine, found = fit_spine(long_, wrap_of(document.config, 300), faces)
    assert (spine.title != "") is (kept is not None)
    assert [f.code for f in found] == ([] if kept is not None else ["cover-spine"])
    assert all(f.where and (f.where.file, f.where.line) == ("terbit.yaml", 1) for f in found)


def test_a_blurb_shrinks_and_one_too_long_is_an_error_at_its_place(document):
    faces = faces_for(read_tokens(document.styles["theme.css"].data.decode()))
    words = "Bekerja sama berarti mencapai bersama apa yang tidak dapat dicapai sendiri. "
    sizes = []
    for times in (1, 30, 400):
        config = replace(document.config, blurb=words * times)
        size, found = fit_blurb(replace(document, config=config), faces, 140, 150)
        sizes.append(size)
    assert sizes[0] > sizes[1] > sizes[2]
    assert [(f.code, f.severity) for f in found] == [("cover-blurb", "error")]


def test_without_a_paper_there_is_no_cover(document):
    config = replace(document.config, press=replace(document.config.press, paper=None))
    made = make_cover(replace(document, config=config), 100, Cache(None))
    (found,) = made.findings
    assert (made.pdf, found.code, found.severity) == (b"", "cover-paper", "error")
    assert found.where == document.config.places["print.profile"]
    assert "one of white, cream, standard-colour" in found.hint
