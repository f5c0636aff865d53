"""What of a book its decks show: key sentences, and sections with a slide of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.decks.contents import Shown
from benchmarks.decks.leaks import words
from terbit import ast
from terbit.cache import Cache
from terbit.model import Chapter, Document
from terbit.slides.decks import decks
from terbit.slides.formulas import with_formulas
from terbit.slides.looks import COVERS
from terbit.slides.model import Deck, plain_text
from terbit.slides.paragraphs import key_sentences
from terbit.slides.sections import Section, sections

__all__ = ["Coverage", "coverage"]


@dataclass(frozen=True)
class Coverage:
    """Key sentences, those that are not on exactly one slide; sections with prose, those without a slide."""

    keys: int
    astray: tuple[str, ...]
    sections: int
    silent: tuple[str, ...]


def coverage(document: Document, files: Mapping[str, Sequence[Shown]]) -> Coverage:
    """Compare a book with its decks; `files` are the chapters' PowerPoint decks by their stems, in one shape."""
    document, _ = with_formulas(document)
    chapters = {c.file: c for c in document.chapters if c.role == "chapter"}
    made = [deck for deck in decks(document, Cache(None)) if deck.stem in files and deck.sources]
    keys, astray, counted, silent = 0, [], 0, []
    for deck in made:
        chapter = chapters[deck.sources[0]]
        told = [{words(paragraph) for paragraph in slide.told} for slide in files[deck.stem]]
        for key in _keys(chapter, document):
            keys += 1
            if sum(words(key) in paragraphs for paragraphs in told) != 1:
                astray.append(f"{chapter.file}: {key}")
        own = list(_telling(chapter, document))
        counted += len(own)
        silent += [f"{chapter.file}: {section.title}" for section in own if not _has_slide(section, deck)]
    return Coverage(keys, tuple(astray), counted, tuple(silent))


def _keys(chapter: Chapter, document: Document) -> Iterator[str]:
    """Yield the key sentences of paragraphs; those within boxes are shown with the box."""
    for section in sections(chapter, document.anchors):
        paragraphs = (block for block in section.blocks if block["t"] == "Para")
        yield from (plain_text(key) for block in paragraphs for key in key_sentences(block))


def _telling(chapter: Chapter, document: Document) -> Iterator[Section]:
    """Yield the sections that have something to show: a sentence, or what is more than prose.

    What stands before a chapter's first section is an opening, not a section, unless it is all there is.
    """
    found = sections(chapter, document.anchors)
    for section in found:
        if (len(found) == 1 or not section.opening) and any(map(_tells, section.blocks)):
            yield section


def _tells(block: ast.Element) -> bool:
    text = ast.stringify(block) if block["t"] in ("Para", "Plain") else ""
    addresses = [e for e in ast.elements(block) if e["t"] == "Link"] if text else []
    # "Sumber: https://…" names a source and says nothing.
    said = text.replace("".join(map(ast.stringify, addresses)), "") if addresses else text
    return len(words(said).split()) > 3 if text else "notes" not in ast.classes(block)


def _has_slide(section: Section, deck: Deck) -> bool:
    return any(slide.section == section.ident and slide.kind not in COVERS for slide in deck.slides)
