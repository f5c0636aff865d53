"""What is kept of a linked book: only what has changed is laid out again, and damage heals."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from pdf.linked.books import NOTED, NUMBERS, SENTENCE, Set, ready, write_book
from pdf.linked.reading import destinations, words
from terbit.adapt import adapt
from terbit.assets import styles_dir
from terbit.cache import Cache
from terbit.pdf.linked.workers import Workers
from terbit.pdf.workshop import Workshop
from terbit.prepare import prepare
from terbit.project import build, load
from terbit.targets import targets

pytestmark = pytest.mark.slow


@pytest.fixture
def made(tmp_path, monkeypatch) -> list[str]:
    """The first words of each unit that is laid out, in this process, from now on."""
    told: list[str] = []
    own = Workers.lay_out

    def lay_out(self, style, orders, count, known):
        def noted():
            for order in orders:
                told.append(order.html)
                yield order

        return own(self, style, noted(), count, known)

    monkeypatch.setattr(Workers, "lay_out", lay_out)
    return told


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """Where what the first layout of the book leaves is kept for all tests."""
    return tmp_path_factory.mktemp("whole")


@pytest.fixture
def kept(book, here, whole, tmp_path) -> Cache:
    """A copy of what is kept once the book was laid out."""
    if not any(whole.iterdir()):
        book("numbers").by("linked", Cache(whole))
    return Cache(shutil.copytree(whole, tmp_path / "cache"))


def changed(tmp_path, name: str, change) -> Set:
    chapters = {**NUMBERS, name: change(NUMBERS[name])}
    return ready(write_book(tmp_path / "changed", chapters), "screen")


def test_nothing_is_laid_out_again_for_the_same_book(book, linked, here, made, tmp_path):
    kept = Cache(tmp_path / "cache")
    first = book("numbers").by("linked", kept)
    assert len(made) >= 5
    made.clear()
    assert book("numbers").by("linked", kept) == first
    assert made == []
    assert first.pdf == linked("numbers").pdf, "a cached rebuild and one without a cache give the same bytes"


def test_a_changed_word_lays_out_its_chapter_alone(kept, made, tmp_path):
    edited = changed(tmp_path, "03-jauh.md", lambda text: text.replace("tujuan", "maksud", 1))
    again = edited.by("linked", kept)
    assert len(made) == 1
    assert "maksud" in made[0]
    assert again.pdf == edited.by("linked").pdf


def test_moved_pages_are_told_without_another_layout(book, kept, made, tmp_path):
    before = destinations(book("numbers").by("linked", kept).pdf)["sec-jauh"][0]
    assert made == []
    longer = changed(tmp_path, "02-panjang.md", lambda text: text + f"\n{SENTENCE * 90}\n")
    again = longer.by("linked", kept)
    assert len(made) == 1, "numbers of as many digits are filled in"
    after = destinations(again.pdf)["sec-jauh"][0]
    assert after > before
    assert str(after - again.front + 1) in next(page for page in words(again.pdf) if "Lihat" in page)
    assert again.pdf == longer.by("linked").pdf


def test_a_number_with_more_digits_lays_out_the_chapters_that_tell_it(kept, made, tmp_path):
    shorter = changed(tmp_path, "02-panjang.md", lambda text: text[:400])
    again = shorter.by("linked", kept)
    told = [next(name for name in ("sec-panjang", "sec-kaya", "contents") if f'id="{name}"' in html) for html in made]
    assert sorted(told) == ["contents", "sec-kaya", "sec-panjang"]
    assert again.pdf == shorter.by("linked").pdf


@pytest.fixture
def noted(tmp_path):
    """Set a book whose footnotes are numbered through, its first chapter changed."""

    def run(number, change):
        chapters = {**NOTED, "01-bab.md": change(NOTED["01-bab.md"])}
        return ready(write_book(tmp_path / f"noted-{number}", chapters, "footnote-numbering: book\n"), "screen")

    return run


def test_footnotes_that_count_on_are_told_without_another_layout(here, noted, made, tmp_path):
    kept = Cache(tmp_path / "cache")
    noted(0, str).by("linked", kept)
    made.clear()
    more = noted(1, lambda text: f"{text}\nSatu lagi.^[Catatan baru.]\n")
    again = more.by("linked", kept)
    assert len(made) == 1, "numbers of as many digits are filled in"
    assert "Catatan baru" in made[0]
    with pypdfium2.PdfDocument(again.pdf) as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    assert "12 Catatan baru." in text
    assert "13 Lagi. 14 Lagi sekali." in text
    assert again.pdf == more.by("linked").pdf


def test_a_footnote_with_more_digits_lays_out_its_chapter(here, noted, made, tmp_path):
    kept = Cache(tmp_path / "cache")
    noted(0, str).by("linked", kept)
    made.clear()
    fewer = noted(1, lambda text: text.replace("^[", "[", 3))
    again = fewer.by("linked", kept)
    assert sorted(name for html in made for name in ("sec-satu", "sec-dua", "sec-tiga") if f'id="{name}"' in html) == [
        "sec-dua",
        "sec-satu",
    ], "the first note of the second chapter was 12 and is 9"
    assert again.pdf == fewer.by("linked").pdf


def test_damaged_and_lost_results_are_made_again(book, linked, kept, tmp_path):
    for number, file in enumerate(sorted(file for file in (tmp_path / "cache").rglob("*") if file.is_file())):
        if number % 3 == 0:
            file.unlink()
        elif number % 3 == 1:
            file.write_bytes(file.read_bytes()[:-7])
    assert book("numbers").by("linked", kept).pdf == linked("numbers").pdf


def test_fonts_that_are_lost_come_again_though_pages_are_taken_from_the_last_time(book, linked, kept, tmp_path):
    for lost in {path.name for path in (tmp_path / "cache").iterdir()} - {"traces"}:
        shutil.rmtree(tmp_path / "cache" / lost)
    assert book("numbers").by("linked", kept).pdf == linked("numbers").pdf


NOTHING_LOADED = """
import pickle, sys
from terbit.pdf.linked.build import build_linked
from terbit.pdf.linked.settings import Settings
with open(sys.argv[1], "rb") as file:
    composition, sheet, kept = pickle.load(file)
