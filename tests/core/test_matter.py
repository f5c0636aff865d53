"""What front and back matter is, told by what it holds, by its own word or by its title; and the order of a profile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from terbit.assets import styles_dir
from terbit.ast import div, para, string, text
from terbit.checks.press.parts import check_parts
from terbit.config import Config
from terbit.labels import Labels, read_labels
from terbit.matter import kind_of
from terbit.model import Chapter, Document, Resource
from terbit.profiles import load_profile


def labels(language: str) -> Labels:
    files = {f"labels/{file.name}": file.read_bytes() for file in (styles_dir() / "labels").iterdir()}
    return read_labels(language, {path: Resource(path, data, "") for path, data in files.items()})


def chapter(title: str, role: str = "front", file: str = "source/x.md", ident: str = "x", **more: object) -> Chapter:
    words = text(title)
    blocks = [div([para([string("Isi.")])], names=[str(more["holds"])])] if "holds" in more else []
    meta = {"epub-type": more["stated"]} if "stated" in more else {}
    return Chapter(file, role, ident, "", words, blocks, meta)


@pytest.mark.parametrize(
    ("language", "title", "kind"),
    [
        ("id", "Kata Pengantar", "foreword"),
        ("id", "Prakata Penulis", "preface"),
        ("id", "Lampiran 1", "appendix"),
        ("id", "Pelaku Perbukuan", "about-the-authors"),
        ("id", "Petunjuk", ""),
        ("en", "About the Authors", "about-the-authors"),
        ("en", "Kata Pengantar", ""),
    ],
)
def test_matter_is_known_by_its_title_in_the_language_of_the_book(language, title, kind):
    assert kind_of(chapter(title), labels(language)) == kind


def test_a_chapter_may_say_itself_what_it_is():
    assert kind_of(chapter("Lampiran", stated="colophon"), labels("id")) == "colophon"
    assert kind_of(chapter("Lampiran", stated="kolofon"), labels("id")) == "appendix"


def test_what_a_chapter_holds_tells_whatever_it_is_called():
    assert kind_of(chapter("Kata-kata kita", "back", holds="glossary"), labels("id")) == "glossary"
    assert kind_of(chapter("Bacaan", "back", holds="references"), labels("id")) == "bibliography"
    assert kind_of(chapter("Apa saja", file="", ident="list-of-tables"), labels("id")) == "list-of-tables"
    assert kind_of(chapter("Persembahan", "chapter"), labels("id")) == "chapter"


FRONT = [
    chapter("Daftar Isi", file="", ident="contents"),
    chapter("Kata Pengantar"),
    chapter("Prakata"),
    chapter("Petunjuk"),
]
BACK = [chapter("Istilah", "back", holds="glossary"), chapter("Bacaan", "back", holds="references")]


def verdicts(chapters: list[Chapter]) -> list[tuple[str, str, list[str]]]:
    config = Config(Path(), "Uji", "uji", "id", date(2026, 1, 2))
    document = Document(config, labels("id"), tuple(chapters), {}, (), (), {}, {})
    found = check_parts(load_profile("buku-teks"), document)
    return [(v.checker.partition(": ")[2], v.state, [f.message for f in v.findings]) for v in found]


def test_parts_in_the_order_of_the_profile_pass():
    assert verdicts([*FRONT, *BACK]) == [("front-order", "passed", []), ("back-order", "passed", [])]


def test_a_part_that_comes_too_late_is_named():
    front, back = verdicts([FRONT[2], *FRONT[:2], BACK[1], BACK[0]])
    assert (front[1], back[1]) == ("failed", "failed")
    assert "'Daftar Isi' comes too late" in front[2][0]
    assert "'Istilah' comes too late" in back[2][0]
