"""Setting the same paragraphs: by Terbit, by Typst and by XeLaTeX, each with its own way of breaking lines."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers import Absent, find, python_of_peers
from terbit.assets import font_files, styles_dir

__all__ = ["CONTESTANTS", "Absent", "Page", "Set", "faces"]

_FAMILY = "Source Serif 4"
_ESCAPED = "\\`*_{}[]()<>#+-.!|~^$@'\""


@dataclass(frozen=True)
class Page:
    """The page of a book, in mm, and its type in pt."""

    trim: str
    width: float
    height: float
    measure: float
    lines: int
    size: float = 11.0
    leading: float = 15.0
    indent: float = 15.0


@dataclass(frozen=True)
class Set:
    """A contestant's PDF, and the version of what made it."""

    pdf: Path
    version: str


Contestant = Callable[[Path, Sequence[str], Page, Path], Set | Absent]
"""Takes a folder to work in, the paragraphs, the page, and the folder where peers are kept."""


def faces() -> list[Path]:
    """Return the files of the face that all set the text in."""
    return [font.path for font in font_files() if font.family == _FAMILY]


def _terbit(folder: Path, paragraphs: Sequence[str], page: Page, _: Path) -> Set:
    return _by_terbit(folder, paragraphs, page, "")


def _terbit_unhyphenated(folder: Path, paragraphs: Sequence[str], page: Page, _: Path) -> Set:
    return _by_terbit(folder, paragraphs, page, "\nhtml, p { hyphens: manual !important; }\n")


def _by_terbit(folder: Path, paragraphs: Sequence[str], page: Page, more: str) -> Set:
    (folder / "styles").mkdir(parents=True)
    book = (styles_dir() / "book.css").read_text("utf-8")
    (folder / "styles" / "book.css").write_text(book + more, "utf-8")
    config = "title: Prosa\nlanguage: id\ndate: 2026-01-01\nchapters: [text.md]\ntargets: [screen]\n"
    (folder / "terbit.yaml").write_text(f"{config}trim: {page.trim}\nprint: {{type-size: {page.size:g}}}\n", "utf-8")
    escaped = str.maketrans({char: f"\\{char}" for char in _ESCAPED})
    text = "\n\n".join(paragraph.translate(escaped) for paragraph in paragraphs)
    (folder / "text.md").write_text(f"# Prosa\n\n{text}\n", "utf-8")
    _run([sys.executable, "-m", "terbit", "build", "screen"], folder)
    return Set(folder / "output" / "prosa.pdf", "the linked engine")


def _typst(folder: Path, paragraphs: Sequence[str], page: Page, home: Path) -> Set | Absent:
    peer = find("typst", home)
    if isinstance(peer, Absent):
        return peer
    folder.mkdir(parents=True)
    margin = (page.width - page.measure) / 2
    head = (
        f"#set page(width: {page.width}mm, height: {page.height}mm, margin: (x: {margin}mm, y: 18mm))\n"
        f'#set text(font: "{_FAMILY}", size: {page.size}pt, lang: "id", hyphenate: true, number-type: "old-style",'
        f" top-edge: 0.8em, bottom-edge: -0.2em, overhang: false)\n"
        f"#set par(justify: true, leading: {page.leading - page.size}pt, spacing: {page.leading - page.size}pt,"
        f" first-line-indent: {page.indent}pt)\n"
    )
    (folder / "text.txt").write_text("\n".join(paragraphs), "utf-8")
    source = head + '#for line in read("text.txt").split("\\n") { par(line) }\n'
    (folder / "text.typ").write_text(source, "utf-8")
    code = (
        "import sys, typst; typst.compile('text.typ', output='text.pdf', font_paths=sys.argv[1:], "
        "ignore_system_fonts=True)"
    )
    _run([python_of_peers(home), "-c", code, str(faces()[0].parent)], folder)
    return Set(folder / "text.pdf", peer.version.partition(",")[0])


def _xelatex(folder: Path, paragraphs: Sequence[str], page: Page, _: Path) -> Set | Absent:
    return _by_xelatex(folder, paragraphs, page, "")


def _xelatex_unhyphenated(folder: Path, paragraphs: Sequence[str], page: Page, _: Path) -> Set | Absent:
    return _by_xelatex(folder, paragraphs, page, "\\hyphenpenalty=10000 \\exhyphenpenalty=50\n")


def _by_xelatex(folder: Path, paragraphs: Sequence[str], page: Page, more: str) -> Set | Absent:
    program = shutil.which("xelatex")
    if program is None:
        return Absent("xelatex", "there is no xelatex: apt-get install --no-install-recommends texlive-xetex")
    if not _said(["kpsewhich", "hyph-id.tex"]):
        reason = "TeX has no Indonesian patterns: apt-get install --no-install-recommends texlive-lang-other"
        return Absent("xelatex", reason)
    folder.mkdir(parents=True)
    for face in faces():
        shutil.copyfile(face, folder / face.name)
    escaped = str.maketrans({"%": "\\%", "&": "\\&", "$": "\\$", "#": "\\#", "_": "\\_"})
    text = "\n\n".join(paragraph.translate(escaped) for paragraph in paragraphs)
    (folder / "text.tex").write_text(f"{_preamble(page)}{more}{text}\n\\end{{document}}\n", "utf-8")
    _run([program, "-interaction=batchmode", "-halt-on-error", "text.tex"], folder)
    return Set(folder / "text.pdf", _said([program, "--version"]).partition("\n")[0])


def _preamble(page: Page) -> str:
    height = page.lines * page.leading
    return (
        "\\documentclass{article}\n"
        f"\\usepackage[paperwidth={page.width}mm,paperheight={page.height}mm,textwidth={page.measure}mm,"
        f"textheight={height}bp,headheight=0pt,headsep=0pt]{{geometry}}\n"
        "\\usepackage{fontspec}\n"
        "\\setmainfont{SourceSerif4-Regular.ttf}[Numbers=OldStyle]\n"
        "\\usepackage[indonesian]{babel}\n"
        "\\pagestyle{empty}\n\\begin{document}\n\\frenchspacing\n"
        "\\lefthyphenmin=2 \\righthyphenmin=3 \\emergencystretch=3em\n"
        f"\\fontsize{{{page.size}bp}}{{{page.leading}bp}}\\selectfont \\parindent={page.indent}bp \\parskip=0pt\n"
    )


CONTESTANTS: dict[str, Contestant] = {
    "terbit": _terbit,
    "xelatex": _xelatex,
    "terbit, no hyphenation": _terbit_unhyphenated,
    "typst": _typst,
    "xelatex, no hyphenation": _xelatex_unhyphenated,
}
"""Each with its name; those without hyphenation are to be compared with each other."""


def _run(command: Sequence[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def _said(command: Sequence[str]) -> str:
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout.strip()
