"""Chapters of the manuscript as pages of the spine."""

from __future__ import annotations

from pathlib import PurePosixPath

from terbit.epub.kinds import MATTERS, ROLES, kind_of
from terbit.epub.names import distinct
from terbit.epub.parts import COPYRIGHT_PATH, COVER_PATH, TITLE_PATH, Page
from terbit.epub.semantics import add_backlink, mark_parts
from terbit.epub.xhtml import Tree, by_class, fragment, local, plain_text, set_type, walk
from terbit.html import fragments
from terbit.labels import Labels
from terbit.model import Chapter, Document
from terbit.names import slug

__all__ = ["chapter_pages"]

_TAKEN = (COVER_PATH, TITLE_PATH, COPYRIGHT_PATH)


def chapter_pages(document: Document) -> list[Page]:
    """Return one page a chapter, in the order of the book."""
    chapters, written = document.chapters, fragments(document)
    paths = distinct([*_TAKEN, *(f"text/{_stem(chapter)}.xhtml" for chapter in chapters)])[len(_TAKEN) :]
    pages = [
        _page(chapter, path, fragment(written[chapter.ident]), document.labels)
        for chapter, path in zip(chapters, paths, strict=True)
    ]
    _tie_glossary(pages, document.labels)
    return pages


def _stem(chapter: Chapter) -> str:
    return slug(PurePosixPath(chapter.file).stem if chapter.file else chapter.ident) or "chapter"


def _page(chapter: Chapter, path: str, tree: Tree, labels: Labels) -> Page:
    kind = kind_of(chapter)
    mark_parts(tree, labels)
    set_type(tree, kind, ROLES.get(kind, ""))
    tree.attrib.pop("data-file", None)
    heading = next(walk(tree, "h1"), None)
    if heading is None:
        return Page(path, chapter.ident, MATTERS[chapter.role], kind, tree, chapter.file, chapter.role)
    if not heading.get("id"):
        heading.set("id", f"{chapter.ident}-heading")
    tree.set("aria-labelledby", heading.get("id"))
    return Page(path, plain_text(heading), MATTERS[chapter.role], kind, tree, chapter.file, chapter.role)


def _tie_glossary(pages: list[Page], labels: Labels) -> None:
    """Lead from each glossary term back to the place where the book first uses it."""
    first = _first_uses(pages)
    for page in pages:
        for term in by_class(page.tree, "glossary-term"):
            reference = first.get(f"#{term.get('id')}")
            definition = _definition(term)
            if reference is not None and definition is not None:
                _add_way_back(definition, reference, labels)


def _first_uses(pages: list[Page]) -> dict[str, Tree]:
    first: dict[str, Tree] = {}
    for page in pages:
        for reference in by_class(page.tree, "gls"):
            first.setdefault(reference.get("href", ""), reference)
    return first


def _definition(term: Tree) -> Tree | None:
    entry = next((above for above in term.iterancestors() if local(above) == "dt"), None)
    following = entry.getnext() if entry is not None else None
    return following if following is not None and local(following) == "dd" else None


def _add_way_back(definition: Tree, reference: Tree, labels: Labels) -> None:
    if not reference.get("id"):
        reference.set("id", f"use-{reference.get('href').removeprefix('#')}")
    paragraphs = list(walk(definition, "p"))
    add_backlink(paragraphs[-1] if paragraphs else definition, reference.get("id"), labels("back-to-text"))
