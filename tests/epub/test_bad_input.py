"""Bad input that can be mended: each is told with its place, and the EPUB stays valid."""

from __future__ import annotations

import pytest

from judges import epubcheck
from terbit.adapt import adapt
from terbit.cache import Cache
from terbit.prepare import prepare
from terbit.project import load
from terbit.targets.epub import TARGET

CONFIG = """title: Buruk
language: id
date: 2026-01-01
chapters: [source/*.md]
targets: [epub]
cover: source/sampul.svg
"""
FILES = {
    "1.md": """# Satu {#sec-satu}

Teks <b>tebal <i>miring</b></i> lagi.

<ul><li>butir<li>butir lain</ul>

<table><tr><td>sel</table>

![](peta.svg)

![Peta desa.](peta.svg){fig-alt="Peta desa."}

![](peta.svg){.decorative}
""",
    "2.md": "# Satu\n\n<p>Paragraf & <kbd>tombol.\n\n<details><summary>Buka</summary>Isi\n",
    "peta.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>',
    "sampul.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><rect width="9" height="9"/></svg>',
}


@pytest.fixture
def made(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "terbit.yaml").write_text(CONFIG, "utf-8")
    for name, text in FILES.items():
        (tmp_path / "source" / name).write_text(text, "utf-8")
    prepared = prepare(load(tmp_path), Cache(None))
    rendering = TARGET.render(adapt(prepared.document, "student", TARGET))
    return rendering.artifacts[0].data, [*prepared.findings, *rendering.findings]


def test_each_fault_is_told_once_with_its_place(made):
    _, findings = made
    told = [(f.code, f.where.file.removeprefix("source/"), f.where.line) for f in findings]
    assert sorted(told) == [
        ("alt-missing", "1.md", 9),
        ("alt-poor", "1.md", 11),
        ("cover-shape", "terbit.yaml", 6),
        ("raw-nesting", "1.md", 3),
        ("raw-nesting", "1.md", 3),
        ("raw-nesting", "2.md", 3),
        ("raw-nesting", "2.md", 5),
    ]
    assert all(f.where.column for f in findings)


@pytest.mark.judge
def test_the_epub_is_valid_all_the_same(made, tmp_path):
    file = tmp_path / "book.epub"
    file.write_bytes(made[0])
    assert epubcheck(file) == []
