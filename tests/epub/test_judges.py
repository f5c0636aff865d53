"""What independent judges say of the EPUB; each is shown a bad one too."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from judges import TOOLS, ace, epubcheck

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


def test_epubcheck_catches_a_dead_link(epub, tmp_path):
    bad = changed(epub.data, "EPUB/text/01-air.xhtml", "02-laut.xhtml#sec-ombak", "02-laut.xhtml#tiada")
    assert ("ERROR", "RSC-012") in epubcheck(saved(bad, tmp_path))


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
