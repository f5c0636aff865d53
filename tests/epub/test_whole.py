"""Whole books as their readers get them: the module, a hard one, and three that are written for the test."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

from benchmarks import book as benchmark
from epub.polyglot import SECRET, write_book
from epub.printed_words import Block, fault, openings, sheets
from epub.ways import Book
from judges import TOOLS, ace, epubcheck
from terbit.pdf.geometry import geometry
from terbit.project import load

pytestmark = [pytest.mark.judge, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
_PT = 72 / 25.4


@dataclass(frozen=True)
class Whole:
    """A published book."""

    name: str
    folder: Path

    @cached_property
    def epub(self) -> Path:
        return next((self.folder / "output").glob("*.epub"))

    @cached_property
    def pdf(self) -> Path:
        return next((self.folder / "output").glob("*-print.pdf"))

    @property
    def manifest(self) -> dict:
        return json.loads((self.folder / "output" / "manifest.json").read_text("utf-8"))["files"][self.epub.name]


def aneka(folder: Path) -> None:
    shutil.copytree(ROOT / "tests" / "books" / "aneka", folder, dirs_exist_ok=True)


def buatan(folder: Path) -> None:
    benchmark.write_book(folder, 4)


def ratusan(folder: Path) -> None:
    """Five hundred chapters, which no reader finds his way in but by the contents; over a thousand printed pages."""
    (folder / "source").mkdir()
    for n in range(1, 501):
        text = f"Isi bab ke-{n}, sesudah [bab lain](#sec-{n % 500 + 1}), bercerita tentang warga sekampung.[^a]"
        text += f"\n\n[^a]: Catatan {n}.\n"
        (folder / "source" / f"{n:03}.md").write_text(f"# Bab ke-{n} {{#sec-{n}}}\n\n{text}", "utf-8")
    config = "title: Ratusan\nlanguage: id\ndate: 2026-01-01\nchapters: [source/*.md]\ntargets: [print, epub]\n"
    (folder / "terbit.yaml").write_text(config, "utf-8")


BOOKS: dict[str, Callable[[Path], None]] = {f.__name__: f for f in (aneka, buatan, ratusan)}
BOOKS["tujuh"] = write_book


def build(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "terbit", "build", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


ALL = os.environ.get("BOOKS") == "all"
USUAL = ("aneka", "module", "tujuh")
"""Those that every run of the checks has time for; `BOOKS=all make test` judges the generated ones too."""


@pytest.fixture(scope="session")
def shelf(request, tmp_path_factory) -> Callable[[str], Whole]:
    """Return a book by its name; each is built once."""

    @cache
    def take(name: str) -> Whole:
        if name == "module":
            return Whole(name, request.getfixturevalue("module").folder)
        folder = tmp_path_factory.mktemp(name)
        BOOKS[name](folder)
        build(folder, "print", "epub", "--edition", "student")
        return Whole(name, folder)

    return take


@pytest.fixture(params=sorted([*BOOKS, "module"]))
def whole(request, shelf) -> Whole:
    if request.param not in USUAL and not ALL:
        pytest.skip("takes minutes: set BOOKS=all")
    return shelf(request.param)


@pytest.fixture
def hard(shelf) -> Whole:
    return shelf("aneka")


@pytest.mark.parametrize("whole", sorted(BOOKS), indirect=True)
def test_validators_find_nothing(whole, tmp_path, program):
    """But in the module: tests/module asks them about that very file."""
    assert epubcheck(whole.epub) == []
    assert ace(whole.epub, tmp_path / "ace", program("chromium")) == []


def test_every_page_fits_every_screen_and_is_legible_in_every_theme(whole, program):
    command = [program("node"), Path(__file__).with_name("read.mjs"), TOOLS, program("chromium"), whole.epub]
    done = subprocess.run(command, check=True, capture_output=True, timeout=900)
    found = json.loads(done.stdout)
    with zipfile.ZipFile(whole.epub) as book:
        assert found["items"] == 9 * len([n for n in book.namelist() if n.endswith(".xhtml")])
    assert (found["wide"], found["contrast"], found["axe"]) == ([], [], [])


def test_the_words_behind_every_page_number_open_that_printed_page(whole, program):
    """But of pages whose matter the EPUB lacks, and these are counted: contents, lists and index."""
    printed, listed = read_pages(whole, program)
    assert [opening.label for opening in listed] == [sheet.folio for sheet in printed]
    found = {s.folio: fault(s, before, o) for s, before, o in zip(printed, [None, *printed], listed, strict=False)}
    lacking = {folio: said for folio, said in found.items() if said}
    assert (len(lacking), len(listed)) == (whole.manifest["pages_without_matter"], whole.manifest["pages"])
    heads = ("Daftar Isi", "Daftar Gambar", "Daftar Tabel", "Indeks")
    runs = [n for n, sheet in enumerate(printed) if sheet.folio in lacking]
    for n in runs:
        opens = " ".join(printed[n].words[:2]).startswith(heads)
        assert opens or n - 1 in runs, lacking[printed[n].folio]


def read_pages(whole: Whole, program):
    page = geometry(load(whole.folder).trim)
    block = Block(*(length * _PT - 2 for length in (page.inner, page.outer, page.top, page.bottom)))
    return sheets(whole.pdf, program("pdftotext"), block), openings(whole.epub)


def test_every_note_term_index_entry_and_citation_leads_there_and_back(whole):
    book = Book(whole.epub)
    assert book.faults() == []
    ways = {"ratusan": {"notes"}, "buatan": {"notes", "index", "citations"}}
    assert set(book.counts) == ways.get(whole.name, {"notes", "terms", "index", "citations"})


def test_the_epub_alone_is_the_same_to_the_byte(whole, tmp_path):
    if whole.name == "tujuh" and not ALL:
        pytest.skip("takes a minute: set BOOKS=all")
    for name in ("terbit.yaml", "source"):
        copy = shutil.copytree if (whole.folder / name).is_dir() else shutil.copy
        copy(whole.folder / name, tmp_path / name)
    build(tmp_path, "epub", "--edition", "student", "--no-cache")
    again = next((tmp_path / "output").glob("*.epub"))
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(whole.epub.read_bytes()).digest()


def test_no_student_file_holds_an_answer(shelf, tmp_path):
    write_book(tmp_path)
    build(tmp_path, "epub", "--edition", "teacher")
    teachers = tmp_path / "output" / "teacher" / "tujuh.epub"
    assert [SECRET in everything(epub) for epub in (shelf("tujuh").epub, teachers)] == [False, True]
    assert "RAHASIA GURU" not in everything(shelf("aneka").epub)


def everything(epub: Path) -> str:
    with zipfile.ZipFile(epub) as book:
        return "".join(book.read(name).decode(errors="replace") for name in book.namelist())


# ------------------------------------------------------------ what the judges above are shown to catch


def spoiled(epub: Path, file: Path, old: str, new: str) -> Path:
    """Write the EPUB with a text changed wherever it stands."""
    with zipfile.ZipFile(epub) as source, zipfile.ZipFile(file, "w") as target:
        contents = {info: source.read(info) for info in source.infolist()}
        assert any(old.encode() in content for content in contents.values())
        for info, content in contents.items():
            target.writestr(info, content.replace(old.encode(), new.encode()))
    return file


def test_a_marker_that_stands_a_word_late_is_seen(hard, tmp_path, program):
    marker = '<span id="printed-page-7" class="page-break" title="7" epub:type="pagebreak" role="doc-pagebreak"></span>'
    heading = '<h1 id="sec-bahasa-heading"><span class="heading-label">Bab'
    late = spoiled(hard.epub, tmp_path / "late.epub", marker + heading, heading)
    late = spoiled(late, tmp_path / "later.epub", "Banyak bahasa</h1>", f"Banyak {marker}bahasa</h1>")
    printed, listed = read_pages(Whole("late", hard.folder), program)
    [number] = [n for n, sheet in enumerate(printed) if sheet.folio == "7"]
    assert fault(printed[number], printed[number - 1], listed[number]) == ""
    assert "7: print" in fault(printed[number], printed[number - 1], openings(late)[number])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('href="#fnref-sec-catatan-2"', 'href="#fnref-sec-catatan-1"', "note"),
        ("90-glosarium.xhtml#gls-genap", "90-glosarium.xhtml#gls-ganjil", "term"),
        ('class="index-mark" href="index.xhtml#index-2"', 'class="index-mark" href="index.xhtml#index-1"', "index"),
        ("91-pustaka.xhtml#ref-ratih2020", "91-pustaka.xhtml#refs", "citation"),
    ],
)
def test_a_way_that_does_not_lead_back_is_seen(hard, tmp_path, old, new, said):
    found = Book(spoiled(hard.epub, tmp_path / "bad.epub", old, new)).faults()
    assert {fault.partition(" ")[0] for fault in found} == {said}


