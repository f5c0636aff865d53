"""Write the synthetic book as a project of Terbit's and for its peers: python -m benchmarks.book FOLDER CHAPTERS."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import copyfile

from benchmarks.hypertext import as_html
from benchmarks.markdown import as_bibtex, as_pandoc, as_terbit
from benchmarks.matter import Chapter, bibliography, chapter, chapters
from benchmarks.pictures import file_name, picture
from terbit.assets import font_files

__all__ = ["SIZES", "edit_chapter", "faces", "write_book"]

SIZES = {28: 1, 106: 4, 310: 12, 976: 38}
"""Chapters by pages: the sizes that are measured."""
_FAMILIES = {"Source Serif 4", "Source Sans 3", "Source Code Pro"}

_CONFIG = """\
title: Buku Buatan
language: id
authors: [Terbit]
date: 2026-01-01
chapters: [source/bab-*.md]
back: [source/pustaka.md]
bibliography: [source/references.bib]
trim: 17x24
bleed: 0
targets: [print, screen, epub, slides]
"""


def write_book(folder: Path, count: int) -> None:
    """Write a book of some chapters: `terbit.yaml` and `source/`, and `peers/` with the same matter."""
    source, peers = folder / "source", folder / "peers"
    for place in (source, peers):
        (place / "figures").mkdir(parents=True, exist_ok=True)
    book, entries = chapters(count), bibliography(count)
    (folder / "terbit.yaml").write_text(_CONFIG, "utf-8")
    (source / "references.bib").write_text(as_bibtex(entries), "utf-8")
    (source / "pustaka.md").write_text("# Daftar Pustaka {#daftar-pustaka .unnumbered}\n\n::: {#refs}\n:::\n", "utf-8")
    for one in book:
        _file(folder, one.number).write_text(as_terbit(one), "utf-8")
        for name, data in _figures(one):
            (source / "figures" / name).write_bytes(data)
            (peers / "figures" / name).write_bytes(data)
    by_key = {entry.key: entry for entry in entries}
    (peers / "book.html").write_text(as_html(book, by_key, faces(peers)), "utf-8")
    (peers / "book.md").write_text(as_pandoc(book, by_key), "utf-8")


def edit_chapter(folder: Path, count: int, edit: int) -> None:
    """Put one more paragraph into the chapter in the middle of a book; each `edit` has another."""
    number = count // 2 + 1
    _file(folder, number).write_text(as_terbit(chapter(number, count, edit)), "utf-8")


def _file(folder: Path, number: int) -> Path:
    return folder / "source" / f"bab-{number:02}.md"


def _figures(one: Chapter) -> list[tuple[str, bytes]]:
    return [(file_name(b.ident), picture(b.ident)) for b in one.blocks if b.kind == "figure"]


def faces(peers: Path) -> str:
    """Copy the faces that Terbit's own books have, and return `@font-face` rules: all set the same letters."""
    (peers / "fonts").mkdir(exist_ok=True)
    found = [font for font in font_files() if font.family in _FAMILIES]
    for font in found:
        copyfile(font.path, peers / "fonts" / font.path.name)
    return "".join(
        f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; font-style: {font.style};'
        f' src: url("fonts/{font.path.name}"); }}\n'
        for font in found
    )


if __name__ == "__main__":
    write_book(Path(sys.argv[1]), int(sys.argv[2]))
