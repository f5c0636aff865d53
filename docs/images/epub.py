"""Compose epub-phone.png and epub-tablet.png: `python docs/images/epub.py MODULE.epub ANEKA.epub [FOLDER]`.

Six kinds of page of finished EPUBs, as epub.js shows them in three themes on a phone and on a small tablet. It needs
what `make test` installs: node, Chromium and the npm tools. The single pictures stay in FOLDER, if one is named.
"""  # noqa: INP001 - a script

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

HERE = Path(__file__).parent
TESTS = HERE.parents[1] / "tests"
THEMES = ("light", "sepia", "dark")
WIDTHS = {"phone": 360, "tablet": 600}
GAP = 10
GROUND = "#8a9299"
COLUMN = 250
"""Pixels that a page has in the picture."""


def main(module: str, aneka: str, folder: Path) -> None:
    """Have the pictures taken, and compose two sheets: a row a theme, a column a kind of page."""
    shots = {
        "opening": (module, "text/02-bentuk.xhtml"),
        "notes": (aneka, "text/04-catatan.xhtml#fn-sec-catatan-2"),
        "table": (aneka, "text/02-tabel.xhtml"),
        "mathematics": (aneka, "text/01-rumus.xhtml"),
        "exercises": (module, "text/02-bentuk.xhtml#sec-bentuk-exercise-1"),
        "index": (module, "text/index.xhtml"),
    }
    asked = [part for name, (book, place) in shots.items() for part in (name, book, place)]
    program = shutil.which("chromium") or shutil.which("google-chrome") or ""
    command = ["node", TESTS / "epub" / "shoot.mjs", TESTS / "tools", program, folder, *asked]
    subprocess.run(command, check=True)  # noqa: S603 - our own script
    for screen, width in WIDTHS.items():
        rows = [[Image.open(folder / f"{name}-{theme}-{width}.png") for name in shots] for theme in THEMES]
        sheet(rows).save(HERE / f"epub-{screen}.png", optimize=True)


def sheet(rows: list[list[Image.Image]]) -> Image.Image:
    """Return pictures of one size in rows, in a palette, which is enough for text and flat colours."""
    height = round(rows[0][0].height * COLUMN / rows[0][0].width)
    size = (len(rows[0]) * (COLUMN + GAP) + GAP, len(rows) * (height + GAP) + GAP)
    whole = Image.new("RGB", size, GROUND)
    for y, row in enumerate(rows):
        for x, image in enumerate(row):
            small = image.convert("RGB").resize((COLUMN, height), Image.Resampling.LANCZOS)
            whole.paste(small, (GAP + x * (COLUMN + GAP), GAP + y * (height + GAP)))
    return whole.quantize(160, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


if __name__ == "__main__":
    with TemporaryDirectory() as work:
        main(sys.argv[1], sys.argv[2], Path(sys.argv[3] if len(sys.argv) > 3 else work))
