"""Handouts show what the slides show, pictures of every kind among it."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from terbit.pdf.fetcher import ResourceFetcher
from terbit.targets.handout import TARGET

TEXT = """# Bab

## Gambar

![Sebuah gambar.](figures/{name}){{fig-alt="Bidang merah."}}
"""
STYLED = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">
<style>rect { fill: #c00 }</style><rect width="40" height="20"/></svg>"""


def photograph():
    out = io.BytesIO()
    Image.new("RGB", (40, 20), (204, 0, 0)).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "data"), [("foto.jpg", photograph()), ("gaya.svg", STYLED)], ids=["a photograph", "an SVG with rules"]
)
def test_a_picture_that_is_not_mark_up_is_drawn(book, name, data):
    rendering = TARGET.render(book(TEXT.format(name=name), figures={name: data}))
    assert rendering.findings == ()
    with pypdfium2.PdfDocument(rendering.artifacts[0].data) as pdf:
        assert any(red(page) for page in pdf)


def red(page):
    """Count the pixels of a page in the pictures' red, which the theme has not."""
    colours = page.render().to_pil().convert("RGB").getcolors(1 << 24)
    return sum(count for count, (r, g, b) in colours if abs(r - 204) < 4 and g < 4 and b < 4)


def test_an_address_that_is_data_is_not_told_whole():
    fetcher = ResourceFetcher({})
    with pytest.raises(ValueError, match="refused"):
        fetcher.fetch("data:image/png;base64," + "A" * 10_000)
    assert len(fetcher.findings[0].message) < 200
