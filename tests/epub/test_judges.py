"""What independent judges say of the EPUB; each is shown a bad one too."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from judges import TOOLS, ace, epubcheck
from terbit.checks.epubcheck import run_epubcheck
from terbit.checks.whence import Whence

pytestmark = pytest.mark.judge


def changed(data: bytes, path: str, old: str, new: str) -> bytes:
    """Return the EPUB with one of its files changed."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == path:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(info, content)
    return out.getvalue()


def saved(data: bytes, folder: Path) -> Path:
    file = folder / "book.epub"
    file.write_bytes(data)
    return file


def test_epubcheck_finds_nothing(epub, tmp_path):
    assert epubcheck(saved(epub.data, tmp_path)) == []


def test_epubcheck_finds_nothing_in_the_teachers_book(teachers, render, tmp_path):
    assert epubcheck(saved(render(teachers).data, tmp_path)) == []


PACKAGE, AIR, LAUT = "EPUB/package.opf", "EPUB/text/01-air.xhtml", "EPUB/text/02-laut.xhtml"
BREAKAGES = [
    ("a dead link", AIR, "02-laut.xhtml#sec-ombak", "02-laut.xhtml#tiada", "RSC-012"),
    ("a link to no file", "EPUB/text/00-prakata.xhtml", "01-air.xhtml#sec-air", "tiada.xhtml#sec-air", "RSC-007"),
    ("an identifier twice", LAUT, 'id="sec-ombak"', 'id="sec-laut"', "RSC-005"),
    ("a page that is not well formed", "EPUB/text/part-1.xhtml", "</section>", "", "RSC-016"),
    ("a script", "EPUB/text/part-2.xhtml", "</section>", "<script>1</script></section>", "OPF-014"),
    ("a picture from the network", AIR, '"../images/tetes.svg"', '"https://example.org/a.svg"', "RSC-006"),
    ("a face that is not there", "EPUB/styles/book.css", "source-serif-4-400.ttf", "tiada.ttf", "RSC-007"),
    ("a style sheet that is none", "EPUB/styles/book.css", ".key {", ".key {{", "CSS-008"),
    ("no title", PACKAGE, "dc:title", "dc:type", "RSC-005"),
    ("a language that is none", PACKAGE, "<dc:language>id<", "<dc:language>bahasa Indonesia<", "OPF-092"),
    ("a file that is not there", PACKAGE, "images/tetes.svg", "images/lain.svg", "RSC-001"),
    ("contents of no kind", "EPUB/nav.xhtml", 'epub:type="toc"', 'epub:type="loi"', "RSC-005"),
    ("no mimetype", "mimetype", "application/epub+zip", "application/zip", "PKG-007"),
]
"""Each kind of breakage: where it is, what is changed into what, and the message that EPUBCheck must give."""


def test_epubcheck_catches_each_kind_of_breakage(document, epub, tmp_path):
    data = epub.data
    for _, path, old, new, _ in BREAKAGES:
        data = changed(data, path, old, new)
    found = run_epubcheck(saved(data, tmp_path), Whence(document, {})).findings
    errors = [finding for finding in found if finding.severity == "error"]
    caught = {(f.where.file if f.where else "mimetype", f.message.partition(":")[0]) for f in errors}
    # What is listed and not there is told of by its name.
    at = {PACKAGE: "EPUB/images/lain.svg"}
    missed = [b[0] for b in BREAKAGES if not caught & {(b[1], b[4]), (at.get(b[1]), b[4])}]
    assert missed == [], caught


def test_ace_finds_nothing(epub, tmp_path, program):
    assert ace(saved(epub.data, tmp_path), tmp_path / "ace", program("chromium")) == []


def test_ace_catches_a_missing_alternative_text(epub, tmp_path, program):
    bad = changed(epub.data, "EPUB/text/01-air.xhtml", 'alt="Gambar setetes air."', "")
    assert ("critical", "image-alt") in ace(saved(bad, tmp_path), tmp_path / "ace", program("chromium"))


def look(data: bytes, folder: Path, program) -> dict[str, list]:
    """Open every page in Chromium, on a phone and on a tablet at night, and return what is amiss."""
    zipfile.ZipFile(io.BytesIO(data)).extractall(folder)
    pages = sorted(map(str, (folder / "EPUB").rglob("*.xhtml")))
    script = Path(__file__).with_name("look.mjs")
    command = [program("node"), script, TOOLS, program("chromium"), *pages]
    done = subprocess.run(command, check=True, capture_output=True, timeout=120)
    return json.loads(done.stdout)


def test_pages_fit_the_screen_in_the_books_own_fonts(epub, tmp_path, program):
    assert look(epub.data, tmp_path, program) == {"overflow": [], "fallback": [], "fetched": []}


def test_a_page_that_is_too_wide_or_in_another_font_is_seen(epub, tmp_path, program):
    css = ".key { display: block; width: 200em; font-family: serif } "
    seen = look(changed(epub.data, "EPUB/styles/book.css", ".key {", css + ".key {"), tmp_path, program)
    assert {Path(page).name for _, page in seen["overflow"]} == {"01-air.xhtml"}
    assert {selector for _, selector, _ in seen["fallback"]} >= {".key"}
