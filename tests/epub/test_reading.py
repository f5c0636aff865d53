"""How the EPUB reads in a reading app: epub.js, in three themes and at three widths; axe listens to each page."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from judges import TOOLS, ace, epubcheck
from terbit.adapt import adapt
from terbit.cache import Cache
from terbit.prepare import prepare
from terbit.project import load
from terbit.targets.epub import TARGET

pytestmark = pytest.mark.judge

BOOKS = Path(__file__).parents[1] / "books"


@pytest.fixture(scope="module")
def aneka() -> bytes:
    """A book of what is hard to read on a small screen: formulas, tables, code, notes, five scripts."""
    document = adapt(prepare(load(BOOKS / "aneka"), Cache(None)).document, "student", TARGET)
    return TARGET.render(document).artifacts[0].data


def read(data: bytes, folder: Path, program) -> dict[str, list]:
    file = folder / "book.epub"
    file.write_bytes(data)
    command = [program("node"), Path(__file__).with_name("read.mjs"), TOOLS, program("chromium"), file]
    done = subprocess.run(command, check=True, capture_output=True, timeout=600)
    return json.loads(done.stdout)


def test_a_hard_book_fits_every_screen_and_is_legible_in_every_theme(aneka, tmp_path, program):
    found = read(aneka, tmp_path, program)
    assert found["items"] >= 9 * 11
    assert (found["wide"], found["contrast"], found["axe"]) == ([], [], [])


def test_a_book_with_faults_is_seen_to_have_them(aneka, tmp_path, program):
    bad = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(aneka)) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("book.css"):
                content += b"figcaption { width: 60em } .box-title { color: #777 } .subtitle { color: #222 }"
            if name.endswith("02-tabel.xhtml"):
                content = content.replace(b' alt="Langit', b' data-was="Langit')
            target.writestr(name, content)
    found = read(bad.getvalue(), tmp_path, program)
    assert {place[1] for place in found["wide"]} == {"text/02-tabel.xhtml"}
    assert {(theme, what.partition(" ")[0]) for _, _, theme, _, what in found["contrast"]} >= {("dark", "p.subtitle")}
    assert {page for _, page, what in found["axe"] if what.startswith("image-alt")} == {"text/02-tabel.xhtml"}


def test_validators_find_nothing_in_the_hard_book(aneka, tmp_path, program):
    file = tmp_path / "aneka.epub"
    file.write_bytes(aneka)
    assert epubcheck(file) == []
    assert ace(file, tmp_path / "ace", program("chromium")) == []
    with zipfile.ZipFile(file) as book:
        text = b"".join(book.read(name) for name in book.namelist() if name.endswith(".xhtml"))
    assert b"RAHASIA GURU" not in text
