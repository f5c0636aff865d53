"""What an EPUB is made of: pages of the spine, and files of the manifest."""

from __future__ import annotations

from dataclasses import dataclass

from terbit.epub.xhtml import Tree

__all__ = [
    "COPYRIGHT_PATH",
    "COVER_PATH",
    "CSS_PATH",
    "NAV_PATH",
    "NCX_PATH",
    "TITLE_PATH",
    "Item",
    "Page",
    "manifest_id",
]

CSS_PATH = "styles/book.css"
NAV_PATH = "nav.xhtml"
NCX_PATH = "toc.ncx"
COVER_PATH = "text/cover.xhtml"
TITLE_PATH = "text/title-page.xhtml"
COPYRIGHT_PATH = "text/copyright-page.xhtml"


@dataclass(frozen=True)
class Item:
    """A file of the manifest: path inside the package folder, media type, bytes, manifest properties."""

    path: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A file of the spine before it is written.

    `matter` is frontmatter, bodymatter or backmatter; `kind` what the page is in EPUB's vocabulary
    (chapter, foreword, titlepage, …); `tree` its outermost section; `file` the manuscript file, if any.
    """

    path: str
    title: str
    matter: str
    kind: str
    tree: Tree
    file: str = ""
    role: str = ""


def manifest_id(path: str) -> str:
    """Return the manifest identifier of a path: readable, and unique because no path holds an underscore."""
    return path.replace("/", "_")
