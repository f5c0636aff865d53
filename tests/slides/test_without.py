"""A chapter that wants no slides has no deck, and is not in the book's; the others keep their numbers."""

from __future__ import annotations

import pytest

import terbit
from terbit.adapt import adapt
from terbit.cache import Cache
from terbit.prepare import prepare
from terbit.slides.decks import decks
from terbit.targets.slides import TARGET

SETTINGS = """title: Buku
language: id
date: 2026-01-02
authors: [{name: Penulis}]
chapters: [source/01-satu.md, source/02-dua.md]
targets: [slides]
"""


@pytest.mark.parametrize(
    ("head", "stems"),
    [
        ("---\nslides: false\n---\n", ["buku-02-dua", "buku"]),
        ("", ["buku-01-satu", "buku-02-dua", "buku"]),
    ],
)
def test_a_chapter_without_slides_is_in_no_deck(tmp_path, head, stems):
    (tmp_path / "source").mkdir()
    (tmp_path / "terbit.yaml").write_text(SETTINGS, "utf-8")
    (tmp_path / "source" / "01-satu.md").write_text(f"{head}# Satu\n\n## Isi\n\n[Tidak tayang.]{{.key}}\n", "utf-8")
    (tmp_path / "source" / "02-dua.md").write_text("# Dua\n\n## Isi\n\n[Ini tayang.]{.key}\n", "utf-8")
    document = adapt(prepare(terbit.load(tmp_path), Cache(None)).document, "student", TARGET)
    made = decks(document, Cache(None))
    assert [deck.stem for deck in made] == stems
    assert ("Tidak tayang." in repr(made)) == (not head)
    assert "Ini tayang." in repr(made)
