"""Chapters of the manuscript as pages of the spine."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath

from lxml import etree

from terbit.digest import digest, digest_bytes
from terbit.epub.kept import Kept
from terbit.epub.kinds import MATTERS, ROLES
from terbit.epub.names import distinct
from terbit.epub.parts import COPYRIGHT_PATH, COVER_PATH, TITLE_PATH, Page
from terbit.epub.semantics import mark_parts
from terbit.epub.ties import tie
from terbit.epub.xhtml import fragment, plain_text, set_type, walk
from terbit.footnotes import notes_before, renumbered
from terbit.html import fragments
from terbit.labels import Labels
from terbit.matter import kind_of
from terbit.model import Chapter, Document
from terbit.names import slug

__all__ = ["chapter_pages"]

_TAKEN = (COVER_PATH, TITLE_PATH, COPYRIGHT_PATH)


def chapter_pages(document: Document, kept: Kept) -> list[Page]:
    """Return one page a chapter, in the order of the book."""
    chapters, written, labels = document.chapters, fragments(document), document.labels
    paths = distinct([*_TAKEN, *(f"text/{_stem(chapter)}.xhtml" for chapter in chapters)])[len(_TAKEN) :]
    words, before = digest(labels.language, dict(labels.words)), notes_before(document)
    pages = []
    for chapter, path in zip(chapters, paths, strict=True):
        html = renumbered(written[chapter.ident], before.get(chapter.ident, 0))
        key = ("page", words, chapter.digest, digest_bytes(html.encode()))
        title, kind, tree = kept.compute(key, partial(_marked, chapter, html, labels))
        pages.append(
            Page(path, title, MATTERS[chapter.role], kind, etree.fromstring(tree), chapter.file, chapter.role)
        )
    tie(pages, labels)
    return pages


def _stem(chapter: Chapter) -> str:
    return slug(PurePosixPath(chapter.file).stem if chapter.file else chapter.ident) or "chapter"


def _marked(chapter: Chapter, html: str, labels: Labels) -> tuple[str, str, bytes]:
    """Return a chapter's title, what it is, and its tree as XML, its parts marked."""
    tree = fragment(html)
    kind = kind_of(chapter, labels)
    kind = kind if kind in ROLES else ""
    mark_parts(tree, labels)
    set_type(tree, kind, ROLES.get(kind, ""))
    tree.attrib.pop("data-file", None)
    heading = next(walk(tree, "h1"), None)
    if heading is not None:
        heading.set("id", heading.get("id") or f"{chapter.ident}-heading")
        tree.set("aria-labelledby", heading.get("id"))
    title = chapter.ident if heading is None else plain_text(heading)
    return title, kind, etree.tostring(tree)
