"""`make bench-looseness`: set the same paragraphs by Terbit, Typst and XeLaTeX, and measure their spaces."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from benchmarks.looseness.contestants import CONTESTANTS, Absent, Page, faces
from benchmarks.looseness.measure import Setting, figures, lines_of
from benchmarks.looseness.table import keep_table
from benchmarks.looseness.text import TEXTS
from benchmarks.report import write_results
from terbit.config.vocabulary import TRIMS
from terbit.pdf.geometry import geometry

__all__ = ["main"]

_ROOT = Path(__file__).resolve().parents[2]
_HOME = _ROOT / ".cache" / "bench"
_RESULTS = _ROOT / "benchmarks" / "results" / "looseness.json"
_TRIMS = ("B5", "A5")


def main() -> None:
    """Measure, print the table, and keep it as JSON and in the docs."""
    options = _options()
    versions: dict[str, str] = {}
    found: dict[str, Any] = {}
    for text in options.texts:
        for trim in options.trims:
            found[f"{text}, {trim}"] = _contest(options.home, text, trim, versions)
    write_results(options.keep, {"settings": found}, versions)
    print(keep_table(options.keep, _ROOT / "docs" / "publisher.md" if options.keep == _RESULTS else None))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-looseness", description=__doc__)
    parser.add_argument("--texts", nargs="*", choices=TEXTS, default=list(TEXTS), help="whose paragraphs")
    parser.add_argument("--trims", nargs="*", choices=TRIMS, default=list(_TRIMS), help="pages, with Terbit's margins")
    parser.add_argument("--home", type=Path, default=_HOME, help="where peers and texts are kept")
    parser.add_argument("--keep", type=Path, default=_RESULTS, help="the file that the figures are written to")
    return parser.parse_args()


def _contest(home: Path, text: str, trim: str, versions: dict[str, str]) -> Mapping[str, Any]:
    """Have all contestants set one text on one page, and return what was measured, or why it could not be."""
    page = _page(trim)
    setting = Setting(page.size, _space(), page.lines)
    paragraphs = list(TEXTS[text]())
    out: dict[str, Any] = {"words": sum(len(one.split()) for one in paragraphs), "measure_mm": round(page.measure, 1)}
    for name, contestant in CONTESTANTS.items():
        folder = home / "looseness" / f"{text}-{trim}-{name}".replace(",", "").replace(" ", "-")
        shutil.rmtree(folder, ignore_errors=True)
        made = contestant(folder, paragraphs, page, home)
        if isinstance(made, Absent):
            out[name] = {"absent": made.reason}
        else:
            versions[name.partition(",")[0]] = made.version
            out[name] = figures(lines_of(made.pdf, setting, paragraphs), setting)
        print(text, trim, name, out[name], flush=True)
    return out


def _page(trim: str) -> Page:
    """Return the page as Terbit lays it out where nobody says anything else."""
    laid = geometry(TRIMS[trim])
    return Page(trim, laid.width, laid.height, laid.width - laid.inner - laid.outer, laid.lines)


def _space() -> float:
    """Return how wide the space of the face is, in em."""
    face = next(file for file in faces() if file.stem.endswith("-Regular"))
    with TTFont(face) as font:
        return float(font["hmtx"][font.getBestCmap()[ord(" ")]][0] / font["head"].unitsPerEm)


if __name__ == "__main__":
    main()
