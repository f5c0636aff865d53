"""Pages of the printed module look as they did; `pytest --accept tests/module/test_references.py` keeps new ones."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

pytestmark = pytest.mark.slow

KEPT = Path(__file__).resolve().parents[2] / "docs" / "images" / "pages"
DPI = 64
LEVELS = 16
# Fonts and engine are fixed by locks, so pages are equal but for how edges are smoothed.
DIFFERENT, MOST = 32, 0.0005
PAGES = {
    "title": ("Modul Sosiologi untuk SMA/MA", 0),
    "contents": ("Daftar Isi\n", 0),
    "opening": ("BAB\n1\n", 0),
    "verso": ("Gambar 4.2 Alur", -1),
    "recto": ("Gambar 4.2 Alur", 0),
    "boxes": ("Siapakah pihak ketiga?", 0),
    "footnote": ("IPTN adalah nama lama", 0),
    "bibliography": ("Daftar Pustaka\nbandung", 0),
    "index": ("Indeks\nA\n", 0),
}
"""Words of a page in the PDF, and how many pages behind it (before it, if less than 0) the one that is kept lies.

`verso` and `recto` are a spread.
"""


def drawn(page: pypdfium2.PdfPage) -> Image.Image:
    """Draw a page as it is when it is cut, in few greys."""
    left, bottom, right, top = page.get_trimbox()
    width, height = page.get_size()
    around = (left, bottom, width - right, height - top)
    image = page.render(scale=DPI / 72, crop=around).to_pil().convert("L")
    return image.quantize(LEVELS, dither=Image.Dither.NONE).convert("L")


def difference(one: Image.Image, two: Image.Image) -> float:
    """Return the part of two pages that is not alike, 1 if they are not of one size."""
    if one.size != two.size:
        return 1.0
    soft = [image.filter(ImageFilter.BoxBlur(1)) for image in (one, two)]
    levels = ImageChops.difference(*soft).histogram()
    return sum(levels[DIFFERENT:]) / sum(levels)


@pytest.fixture(scope="module")
def pages(module) -> dict[str, Image.Image]:
    (file,) = module.files("*-print.pdf")
    with closing(pypdfium2.PdfDocument(file)) as pdf:
        texts = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pdf]
        found = {name: (next(n for n, t in enumerate(texts) if words in t) + on) for name, (words, on) in PAGES.items()}
        return {name: drawn(pdf[number]) for name, number in found.items()}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(request, pages, name):
    file = KEPT / f"{name}.png"
    if request.config.getoption("--accept"):
        file.parent.mkdir(exist_ok=True)
        pages[name].quantize(LEVELS).save(file, optimize=True)
    with Image.open(file) as kept:
        part = difference(pages[name], kept.convert("L"))
    assert part <= MOST, f"{part:.2%} of the page is not alike (if this is right: pytest --accept)"


def test_a_line_that_moves_is_seen(pages):
    page = pages["verso"]
    moved = page.copy()
    strip = page.crop((0, 300, page.width, 320))
    moved.paste(strip, (0, 303))
    assert difference(page, moved) > MOST


def test_the_pages_are_small():
    assert sum(file.stat().st_size for file in KEPT.glob("*.png")) < 600_000
