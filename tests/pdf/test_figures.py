"""Figures: fonts embedded for the web, pixels for slides."""

from __future__ import annotations

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image

from terbit.figures import embed_fonts, rasterize

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><title>Judul</title>'
    b'<rect width="100" height="100" fill="#ff0000"/>'
    b'<g font-family="Source Sans 3"><text x="110" y="50" font-weight="600">ab'
    b'<tspan font-style="italic">c</tspan></text></g></svg>'
)


def faces(svg: bytes) -> dict[tuple[str, str], set[str]]:
    css = etree.fromstring(svg).findtext("{http://www.w3.org/2000/svg}style") or ""
    rules = re.findall(r"font-weight:(\d+);font-style:(\w+);src:url\(data:font/woff2;base64,([^)]+)\)", css)
    return {
        (weight, style): {chr(c) for c in TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()}
        for weight, style, data in rules
    }


def test_each_face_that_the_text_uses_is_embedded_with_its_letters():
    assert faces(embed_fonts(SVG)) == {("600", "normal"): {"a", "b"}, ("600", "italic"): {"c"}}


def test_the_title_stays_first():
    root = etree.fromstring(embed_fonts(SVG))
    assert [etree.QName(child).localname for child in root][:2] == ["title", "style"]


def test_an_svg_without_text_is_left_alone():
    plain = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>'
    assert embed_fonts(plain) == plain


def test_embedding_is_the_same_each_time():
    assert embed_fonts(SVG) == embed_fonts(SVG)


def test_pixels_have_the_width_asked_for_and_a_clear_ground():
    image = Image.open(io.BytesIO(rasterize(SVG, 400)))
    assert image.size == (400, 200)
    assert image.getpixel((50, 50)) == (255, 0, 0, 255)
    assert image.getpixel((390, 190))[3] == 0


def test_letters_are_drawn_in_pixels():
    image = Image.open(io.BytesIO(rasterize(SVG, 400))).convert("RGBA")
    inked = [image.getpixel((x, y))[3] for x in range(215, 290) for y in range(70, 110)]
    assert max(inked) == 255


def test_what_is_no_svg_is_refused():
    with pytest.raises(ValueError, match="SVG"):
        rasterize(b"<html/>", 100)
