"""Fonts: only the theme's are seen, and what they cannot show is reported."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from terbit.ast import header, para, string
from terbit.cache import Cache
from terbit.diagnostics import Location
from terbit.faces import book_families, faces_of, fontconfig
from terbit.fonts import coverage, face_css, missing_glyphs
from terbit.model import Chapter, Document
from terbit.subsets import subset_face

TOKENS = {"face-text": "Source Serif 4", "face-interface": "Source Sans 3", "face-code": "Source Code Pro"}


def with_text(document: Document, *paragraphs: dict[str, object]) -> Document:
    blocks = [header(1, [string("Bab")], "bab"), *paragraphs]
    return replace(document, chapters=(Chapter("source/x.md", "chapter", "bab", "1", [string("Bab")], blocks),))


@pytest.mark.parametrize("book", ["press_book", "screen_book"])
def test_a_pdf_uses_the_families_of_the_theme_alone_and_embeds_them(book, request):
    with pikepdf.open(io.BytesIO(request.getfixturevalue(book).data)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert {str(font.FontFamily) for font in fonts} == set(TOKENS.values())
        assert all("/FontFile2" in font for font in fonts)


def test_the_text_face_has_what_book_typography_asks_for():
    (regular,) = [f for f in faces_of(["Source Serif 4"]) if (f.weight, f.style) == (400, "normal")]
    with TTFont(regular.path) as face:
        features = {record.FeatureTag for record in face["GSUB"].table.FeatureList.FeatureRecord}
    assert {"smcp", "c2sc", "onum", "lnum", "tnum", "pnum", "liga"} <= features


def test_the_private_configuration_names_our_folders_and_none_of_the_machines():
    config = fontconfig(TOKENS, Path("/tmp/cache"))
    folders = [line for line in config.splitlines() if line.startswith("<dir>")]
    assert len(folders) == 3
    assert all("/assets/fonts/source-" in line for line in folders)
    assert "<include" not in config


def test_a_theme_names_each_family_once():
    assert book_families({**TOKENS, "face-interface": "Source Serif 4"}) == ("Source Serif 4", "Source Code Pro")


def test_every_character_of_the_book_can_be_shown(document):
    assert missing_glyphs(document) == ()


def test_a_character_that_no_face_has_is_reported_where_it_stands(document):
    paragraph = {**para([string("aksara "), {**string("ꦲ"), "p": "source/x.md:7:12"}]), "p": "source/x.md:7:1"}
    (finding,) = missing_glyphs(with_text(document, paragraph))
    assert finding.code == "glyph-missing"
    assert finding.severity == "error"
    assert finding.where == Location("source/x.md", 7, 12)
    assert "U+A9B2" in finding.message


def test_a_missing_character_is_reported_again_where_faces_and_chapters_are_kept(document, tmp_path):
    cache, faulty = Cache(tmp_path), with_text(document, para([string("ꦲ")]))
    assert missing_glyphs(document, cache) == ()
    assert missing_glyphs(faulty, cache) == missing_glyphs(faulty, cache) == missing_glyphs(faulty) != ()


@pytest.mark.parametrize("key", ["description", "blurb"])
def test_a_character_of_the_cover_is_reported_at_its_key(document, key):
    place = Location("terbit.yaml", 6, 14)
    config = replace(document.config, **{key: "Tentang 水."}, places={**document.config.places, key: place})
    (finding,) = missing_glyphs(replace(document, config=config))
    assert (finding.code, finding.where) == ("glyph-missing", place)
    assert "U+6C34" in finding.message


def test_a_character_that_is_often_missing_is_reported_once(document):
    paragraph = {**para([string("ꦲꦲꦲ")]), "p": "source/x.md:3:1"}
    (finding,) = missing_glyphs(with_text(document, paragraph, paragraph))
    assert "6 times" in finding.message


def test_the_characters_of_a_script_are_one_finding(document):
    found = missing_glyphs(with_text(document, {**para([string("ꦲ水 ꦤꦕꦫꦲ火")]), "p": "source/x.md:3:1"}))
    assert [f.where.line for f in found] == [3, 3]
    assert "U+6C34" in found[0].message
    assert "U+706B" in found[0].message
    assert "JAVANESE LETTER CA 'ꦕ' and 1 more of that script (5 times" in found[1].message


def test_a_character_missing_in_a_figure_is_reported_with_its_file(with_figure):
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>a <tspan>水</tspan></text><title>火</title></svg>'
    (finding,) = missing_glyphs(with_figure(svg.encode()))
    assert finding.where == Location("source/figures/lingkaran.svg")
    assert "U+6C34" in finding.message


def test_marks_without_a_shape_of_their_own_are_not_missed(document):
    assert missing_glyphs(with_text(document, para([string("a\u00adb\u200bc\ufe0fd\u2060e")]))) == ()


def test_a_subset_holds_its_characters_and_is_the_same_each_time():
    font = faces_of(["Source Sans 3"])[0]
    data = subset_face(font, "abc", ["kern"], "woff2")
    assert data == subset_face(font, "cba", ["kern"], "woff2")
    with TTFont(io.BytesIO(data)) as face:
        assert set(face.getBestCmap()) == {ord(letter) for letter in "abc"}
    assert len(data) < font.web.stat().st_size / 4


def test_coverage_is_read_from_the_file():
    font = faces_of(["Source Serif 4"])[0]
    assert ord("é") in coverage(font.path)
    assert ord("水") not in coverage(font.path)


def test_css_has_a_rule_for_each_face():
    css = face_css(["Source Code Pro"], lambda font: f"fonts/{font.web.name}")
    assert css.count("@font-face") == len(faces_of(["Source Code Pro"]))
    assert 'url("fonts/SourceCodePro-Bold.ttf.woff2") format("woff2")' in css
