"""Compose docs/images/pages.png out of published files: `python docs/images/make.py [OUTPUT]` after a build.

It needs what `make test` installs: LibreOffice draws the slides, Chromium a page of the EPUB.
"""  # noqa: INP001 - a script

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image, ImageOps

HERE = Path(__file__).parent
SLUG = "kerja-sama"
CHAPTER = "02-bentuk"
OUTLINE = "Bab 2"
SLIDES = (
    "Modul Sosiologi",
    "Lima bentuk kerja sama menurut",
    "Kerukunan adalah kerja sama",
    "Merancang koalisi siswa",
)

WIDTH, GAP = 1600, 28
GROUND, EDGE = "#e4e9ec", "#b4bfc7"
PHONE = (410, 622)
_SCALE = 2.0


def main(output: Path) -> None:
    """Write the picture: a print sheet, a spread of the screen PDF, a page of the EPUB, four slides."""
    with TemporaryDirectory() as folder:
        work = Path(folder)
        spread = list(pages(output))
        above = fitted([spread[0], joined(spread[1:]), phone(output, work)], WIDTH)
        below = fitted(list(slides(output, work)), WIDTH)
    picture = stacked([row(above), row(below)])
    # A palette of 128 colours is enough for flat colours and text, and a fourth of the size.
    small = picture.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(HERE / "pages.png", optimize=True)


def pages(output: Path) -> Iterator[Image.Image]:
    """Yield a chapter's opening as it goes to press, then the two facing pages that follow it on the screen."""
    screen = pypdfium2.PdfDocument(output / f"{SLUG}.pdf")
    titles = {b.get_title().replace("\u00a0", " "): b.get_dest().get_index() for b in screen.get_toc()}
    first = next(number for title, number in titles.items() if title.startswith(OUTLINE))
    yield pypdfium2.PdfDocument(output / f"{SLUG}-print.pdf")[first].render(scale=_SCALE).to_pil()
    for number in (first + 1, first + 2):
        yield screen[number].render(scale=_SCALE).to_pil()


def phone(output: Path, work: Path) -> Image.Image:
    """Return the beginning of a chapter of the EPUB on a screen as small as a phone's."""
    with zipfile.ZipFile(output / f"{SLUG}.epub") as book:
        book.extractall(work / "epub")
    page = next((work / "epub").rglob(f"{CHAPTER}.xhtml"))
    size = f"--window-size={PHONE[0]},{PHONE[1]}"
    shot = work / "phone.png"
    options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=2", size]
    run("chromium", "google-chrome", arguments=[*options, f"--screenshot={shot}", page.as_uri()])
    return Image.open(shot).convert("RGB")


def slides(output: Path, work: Path) -> Iterator[Image.Image]:
    """Yield the slides that hold the texts looked for, as LibreOffice draws them."""
    deck = output / "slides" / f"{SLUG}-{CHAPTER}.pptx"
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    options = [profile, "--headless", "--convert-to", "pdf", "--outdir", str(work)]
    run("soffice", "libreoffice", arguments=[*options, str(deck)])
    drawn = pypdfium2.PdfDocument(work / f"{deck.stem}.pdf")
    texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in drawn]
    for words in SLIDES:
        number = next(number for number, text in enumerate(texts) if words in text)
        yield drawn[number].render(scale=_SCALE).to_pil()


def run(*names: str, arguments: Sequence[str]) -> None:
    """Run the first of these programs that is there."""
    program = next(found for name in names if (found := shutil.which(name)))
    subprocess.run([program, *arguments], check=True, capture_output=True)  # noqa: S603 - our own files


def joined(images: Sequence[Image.Image]) -> Image.Image:
    """Return facing pages side by side."""
    whole = Image.new("RGB", (sum(i.width for i in images) + len(images) - 1, images[0].height), EDGE)
    left = 0
    for image in images:
        whole.paste(image, (left, 0))
        left += image.width + 1
    return whole


def fitted(images: Sequence[Image.Image], width: int) -> list[Image.Image]:
    """Scale images to one height at which they fill the width together, edged with a hairline."""
    room = width - GAP * (len(images) + 1) - 2 * len(images)
    height = room / sum(image.width / image.height for image in images)
    sizes = [(round(height * image.width / image.height), round(height)) for image in images]
    return [
        ImageOps.expand(image.resize(size, Image.Resampling.LANCZOS), 1, EDGE)
        for image, size in zip(images, sizes, strict=True)
    ]


def row(images: Sequence[Image.Image]) -> Image.Image:
    """Return images in a row, gaps between them and above."""
    whole = Image.new("RGB", (WIDTH, images[0].height + GAP), GROUND)
    left = GAP
    for image in images:
        whole.paste(image, (left, GAP))
        left += image.width + GAP
    return whole


def stacked(rows: Sequence[Image.Image]) -> Image.Image:
    """Return rows one above the other, with a gap below the last."""
    whole = Image.new("RGB", (WIDTH, sum(r.height for r in rows) + GAP), GROUND)
    top = 0
    for one in rows:
        whole.paste(one, (0, top))
        top += one.height
    return whole


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "output"))
