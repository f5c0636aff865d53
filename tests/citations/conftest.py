"""A book of one chapter with a bibliography, cited and read back as plain text."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from terbit import pandoc
from terbit.ast import elements, pandoc_json, stringify
from terbit.citations import cite
from terbit.config.model import Config
from terbit.diagnostics import Diagnostic
from terbit.labels import read_labels
from terbit.model import Chapter, Document, Resource
from terbit.transforms.bibliographies import place_bibliographies

ROOT = Path(__file__).parents[2]
REFS = "\n\n::: {#refs}\n:::\n"


@dataclass(frozen=True)
class Cited:
    """What became of the book: its tree, the findings, and the text of its parts."""

    document: Document
    findings: tuple[Diagnostic, ...]

    @property
    def text(self) -> str:
        """The running text, without the bibliography, notes in braces."""
        blocks = [b for b in self.document.chapters[0].blocks if b["t"] != "Div"]
        return " ".join(_with_notes(stringify(block, notes=False), block) for block in blocks)

    @property
    def entries(self) -> list[str]:
        """The entries of the bibliography, without their links back."""
        divs = [e for e in elements(self.document.chapters[0].blocks) if e["t"] == "Div"]
        found = [e for e in divs if "entry" in e["c"][0][1]]
        return [stringify(entry["c"][1]).split("↑")[0].strip() for entry in found]

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.findings]

    def written(self, writer: str) -> str:
        return pandoc.run(pandoc_json(self.document.chapters[0].blocks), reader="json", writer=writer)


def _with_notes(text: str, block: object) -> str:
    notes = [stringify(e["c"]) for e in elements(block) if e["t"] == "Note"]
    return " ".join([text, *(f"{{{note}}}" for note in notes)]).strip()


@pytest.fixture(scope="session")
def labels() -> dict[str, Resource]:
    files = (ROOT / "styles" / "labels").glob("*.yaml")
    return {f"labels/{file.name}": Resource(str(file), file.read_bytes(), "") for file in files}


@pytest.fixture
def book(labels: dict[str, Resource]) -> Callable[..., Document]:
    """Make a document of Markdown chapters; `places`: with places for references where they have none."""

    def make(
        *chapters: str, language: str = "id", nocite: Sequence[str] = (), scope: str = "book", places: bool = False
    ) -> Document:
        made = [
            Chapter(
                f"source/0{n}.md",
                "chapter",
                f"bab-{n}",
                str(n),
                [],
                json.loads(pandoc.run(text, reader="markdown-auto_identifiers", writer="json"))["blocks"],
                {"nocite": list(nocite)} if n == 1 else {},
            )
            for n, text in enumerate(chapters, start=1)
        ]
        config = Config(ROOT, "Judul", "judul", language, date(2024, 7, 12), bibliography_scope=scope)
        document = Document(config, read_labels(language, labels), tuple(made), {}, (), (), {}, {})
        return place_bibliographies(document)[0] if places else document

    return make


@pytest.fixture
def cited(book: Callable[..., Document]) -> Callable[..., Cited]:
    """Cite a text: Markdown, BibTeX, and maybe a style."""

    def run(text: str, bib: str, *, csl: str | None = None, refs: bool = True, **how: object) -> Cited:
        document = book(text + (REFS if refs else ""), **how)
        style = None if csl is None else Resource("style.csl", csl.encode(), "")
        return Cited(*cite(document, [Resource("source/references.bib", bib.encode(), "")], style))

    return run


@pytest.fixture
def csl() -> Callable[..., str]:
    """Make a small style of a citation layout and, perhaps, a bibliography layout."""

    def make(layout: str, *, kind: str = "in-text", bibliography: str = "") -> str:
        listed = f"<bibliography>{bibliography}</bibliography>" if bibliography else ""
        return (
            f'<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0">'
            "<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>"
            f"<citation>{layout}</citation>{listed}</style>"
        )

    return make