from terbit.pdf.linked.workers import Workers
from terbit.pdf.workshop import Workshop
from terbit.prepare import prepare
from terbit.project import build, load
from terbit.targets import targets
from terbit.own import own_digest
build_linked(composition, sheet, Settings(kept, Workers("/nowhere"), "test", own_digest(), None))
print("weasyprint" in sys.modules)
"""


def test_the_engine_is_not_even_loaded_where_nothing_is_laid_out(book, tmp_path):
    kept, one = Cache(tmp_path / "cache"), book("one")
    one.by("linked", kept)
    (tmp_path / "book").write_bytes(pickle.dumps((one.composition, one.sheet, kept)))
    command = [sys.executable, "-c", NOTHING_LOADED, tmp_path / "book"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("False", "")


LOADED_EARLY = """
import os, sys, time
from pathlib import Path
from terbit.pdf.linked.server import serving
with serving(Path(sys.argv[1]), 1) as workers:
    (child,) = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    mapped = Path(f"/proc/{child}/maps")
    print("libpango" in mapped.read_text())
    workers.get_ready()
    end = time.monotonic() + 60
    while "libpango" not in mapped.read_text() and time.monotonic() < end:
        time.sleep(0.01)
    print("libpango" in mapped.read_text())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the process that asks lays out itself")
def test_the_engine_is_loaded_when_asked_for_though_nothing_is_known_of_the_book(tmp_path):
    done = subprocess.run([sys.executable, "-c", LOADED_EARLY, tmp_path], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["False", "True"], "")


@pytest.mark.parametrize("engine", ["linked", "plain"])
def test_text_that_is_cut_off_is_found_by_either_engine_on_the_same_sheet(tmp_path, engine):
    long = f"# Panjang\n\n{SENTENCE * 30}\n\n`{'w ' * 130}w`\n"
    folder = write_book(tmp_path / "cut", {"01-a.md": f"# Satu\n\n{SENTENCE}\n", "02-b.md": long})
    (folder / "styles").mkdir()
    own = (styles_dir() / "book.css").read_text("utf-8")
    (folder / "styles" / "book.css").write_text(f"{own}\ncode {{ white-space: nowrap !important }}\n", "utf-8")
    document = adapt(prepare(load(folder), Cache(None)).document, "student", targets()["screen"])
    rendering = targets()["screen"].render(document, Workshop(engine))
    said = [str(f) for f in rendering.findings if f.code == "text-cut"]
    assert ["text is cut off on sheet 11;" in one for one in said] == [True]


def test_processes_side_by_side_give_the_same_bytes_as_one(book, linked, tmp_path):
    report = build(load(write_book(tmp_path / "book", NUMBERS)), ["screen"], engine="linked")
    (artifact,) = report.artifacts
    assert artifact.data == linked("numbers").pdf
