"""How the EPUB reads in a reading app: what is amiss is seen, and notes open; test_whole.py reads whole books so."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from judges import TOOLS
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


def test_notes_open_where_a_reader_shows_them_and_can_be_gone_to_where_none_does(aneka, tmp_path, program):
    file = tmp_path / "book.epub"
    file.write_bytes(aneka)
    command = [program("node"), Path(__file__).with_name("notes.mjs"), TOOLS, program("chromium"), file]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, timeout=300).stdout)
    assert [note["opened"][:8] for note in found] == ["1\xa0Hanya ", "2\xa0Paragr", "3\xa0Lihat "]
    assert "Paragraf ketiga menutupnya." in found[1]["opened"]
    assert all(note["gone"] and note["back"] for note in found)


def test_a_note_that_cannot_be_opened_is_seen(aneka, tmp_path, program):
    bad = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(aneka)) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b'epub:type="footnote"', b'epub:type="rearnote"'))
    file = tmp_path / "book.epub"
    file.write_bytes(bad.getvalue())
    command = [program("node"), Path(__file__).with_name("notes.mjs"), TOOLS, program("chromium"), file]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, timeout=300).stdout)
    assert [note["opened"] for note in found] == ["", "", ""]
