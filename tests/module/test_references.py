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
    "verso": ("Gambar 4.1 Ragam", -1),
    "recto": ("Gambar 4.1 Ragam", 0),
    "boxes": ("Bentuk yang paling kukenal", 0),
    "footnote": ("IPTN adalah nama lama", 0),
    "bibliography": ("Daftar Pustaka\nbandung", 0),
    "index": ("Indeks\nA\n", 0),
}
"""Words of a page in the PDF, and how many pages behind it (before it, if less than 0) the one that is kept lies.

`verso` and `recto` are a spread.
"""
SPREAD = {
    "table": ("Tabel 4.1 Empat ragam", "Tirtamulya dan lembaga penelitian asing"),
    "figure": ("Daerah bekerja sama dengan", "Gambar 4.1 Ragam kerja sama daerah menurut mitranya."),
    "box": ("DEFINISI Kerja sama daerah", "pihak ketiga, atau mitra di luar negeri."),
    "footnote": ("1 Ragam yang pertama, KSDD,", "di laman bandung.go.id (2024)."),
}
"""The first and the last words of what stands on the spread."""


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


def numbered(texts: list[str], name: str) -> int:
    """Return the index of a page that is kept."""
    words, on = PAGES[name]
    return next(number for number, text in enumerate(texts) if words in text) + on


def missing(texts: list[str]) -> set[str]:
    """Return what does not stand whole on one page of the spread; a line may end anywhere, and a word be divided."""
    spread = [" ".join(texts[numbered(texts, name)].replace("\ufffe", "").split()) for name in ("verso", "recto")]
    return {name for name, ends in SPREAD.items() if not any(all(end in page for end in ends) for page in spread)}


@pytest.fixture(scope="module")
def texts(module) -> list[str]:
    (file,) = module.files("*-print.pdf")
    with closing(pypdfium2.PdfDocument(file)) as pdf:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pdf]


@pytest.fixture(scope="module")
def pages(module, texts) -> dict[str, Image.Image]:
    (file,) = module.files("*-print.pdf")
    with closing(pypdfium2.PdfDocument(file)) as pdf:
        return {name: drawn(pdf[numbered(texts, name)]) for name in PAGES}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(request, pages, name):
    file = KEPT / f"{name}.png"
    if request.config.getoption("--accept"):
        file.parent.mkdir(exist_ok=True)
        pages[name].quantize(LEVELS).save(file, optimize=True)
    with Image.open(file) as kept:
        part = difference(pages[name], kept.convert("L"))
    assert part <= MOST, f"{part:.2%} of the page is not alike (if this is right: pytest --accept)"


def test_the_spread_has_a_table_a_figure_a_box_and_a_footnote_whole(texts):
    verso, recto = (numbered(texts, name) for name in ("verso", "recto"))
    assert verso % 2 == 1, "the first page of a book, the index of which is 0, is a recto"
    assert recto == verso + 1
    assert not missing(texts)


@pytest.mark.parametrize("name", SPREAD)
def test_what_is_parted_from_the_spread_is_seen(texts, name):
    end = SPREAD[name][1].split()[-1]
    parted = [text.replace(end, "") for text in texts]
    assert name not in missing(texts)
    assert name in missing(parted)


def test_a_line_that_moves_is_seen(pages):
    page = pages["verso"]
    moved = page.copy()
    strip = page.crop((0, 300, page.width, 320))
    moved.paste(strip, (0, 303))
    assert difference(page, moved) > MOST


def test_the_pages_are_small():
    assert sum(file.stat().st_size for file in KEPT.glob("*.png")) < 600_000
