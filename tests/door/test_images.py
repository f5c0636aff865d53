"""Which pictures may be opened: by kind, by size, and by what an SVG would run or fetch."""

from __future__ import annotations

import struct
import time
import zlib
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from terbit.door import check_image, refuse_image


def svg(content: str, attributes: str = "") -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {names} {attributes}>{content}</svg>".encode()


def bitmap(kind: str, size: tuple[int, int] = (3, 2)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size without holding a pixel."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + body
        + struct.pack(">I", zlib.crc32(body))
        + b"\0\0\0\0IEND\xaeB`\x82"
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_bitmaps_that_all_targets_show(kind):
    assert check_image(bitmap(kind)) is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"not an image", "is not an SVG, PNG"),
        (bitmap("TIFF"), "is not an SVG, PNG"),
        (bitmap("BMP"), "is not an SVG, PNG"),
        (bitmap("PNG")[:20], "is not an SVG, PNG"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"\x1f\x8b\x08\0", "is a compressed SVG"),
        (b"<html><body/></html>", "is not an SVG: its root is <html>"),
        (b"<svg><g></svg>", "is not well-formed XML"),
        (b"<!DOCTYPE html><p>", "is not well-formed XML"),
    ],
)
def test_other_data_is_refused(data, said):
    reason = check_image(data)
    assert reason is not None
    assert reason.startswith(said)


@pytest.mark.parametrize(
    ("width", "height", "fits"), [(10_000, 5_000, True), (10_000, 5_001, False), (2**31 - 1, 2**31 - 1, False)]
)
def test_the_limit_is_fifty_million_pixels(width, height, fits):
    refused = refuse_image("source/a.png", png_header(width, height))
    assert (refused is None) == fits
    if refused:
        assert refused.code == "image-too-large"
        assert refused.message == "'source/a.png' has more than 50 million pixels"


@pytest.mark.parametrize(
    "data",
    [
        svg('<defs><linearGradient id="g"/></defs><rect fill="url(#g)" style="stroke: url(\'#g\')"/>'),
        svg('<path id="p" d="M0 0"/><use href="#p"/><use xlink:href="#p" x="3"/>'),
        svg('<image href="data:image/png;base64,iVBORw0KGgo="/>'),
        svg("<style>.a { fill: url(#g); font-family: 'Source Sans 3' } /* http://example.org */</style>"),
        svg("<title>Lihat https://example.org (2024)</title><text>url(x)</text>"),
        svg('<metadata><a about="https://example.org"/></metadata>'),
        b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>\n<!-- drawn -->\n' + svg("<g/>"),
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        + svg("<g/>"),
    ],
)
def test_harmless_drawings_are_let_in(data):
    assert check_image(data) is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (svg("<script>alert(1)</script>"), "holds <script>"),
        (svg("<SCRIPT/>"), "holds <script>"),
        (svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'), "holds <foreignobject>"),
        (svg('<x:iframe xmlns:x="http://www.w3.org/1999/xhtml"/>'), "holds <iframe>"),
        (svg('<g onload="alert(1)"/>'), "has the event handler 'onload'"),
        (svg("", 'onClick="x()"'), "has the event handler 'onclick'"),
        (svg('<image href="https://example.org/a.png"/>'), "refers to 'https://example.org/a.png'"),
        (svg('<image xlink:href="other.png"/>'), "refers to 'other.png'"),
        (svg('<image href="file:///etc/passwd"/>'), "refers to 'file:///etc/passwd'"),
        (svg('<image href="data:image/svg+xml,x"/>'), "refers to 'data:image/svg+xml,x'"),
        (svg('<a href=" javascript:x()"><g/></a>'), "refers to ' javascript:x()'"),
        (svg('<use href="other.svg#p"/>'), "refers to 'other.svg#p'"),
        (svg('<g xml:base="https://example.org/"/>'), "refers to 'https://example.org/'"),
        (svg('<rect fill="url(https://example.org/a)"/>'), "refers to 'https://example.org/a'"),
        (svg("<rect style=\"fill: URL( 'a.svg#g' )\"/>"), "refers to 'a.svg#g'"),
        (svg('<rect style="fill: u\\72l(a.svg)"/>'), "refers to 'a.svg'"),
        (svg("<style>@import 'a.css';</style>"), "refers to '@import'"),
        (svg("<style>@im\\70ort 'a.css';</style>"), "refers to '@import'"),
        (svg("<style>@media print { a { b: url(x.png) } }</style>"), "refers to 'x.png'"),
        (svg("<style>@font-face { src: url('x.woff') }</style>"), "refers to 'x.woff'"),
        (svg("<style><![CDATA[a { b: image-set('x.png' 1x) }]]></style>"), "refers to 'x.png'"),
        (svg('<set attributeName="href" to="https://example.org"/>'), "animates a link"),
        (svg('<animate attributeName="fill" values="url(#a);url(b.svg)"/>'), "refers to 'b.svg'"),
        (b'<?xml-stylesheet href="a.css"?>' + svg(""), "has a processing instruction"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), "declares entities"),
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("&a;"), "declares entities"),
        (svg('<g id="a"><use href="#a"/></g>'), "has a 'use' element that draws itself"),
        (
            svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
            "has a 'use' element that draws itself",
        ),
    ],
)
def test_drawings_that_run_or_fetch_are_refused(data, said):
    reason = check_image(data)
    assert reason is not None
    assert reason.startswith(said)
    refused = refuse_image("source/a.svg", data)
    assert refused is not None
    assert refused.code == "unsafe-image"
    assert refused.hint


def test_a_drawing_that_multiplies_itself_is_refused():
    levels = [f'<g id="a{n}">' + f'<use href="#a{n + 1}"/>' * 10 + "</g>" for n in range(9)]
    refused = refuse_image("source/a.svg", svg("".join(levels) + '<path id="a9"/><use href="#a0"/>'))
    assert refused is not None
    assert refused.code == "image-too-large"


def test_entities_that_multiply_cost_no_time():
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    started = time.perf_counter()
    assert check_image(f'<!DOCTYPE svg [<!ENTITY a "x">{entities}]>'.encode() + svg("&j;")) is not None
    assert time.perf_counter() - started < 1


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=300)
    | st.binary(max_size=60).map(lambda tail: bitmap("PNG")[:40] + tail)
    | st.text().map(svg)
)
def test_any_data_gets_an_answer(data):
    assert check_image(data) is None or check_image(data)
