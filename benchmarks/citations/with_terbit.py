"""Cite a text with Terbit, in a process of its own: with_terbit.py TEXT STYLE OUT.

TEXT is a tree of pandoc (JSON), or Markdown for pandoc to read; library.json lies beside it; OUT becomes a tree.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from terbit.ast import Elements, pandoc_json
from terbit.citations import cite
from terbit.config.model import Config
from terbit.labels import Labels
from terbit.model import Chapter, Document, Resource

_LABELS = Labels("en-US", {"back-to-text": "Back to the text"})


def main(text: Path, style: Path, out: Path) -> None:
    """Read, cite, write."""
    book = Document(
        config=Config(text.parent, "Text", "text", "en-US", date(2026, 1, 1)),
        labels=_LABELS,
        chapters=(Chapter(text.name, "chapter", "text", "1", [], _blocks(text)),),
        anchors={},
        glossary=(),
        index=(),
        resources={},
        styles={},
    )
    library = Resource("library.json", (text.parent / "library.json").read_bytes(), "")
    cited, _ = cite(book, [library], Resource(style.name, style.read_bytes(), ""))
    out.write_text(pandoc_json(cited.chapters[0].blocks), "utf-8")


def _blocks(text: Path) -> Elements:
    content = text.read_text("utf-8")
    if text.suffix == ".md":
        from terbit import pandoc  # noqa: PLC0415 - a tree needs none

        content = pandoc.run(content, reader="markdown", writer="json")
    blocks: Elements = json.loads(content)["blocks"]
    return blocks


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
