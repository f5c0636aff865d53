"""Compose deck-*.webp, a contact sheet of each deck: `python docs/images/decks.py [OUTPUT]` after a build.

LibreOffice draws the PowerPoint files, so that the sheets show what a teacher opens.
"""  # noqa: INP001 - a script

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

HERE = Path(__file__).parent
COLUMNS, WIDTH, GAP = 6, 260, 8
WHOLE = (12, 128)
"""Columns, and the width of a slide in px, of the whole book's deck."""
GROUND = "#8a9299"


def main(output: Path) -> None:
    """Write a sheet of each deck in the folder of published files."""
    decks = sorted((output / "slides").glob("*.pptx"))
    slug = min((deck.stem for deck in decks), key=len)
    with TemporaryDirectory() as work:
        office = shutil.which("soffice") or "soffice"
        home = f"-env:UserInstallation=file://{work}/profile"
        command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", work, *decks]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - a program of the machine
        for deck in decks:
            columns, width = WHOLE if deck.stem == slug else (COLUMNS, WIDTH)
            sheet(Path(work) / f"{deck.stem}.pdf", columns, width).save(
                HERE / f"deck{deck.stem.removeprefix(slug)}.webp", quality=72, method=6
            )


def sheet(pdf: Path, columns: int, width: int) -> Image.Image:
    """Return the slides in rows."""
    with pypdfium2.PdfDocument(pdf) as document:
        slides = [page.render(scale=2 * width / page.get_width()).to_pil().convert("RGB") for page in document]
    height = round(width * slides[0].height / slides[0].width)
    rows = -(-len(slides) // columns)
    whole = Image.new("RGB", (columns * (width + GAP) + GAP, rows * (height + GAP) + GAP), GROUND)
    for at, slide in enumerate(slides):
        place = (GAP + at % columns * (width + GAP), GAP + at // columns * (height + GAP))
        whole.paste(slide.resize((width, height), Image.Resampling.LANCZOS), place)
    return whole


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parents[1] / "output"))
