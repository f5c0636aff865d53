"""Small books in, decks out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import terbit
from terbit.adapt import adapt
from terbit.cache import Cache
from terbit.config.model import SlideStyle
from terbit.model import Document
from terbit.prepare import prepare
from terbit.slides.looks import WIDE, Design
from terbit.slides.model import Deck
from terbit.slides.plan import finished
from terbit.targets import Rendering
from terbit.targets.slides import TARGET
from terbit.transforms.slides import chapter_deck, chapter_slides, entries

ROOT = Path(__file__).resolve().parents[2]
RINGS = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 120" width="200" height="120">
<title>Dua lingkaran</title><defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>
<circle cx="80" cy="60" r="40" fill="url(#g)"/><circle cx="120" cy="60" r="40" fill="none" stroke="#000"/>
<text x="60" y="64" font-family="'Source Sans 3', sans-serif" font-size="14">irisan</text></svg>
"""
FIGURES = {"rings.svg": RINGS.encode()}
SETTINGS = """title: Buku Contoh
language: id
date: 2026-01-02
authors: [{name: Penulis}]
chapters: [source/01-bab.md]
editions: [student, teacher]
targets: [slides]
"""


@pytest.fixture(scope="session")
def book(tmp_path_factory) -> Callable[..., Document]:
    """Return a function that makes an adapted document of one chapter's Markdown; the same is read once."""

    def make(
        markdown: str, edition: str = "student", csl: str = "", figures: Mapping[str, bytes] = FIGURES, **files: str
    ) -> Document:
        document = assembled(markdown, csl, tuple(figures.items()), tuple(files.items()))
        return adapt(document, edition, TARGET)

    @cache
    def assembled(
        markdown: str, csl: str, figures: tuple[tuple[str, bytes], ...], files: tuple[tuple[str, str], ...]
    ) -> Document:
        tmp_path = tmp_path_factory.mktemp("book")
        (tmp_path / "source" / "figures").mkdir(parents=True, exist_ok=True)
        settings = SETTINGS + ("bibliography: [source/refs.bib]\n" if "refs" in dict(files) else "")
        settings += f"csl: {csl}\n" if csl else ""
        (tmp_path / "terbit.yaml").write_text(settings, "utf-8")
        (tmp_path / "source" / "01-bab.md").write_text(markdown, "utf-8")
        for name, data in figures:
            (tmp_path / "source" / "figures" / name).write_bytes(data)
        for name, text in files:
            (tmp_path / "source" / f"{name}.bib").write_text(text, "utf-8")
        return prepare(terbit.load(tmp_path), Cache(None)).document

    return make


@pytest.fixture(scope="session")
def deck(book) -> Callable[..., Deck]:
    """Return a function that makes the finished deck of one chapter; what was found is in `deck.findings`."""

    def make(markdown: str, edition: str = "student", design: Design = WIDE, csl: str = "", **files: str) -> Deck:
        document = book(markdown, edition, csl, **files)
        chapter = next(c for c in document.chapters if c.role == "chapter")
        slides, planned, _ = chapter_slides(chapter, document)
        listed = [entry for one in document.chapters for entry in entries(one, document.anchors)]
        planned_deck = chapter_deck(chapter, slides, document, "contoh", listed)
        made, fitted = finished(replace(planned_deck, design=design))
        make.findings = (*planned, *fitted)
        return made

    return make


@pytest.fixture(scope="session")
def module() -> Callable[[str], Rendering]:
    """Return the decks of the module *Kerja Sama*, rendered once an edition, the student's in both ratios."""
    document = prepare(terbit.load(ROOT), Cache(None)).document
    ratios = {"student": ("16:9", "4:3"), "teacher": ("16:9",)}
    made: dict[str, Rendering] = {}

    def render(edition: str) -> Rendering:
        if edition not in made:
            config = replace(document.config, slides=SlideStyle(ratios[edition]))
            made[edition] = TARGET.render(adapt(replace(document, config=config), edition, TARGET))
        return made[edition]

    return render
