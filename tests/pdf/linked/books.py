"""Small books for the linked engine, written as projects and made ready to be set."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from terbit.adapt import adapt
from terbit.cache import Cache
from terbit.model import Document
from terbit.pdf.compose import compose
from terbit.pdf.marks import Edges
from terbit.pdf.model import Composition, Layout, Sheet
from terbit.pdf.sheets import edges_of, press_sheet, screen_sheet
from terbit.pdf.workshop import Workshop
from terbit.pdf.write import finished
from terbit.prepare import prepare
from terbit.project import load
from terbit.targets import targets

__all__ = [
    "NOTED", "NUMBERS", "ONE", "PARTS", "RUNS", "SENTENCE", "Set",
    "assembled", "chapter", "composed", "ready", "write_book",
]  # fmt: skip

CONFIG = """title: Nomor
language: id
authors: [{name: Ayu Lestari}]
date: 2026-01-31
trim: A5
targets: [print, screen]
editions: [student]
"""
SENTENCE = "Orang bekerja sama karena tujuan yang sama tidak dapat dicapai seorang diri oleh siapa pun juga. "
RICH = f"""# Bab kaya {{#sec-kaya}}

{SENTENCE * 3}[^a] Lihat halaman [di sana](#sec-jauh){{.page-number}} dan [tabel](#tbl-panjang){{.page-number}}.
Istilah [gotong royong]{{.index}} dan [mutual aid]{{lang=en}} serta `kode`.[^b]

[^a]: Catatan kaki [dengan tautan](https://example.org/).
[^b]: Catatan di belakang huruf.

### Judul yang meloncat

{SENTENCE * 4}

| Nomor | Nama |
|------:|:-----|
{"".join(f"| {n} | baris {n} |{chr(10)}" for n in range(1, 61))}
: Tabel panjang. {{#tbl-panjang}}

![Lingkaran.](figures/lingkaran.svg){{#fig-satu fig-alt="Sebuah lingkaran."}}

1. pertama
2. kedua
"""


def chapter(title: str, ident: str, paragraphs: int) -> str:
    text = "\n\n".join(f"{n}. {SENTENCE * (3 + n % 4)}".replace(". ", "\\. ", 1) for n in range(paragraphs))
    return f"# {title} {{#{ident}}}\n\n{text}\n\nKembali ke halaman [sini](#sec-kaya){{.page-number}}.\n"


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">'
SVG += '<circle cx="20" cy="20" r="18" fill="#0f5c6e"/></svg>'


def write_book(folder: Path, chapters: dict[str, str], config: str = "") -> Path:
    """Write a project with chapters by file name; those called 00 stand before the others."""
    source = folder / "source"
    (source / "figures").mkdir(parents=True)
    (source / "figures" / "lingkaran.svg").write_text(SVG, "utf-8")
    for name, text in chapters.items():
        (source / name).write_text(text, "utf-8")
    listed = {"front": [n for n in chapters if n.startswith("00")], "chapters": [n for n in chapters if n[:2] != "00"]}
    lines = [f"{key}: [{', '.join(f'source/{n}' for n in names)}]\n" for key, names in listed.items() if names]
    (folder / "terbit.yaml").write_text(CONFIG + "".join(lines) + config, "utf-8")
    return folder


RUNS = {
    "00-prakata.md": f"# Prakata {{#sec-prakata}}\n\n{SENTENCE} [Saling bantu]{{.index entry='gotong royong'}}.\n",
    "01-kaya.md": RICH,
    "02-runtun.md": chapter("Bab runtun", "sec-runtun", 16).replace("tujuan", "[tujuan]{.index entry='gotong royong'}"),
}
"""Pages of an index entry that follow each other."""
NUMBERS = {
    "00-prakata.md": f"# Prakata {{#sec-prakata}}\n\n{SENTENCE * 5}\n",
    "01-kaya.md": RICH,
    "02-panjang.md": chapter("Bab panjang", "sec-panjang", 34),
    "03-jauh.md": chapter("Bab jauh", "sec-jauh", 6) + "\n![Lagi.](figures/lingkaran.svg){fig-alt='Lingkaran lagi.'}\n",
}
NOTED = {
    "01-bab.md": "# Bab satu {#sec-satu}\n\n"
    + "".join(f"{SENTENCE * 2}^[Catatan {n}, yang {SENTENCE.lower()}] {SENTENCE}\n\n" for n in range(11)),
    "02-bab.md": "# Bab dua {#sec-dua}\n\n"
    + "".join(f"{SENTENCE * 2}^[Lagi.]^[Lagi sekali.] {SENTENCE}\n\n" for n in range(30)),
    "03-bab.md": f"# Bab tiga {{#sec-tiga}}\n\n{SENTENCE}\n\nDengan.^[Catatan {SENTENCE.lower()}] {SENTENCE * 40}\n",
}
"""Footnotes enough to count on in the next chapter."""
ONE = {"01-satu.md": f"# Satu {{#sec-satu}}\n\n{SENTENCE * 9}\n"}
PARTS = {
    "01-bagian.md": "---\nrole: part\n---\n\n# Bagian\n",
    "02-a.md": chapter("A", "sec-kaya", 2),
    "03-b.md": chapter("B", "sec-b", 9),
}


@dataclass(frozen=True)
class Set:
    """A book that is ready to be set: its composition, the sheet, and the edges for the press."""

    composition: Composition
    sheet: Sheet
    edges: Edges | None

    def by(self, engine: str, kept: Cache | None = None) -> Layout:
        return finished(self.composition, self.sheet, Workshop(engine, kept or Cache(None)), "test", self.edges)


def assembled(folder: Path) -> Document:
    """Read a project, for whatever purpose."""
    return prepare(load(folder), Cache(None)).document


def ready(folder: Path, purpose: str) -> Set:
    """Compose a project for a purpose."""
    return composed(assembled(folder), purpose)


def composed(book: Document, purpose: str) -> Set:
    """Compose a book for a purpose."""
    document = adapt(book, "student", targets()[purpose])
    sheet = press_sheet(document) if purpose == "print" else screen_sheet(document)
    return Set(compose(document, purpose), sheet, edges_of(document.config) if purpose == "print" else None)
