"""`python -m benchmarks.decks.chosen [PROJECT]`: print the sentences chosen for slides, as if none were marked.

Those that the authors have marked themselves bear a star.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from terbit import ast, load
from terbit.adapt import adapt
from terbit.cache import Cache
from terbit.labels import Labels
from terbit.model import Anchor, Chapter
from terbit.prepare import prepare
from terbit.slides.leads import told
from terbit.slides.model import plain_text
from terbit.slides.paragraphs import key_sentences
from terbit.slides.sections import Section, sections
from terbit.targets import targets

__all__ = ["Chosen", "chosen", "main"]


@dataclass(frozen=True)
class Chosen:
    """A section with the sentences that its authors marked, and those that are chosen without the marks."""

    section: Section
    marked: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def is_met(self) -> bool:
        """Tell whether one that was marked is chosen."""
        return bool(set(self.marked) & set(self.sentences))


def chosen(chapter: Chapter, anchors: Mapping[str, Anchor], labels: Labels) -> Iterator[Chosen]:
    """Yield a chapter's sections with what is chosen of each."""
    for section in sections(chapter, anchors):
        if section.opening:
            continue
        paragraphs = [block for block in section.blocks if block["t"] == "Para"]
        marked = tuple(plain_text(key) for block in paragraphs for key in key_sentences(block))
        bare = replace(section, blocks=ast.map_elements(section.blocks, _unmarked))
        yield Chosen(section, marked, tuple(plain_text(one) for _, one in told(bare, labels, obliged=True)))


def _unmarked(element: ast.Element) -> ast.Elements | None:
    if element["t"] != "Span" or "key" not in ast.classes(element):
        return None
    inner: ast.Elements = ast.map_elements(element["c"][1], _unmarked)
    return inner


def main() -> None:
    """Print the choice of a project's chapters, and in how many sections with marks it meets one."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    document = adapt(prepare(load(root), Cache(None)).document, "student", targets()["slides"])
    found: list[Chosen] = []
    for chapter in (c for c in document.chapters if c.role == "chapter"):
        print(f"\n{chapter.file}")
        for one in chosen(chapter, document.anchors, document.labels):
            found.append(one)
            print(f"  {one.section.label} {one.section.title}")
            print(*(f"    {'*' if said in one.marked else '-'} {said}" for said in one.sentences), sep="\n")
    marked = [one for one in found if one.marked]
    print(f"\nof {len(marked)} sections with marks, {sum(one.is_met for one in marked)} give a sentence that is marked")


if __name__ == "__main__":
    main()
