"""Chapters of the manuscript as pages of the spine."""

from __future__ import annotations

from pathlib import PurePosixPath

from terbit.epub.kinds import MATTERS, ROLES
from terbit.epub.names import distinct
from terbit.epub.parts import COPYRIGHT_PATH, COVER_PATH, TITLE_PATH, Page
from terbit.epub.semantics import mark_parts
from terbit.epub.ties import tie
from terbit.epub.xhtml import Tree, fragment, plain_text, set_type, walk
from terbit.html import fragments
from terbit.labels import Labels
from terbit.matter import kind_of
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
    tie(pages, document.labels)
    return pages


def _stem(chapter: Chapter) -> str:
    return slug(PurePosixPath(chapter.file).stem if chapter.file else chapter.ident) or "chapter"


def _page(chapter: Chapter, path: str, tree: Tree, labels: Labels) -> Page:
    kind = kind_of(chapter, labels)
    kind = kind if kind in ROLES else ""
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
