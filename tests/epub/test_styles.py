"""The style sheet, the fonts and the cover."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from terbit.assets import font_files
from terbit.epub.cascade import Face, characters_by_face
from terbit.epub.cover import SIZE, CoverWords, draw_cover
from terbit.epub.mathematics import drawn
from terbit.epub.styles import book_css, resolve
from terbit.epub.xhtml import fragment
from terbit.theme import read_tokens


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a{color:var(--x)}", "a{color:red}"),
        ("a{border:1em solid var(--none, blue)}", "a{border:1em solid  blue}"),
        ("a{color:var(--deep)}", "a{color:red}"),
        ("a{color:var(--loop)}", "a{color:}"),
        ("@media x{a{width:calc(1em + var(--w))}}", "@media x{a{width:calc(1em + 2em)}}"),
    ],
)
def test_custom_properties_are_filled_in(css, expected):
    assert resolve(css, {"--x": "red", "--deep": "var(--x)", "--loop": "var(--loop)", "--w": "2em"}) == expected


def test_old_readers_meet_no_custom_property(epub):
    css = epub.read("styles/book.css").decode()
    assert "var(" not in css
    assert '"Source Serif 4"' in css


def test_the_readers_colours_and_sizes_are_respected(document):
    css, _ = book_css(document.styles)
    assert re.findall(r"(?<![-\w])color\s*:\s*([^;]+)", css) == ["inherit"]
    assert not re.search(r"\d(?:px|pt|cm|mm|in)\b", re.sub(r"@media[^{]*", "", css))


@pytest.mark.parametrize(
    "rule",
    [
        b"@import 'http://example.org/a.css';",
        b"p { background: url(http://example.org/a.png) }",
        b"p { background: url('file:///etc/passwd') }",
        b"@font-face { font-family: x; src: url(x.ttf) }",
        b"@media screen { p { background: image-set('a.png' 1x) } }",
    ],
)
def test_a_style_that_names_a_file_is_left_out_and_reported(document, rule):
    sheet = document.styles["epub.css"]
    hostile = {**document.styles, "epub.css": replace(sheet, data=rule + b"\n" + sheet.data)}
    css, findings = book_css(hostile)
    assert [(f.code, f.where.line) for f in findings] == [("style-left-out", 1)]
    assert css == book_css(document.styles)[0]


def test_characters_are_counted_for_the_face_that_shows_them():
    body = fragment("<body>a<em>b<code>c</code></em><p class='k'>d<b>e</b></p></body>")
    css = ".k{text-transform:uppercase} "
    css += "body{font-family:'Serif One',serif} .k{font-weight:600} @media print{code{font-family:Mono}}"
    faces = characters_by_face([body], css)
    serif = ("Serif One", "serif")
    letters = {face: "".join(sorted(c for c in chars if c.isalpha())) for face, chars in faces.items()}
    assert letters == {
        Face(serif): "a",
        Face(serif, 400, "italic"): "b",
        Face(("Mono",), 400, "italic"): "c",
        Face(serif, 600, capitals=True): "D",
        Face(serif, 700, capitals=True): "E",
    }


def test_the_more_specific_rule_decides():
    body = fragment("<body id='x'><p>a</p></body>")
    [face] = characters_by_face([body], "#x p{font-weight:700} p{font-weight:400}").keys() - {Face(())}
    assert face.weight == 700


def test_fonts_hold_the_glyphs_used_and_no_others(epub):
    font = TTFont(io.BytesIO(epub.read("fonts/source-code-pro-400.ttf")))
    letters = {chr(code) for code in font.getBestCmap()} - set("0123456789.()•– \u00a0")
    assert letters == set('kode="contoh"')


def test_formulas_bring_the_face_that_they_have_in_print(epub):
    font = TTFont(io.BytesIO(epub.read("fonts/stix-two-math-400.ttf")))
    assert {"MATH", "GSUB"} <= set(font.keys())
    assert {ord(letter) for letter in "𝐸𝑚𝑐2⋅Δ"} <= set(font.getBestCmap())
    assert len(epub.read("fonts/stix-two-math-400.ttf")) < 40_000


def test_a_formula_is_drawn_in_other_letters_than_it_is_written_in():
    markup = "<math><mi>h</mi><mi>θ</mi><mi>sin</mi><msqrt><mn>2</mn></msqrt><annotation>@</annotation></math>"
    assert "".join(map(drawn, fragment(markup).iter())) == "hℎθ𝜃sin√2"


def test_a_book_without_formulas_brings_no_face_for_them(document, render):
    made = render(replace(document, chapters=document.chapters[:1]))
    assert not [name for name in made.zip.namelist() if "stix" in name]


def test_only_faces_in_use_are_embedded(epub):
    names = {n.rpartition("/")[2] for n in epub.zip.namelist() if "/fonts/" in n}
    assert "source-serif-4-400.ttf" in names
    assert "source-code-pro-700.ttf" not in names
    assert len(re.findall("@font-face", epub.read("styles/book.css").decode())) == len(names)


def test_old_style_figures_survive_the_subset(epub):
    font = TTFont(io.BytesIO(epub.read("fonts/source-serif-4-400.ttf")))
    assert "onum" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_cover_is_the_size_that_shops_ask_for(epub):
    with Image.open(io.BytesIO(epub.read("images/cover.png"))) as cover:
        assert cover.size == SIZE == (1600, 2560)


def test_a_long_title_stays_on_the_cover(document):
    tokens = read_tokens(document.styles["theme.css"].data.decode())
    words = CoverWords("Pertanggungjawaban " * 12, "anak judul " * 40, "Nama " * 60)
    with Image.open(io.BytesIO(draw_cover(words, tokens, font_files()))) as cover:
        edge = cover.convert("RGB").crop((1600 - 60, 1300, 1600, 2560))
    assert len(edge.getcolors()) == 1
