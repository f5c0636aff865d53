"""Drawings with transparency for PDF/X-1a: pixels on white in the same place, and what is said of them."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from terbit.cache import Cache
from terbit.model import Resource
from terbit.pdf.model import Composition
from terbit.pdf.opaque import with_opaque_drawings
from terbit.svg import width_of

pytestmark = pytest.mark.slow
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="30mm" viewBox="0 0 60 40"'
CLEAR = f'{HEAD}><rect width="60" height="40" fill="#f00" style="fill-opacity: .5"/></svg>'
SOLID = f'{HEAD}><rect width="60" height="40" fill="#f00" opacity="1"/></svg>'
STYLED = f'{HEAD}><style>rect {{ opacity: .5 }}</style><rect width="60" height="40" fill="#f00"/></svg>'


@pytest.fixture
def of(document):
    """Return the composition of a page with a drawing, made ready for a standard."""

    def made(svg: str, standard: str = "x-1a") -> Composition:
        config = replace(document.config, press=replace(document.config.press, standard=standard))
        image = {"t": "Image", "c": [["", [], []], [], ["a.svg", ""]], "p": "source/x.md:9:1"}
        chapter = replace(document.chapters[0], blocks=[{"t": "Para", "c": [image]}])
        data = svg.encode()
        book = replace(
            document, config=config, chapters=(chapter,), resources={"a.svg": Resource("a.svg", data, str(hash(svg)))}
        )
        plain = Composition('<!DOCTYPE html>\n<html><body><img src="a.svg"></body></html>', {"a.svg": data}, {}, "", 0)
        return with_opaque_drawings(plain, book, Cache(None))

    return made


@pytest.mark.parametrize("svg", [CLEAR, STYLED])
def test_a_drawing_in_which_something_shows_through_becomes_pixels_on_white(of, svg):
    made = of(svg)
    with Image.open(io.BytesIO(made.resources["a.svg.png"])) as image:
        assert image.mode == "RGB"
        assert image.getpixel((image.width // 2, image.height // 2)) == pytest.approx((255, 127, 127), abs=2)
        assert image.width / image.height == pytest.approx(1.5, abs=0.01)
        assert f"image-resolution: {image.width / (30 * 96 / 25.4):.4f}dppx" in made.html
    assert 'src="a.svg.png"' in made.html
    (finding,) = made.findings
    assert (finding.severity, finding.code, str(finding.where)) == ("warning", "press-flattened", "source/x.md:9:1")


def test_it_is_said_which_element_and_what_to_write(of):
    assert 'a.svg:1: write fill="#ff8080"' in of(CLEAR).findings[0].hint


def test_what_covers_all_stays_in_lines_and_so_does_all_in_x4(of):
    assert of(SOLID).findings == of(CLEAR, "x-4").findings == ()
    assert 'src="a.svg"' in of(SOLID).html
    assert 'src="a.svg"' in of(CLEAR, "x-4").html


@pytest.mark.parametrize(
    ("attributes", "width"),
    [
        ('width="30mm"', 30 * 96 / 25.4),
        ('width="90"', 90.0),
        ('height="20pt" viewBox="0 0 60 40"', 40.0),
        ('viewBox="0 0 60 40"', None),
        ('width="100%"', None),
    ],
)
def test_the_width_of_a_drawing_is_what_it_says(attributes, width):
    found = width_of(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())
    assert found == (None if width is None else pytest.approx(width))
