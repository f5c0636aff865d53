"""Decks that are kept from build to build: an edit makes the edited chapter's deck again, and the module's."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import terbit
from terbit.cache import Cache
from terbit.slides import plan
from terbit.slides.model import Deck, Paragraph, Run, Slide, TextBody

pytestmark = pytest.mark.slow

SETTINGS = """title: Buku Contoh
language: id
date: 2026-01-02
authors: [{name: Penulis}]
chapters: [source/*.md]
targets: [epub, slides]
"""
CHAPTER = """# Bab tentang {name}

Ini kalimat pertama tentang {name} dalam bab.

![Tanda {name}](a.svg){{fig-alt=uji}}
"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><title>Uji</title>
<rect width="40" height="30"/></svg>
"""
NAMES = ("angin", "batu", "cahaya")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book of three chapters, published once."""
    root = tmp_path / "buku"
    (root / "source").mkdir(parents=True)
    (root / "terbit.yaml").write_text(SETTINGS, "utf-8")
    (root / "source" / "a.svg").write_text(SVG, "utf-8")
    for name in NAMES:
        (root / "source" / f"{name}.md").write_text(CHAPTER.format(name=name), "utf-8")
    assert not terbit.build(terbit.load(root)).exit_code
    return root


def edit(root: Path) -> None:
    with (root / "source" / "batu.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\n## Bagian baru\n\nSatu kalimat lagi yang baru ditulis, dengan Ω di dalamnya.\n")


def kept(root: Path, stage: str) -> set[Path]:
    """Return the results of a stage that the cache holds."""
    return set((root / ".terbit" / "cache" / stage).iterdir())


def files(root: Path) -> dict[str, bytes]:
    output = root / "output"
    found = (path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def test_an_edit_makes_the_decks_of_its_chapter_and_of_the_module(book: Path) -> None:
    before = {stage: kept(book, stage) for stage in ("deck", "plan", "picture")}
    assert len(before["deck"]) == len(NAMES) + 1
    published = files(book)
    edit(book)
    report = terbit.build(terbit.load(book), ["slides"])
    assert not report.exit_code
    assert {stage: len(kept(book, stage) - before[stage]) for stage in before} == {"deck": 2, "plan": 1, "picture": 0}
    differing = {path for path, data in files(book).items() if "slides/" in path and published[path] != data}
    stems = ("buku-contoh", "buku-contoh-02-batu")
    assert differing == {f"slides/{stem}.{form}" for stem in stems for form in ("html", "pptx")}


def test_what_is_kept_and_what_is_made_afresh_are_the_same(book: Path, tmp_path: Path) -> None:
    edit(book)
    terbit.build(terbit.load(book))
    fresh = Path(shutil.copytree(book, tmp_path / "lain", ignore=shutil.ignore_patterns("output", ".terbit")))
    terbit.build(terbit.load(fresh), cache=False)
    assert files(book) == files(fresh)


@pytest.mark.parametrize("stage", ["deck", "plan", "picture", "sheets", "packed", "cover", "labels", "tools"])
def test_what_is_damaged_is_made_again(book: Path, stage: str) -> None:
    published = files(book)
    shutil.rmtree(book / ".terbit" / "cache" / "render")
    for entry in kept(book, stage):
        entry.write_bytes(entry.read_bytes()[:-9] + b"kerusakan")
    if stage in ("picture", "sheets", "packed"):  # asked for where a deck is made
        shutil.rmtree(book / ".terbit" / "cache" / "deck")
    assert not terbit.build(terbit.load(book)).exit_code
    assert files(book) == published


def test_a_line_that_moves_makes_no_deck_wrong(book: Path) -> None:
    """Places are in what is kept: what is reported after an edit names the line as it is now."""
    chapter = book / "source" / "cahaya.md"
    said = "\n## Bagian tanpa kalimat pendek\n\n" + "kata " * 40 + ".\n"
    for blank in ("", "\n\n\n"):
        chapter.write_text(CHAPTER.format(name="cahaya") + blank + said, "utf-8")
        report = terbit.build(terbit.load(book), ["slides"])
        (finding,) = (f for f in report.findings if f.code == "slides-no-sentence")
        lines = chapter.read_text("utf-8").splitlines()
        assert finding.where is not None
        assert lines[finding.where.line - 1] == "## Bagian tanpa kalimat pendek"


def test_pages_that_move_make_the_decks_again_that_name_them(book: Path) -> None:
    """A word more in the second chapter moves nothing, two pages more move the chapters behind it."""
    settings = book / "terbit.yaml"
    settings.write_text(settings.read_text("utf-8").replace("[epub, slides]", "[print, slides]"), "utf-8")
    terbit.build(terbit.load(book))
    chapter = book / "source" / "batu.md"
    added = ("\nSatu kata lagi.\n", "\n" + "\n\n".join(f"Kalimat {n} mengisi halaman." for n in range(90)) + "\n")
    changed = []
    for text in added:
        before = files(book)
        with chapter.open("a", encoding="utf-8") as file:
            file.write(text)
        assert not terbit.build(terbit.load(book)).exit_code
        after = files(book)
        changed.append({path for path, data in after.items() if "slides/" in path and before[path] != data})
    own, behind, module = (
        {f"slides/buku-contoh{stem}.{form}" for form in ("html", "pptx")} for stem in ("-02-batu", "-03-cahaya", "")
    )
    assert changed == [own | module, own | module | behind]


def test_a_list_of_sources_is_measured_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = tuple(Paragraph((Run(f"Penulis {n}. 2020. Judul yang ke-{n} dalam daftar ini."),)) for n in range(60))
    sources = Slide(kind="references", title="Daftar", body=TextBody(entries))
    deck, cache = Deck("a", "A", "A", (sources,)), Cache(tmp_path)
    first = plan.finished(deck, {}, cache)
    assert len(first[0].slides) > 1
    assert first == plan.finished(deck)
    monkeypatch.setattr(plan, "fits", lambda *_: pytest.fail("measured again"))
    titled = replace(deck, slides=(replace(sources, title="Lain"),))
    assert plan.finished(deck, {}, cache) == first
    assert len(plan.finished(titled, {}, cache)[0].slides) == len(first[0].slides)
    with pytest.raises(pytest.fail.Exception):
        plan.finished(replace(deck, slides=(replace(sources, body=TextBody(entries[:9])),)), {}, cache)
