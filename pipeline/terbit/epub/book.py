"""The EPUB as a whole: from a document to the bytes of the archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import partial

from terbit.assets import font_files
from terbit.cache import NOTHING_KEPT, Cache
from terbit.diagnostics import Diagnostic
from terbit.digest import digest
from terbit.epub import accessibility
from terbit.epub.alignment import align
from terbit.epub.archive import archive
from terbit.epub.chapters import chapter_pages
from terbit.epub.conformance import claims, obstacles, withheld
from terbit.epub.cover import CoverWords, draw_cover
from terbit.epub.fonts import embed_faces, forbidden_faces
from terbit.epub.images import image_items
from terbit.epub.kept import Kept, content
from terbit.epub.links import address_book, link_pages
from terbit.epub.mathematics import math_faces
from terbit.epub.matter import byline, copyright_page, cover_page, edition_name, title_page
from terbit.epub.metadata import identifier
from terbit.epub.navigation import contents, nav_page, nav_tree
from terbit.epub.ncx import ncx_item
from terbit.epub.own_cover import own_cover
from terbit.epub.package import package_document
from terbit.epub.pagelist import Marked, mark_pages, page_nav
from terbit.epub.parts import CSS_PATH, NAV_PATH, Item, Page
from terbit.epub.printed import printed_pages
from terbit.epub.styles import SHEETS, book_css
from terbit.epub.words import book_text
from terbit.epub.xhtml import MATHML, SVG, E, Tree, document, set_type
from terbit.formulas import unread_findings
from terbit.html import fragments
from terbit.model import Document
from terbit.theme import read_tokens
from terbit.versions import own_tools

__all__ = ["Made", "make_epub"]

_COVER = "images/cover.png"
_MOST_BYTES = 20_000_000
"""The size budget: what a school's line loads in a minute, and half of what any shop allows without extra cost."""
_XHTML = "application/xhtml+xml"


@dataclass(frozen=True)
class Made:
    """A finished EPUB, what was found, how many printed pages it lists, and of how many of them it lacks the matter."""

    data: bytes
    findings: tuple[Diagnostic, ...]
    pages: int = 0
    pages_without_matter: int = 0


def make_epub(book: Document, printed: bytes | None = None, cache: Cache = NOTHING_KEPT) -> Made:
    """Return the document as an EPUB 3.3 archive; `printed` is the print PDF, whose pages it is to list."""
    book = replace(book, html=fragments(book))
    kept = Kept(cache, book.edition)
    chapters = chapter_pages(book, kept)
    images, image_findings = image_items(book, chapters, kept)
    cover, cover_findings = own_cover(book)
    cover = cover or Item(_COVER, "image/png", _cover(book, cache), ("cover-image",))
    pages = [cover_page(book, f"../{cover.path}"), title_page(book), copyright_page(book, chapters, kept), *chapters]
    marked = _mark(pages, printed, kept) if printed else []
    sheets = [book.styles[name].digest for name in SHEETS]
    css, css_findings = kept.compute(("css", *sheets), partial(book_css, book.styles))
    addresses = address_book(pages)
    link_findings = link_pages(pages, addresses)
    items, facts, forbidden = _items(book, pages, [cover, *images], css, addresses, marked, kept)
    against = obstacles(pages, facts, css, link_findings)
    said = [*accessibility.metadata(facts, book.labels), *claims(book.config, against)]
    package = package_document(book, items, _spine(pages), said)
    formulas = unread_findings(book, fragments(book).values())
    seen = (*formulas, *cover_findings, *forbidden, *image_findings, *css_findings, *link_findings)
    findings = (*seen, *withheld(book.config, against))
    data = archive(package, items, book.config.date, kept)
    kept.put_back()
    return Made(data, (*findings, *_budget(data, items)), len(marked), facts.pages_without_matter)


def _budget(data: bytes, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Warn of a book that takes long to load where lines are slow, and name what makes it so."""
    if len(data) > _MOST_BYTES:
        largest = sorted(items, key=lambda item: (-len(item.data), item.path))[:3]
        named = ", ".join(f"{item.path} ({len(item.data) / 1e6:.1f} MB)" for item in largest)
        message = f"the EPUB has {len(data) / 1e6:.1f} MB, more than {_MOST_BYTES / 1e6:.0f}"
        yield Diagnostic("warning", "epub-large", message, hint=f"make its largest files smaller: {named}")


def _mark(pages: Sequence[Page], printed: bytes, kept: Kept) -> list[Marked]:
    """Mark in the pages of the spine where those of the printed book open."""
    text = book_text([page.tree for page in pages], kept)
    return mark_pages(pages, text, align(printed_pages(printed, kept), text, kept))


def _items(
    book: Document,
    pages: Sequence[Page],
    images: Sequence[Item],
    css: str,
    addresses: Mapping[str, str],
    marked: Sequence[Marked],
    kept: Kept,
) -> tuple[list[Item], accessibility.Facts, list[Diagnostic]]:
    """Return every file of the manifest, what the accessibility metadata rests on, and faces that are left out."""
    depth, title, language = book.config.contents_depth, book.config.title, book.config.language
    entries = contents(pages, depth)
    ncx = ncx_item(entries, marked, identifier=identifier(book.config, book.edition), title=title, language=language)
    nav = nav_tree(book, pages, addresses, entries)
    if marked:
        nav.append(page_nav(marked, book.labels("epub.page-list")))
    facts = accessibility.survey(pages, images, css, marked)
    bodies = [*(_body(page) for page in pages), nav]
    fonts, faces, forbidden = embed_faces(bodies, css, (*font_files(), *math_faces()), kept)
    items = [
        *(_page_item(page, body, language, kept) for page, body in zip(pages, bodies, strict=False)),
        nav_page(nav, title=book.labels("contents"), language=language, css=CSS_PATH),
        ncx,
        Item(CSS_PATH, "text/css", (faces + css).encode()),
        *images,
        *fonts,
    ]
    return items, facts, list(forbidden_faces(forbidden, book.styles))


def _body(page: Page) -> Tree:
    body = E("body", {}, page.tree)
    set_type(body, page.matter)
    return body


def _page_item(page: Page, body: Tree, language: str, kept: Kept) -> Item:
    css = "../" * page.path.count("/") + CSS_PATH
    write = partial(document, body, title=page.title, language=language, css=css)
    data = kept.compute(("file", page.title, language, css, content(body)), write)
    return Item(page.path, _XHTML, data, tuple(_properties(page.tree)))


def _properties(tree: Tree) -> list[str]:
    """Return what the manifest must say that a page holds (EPUB 3.3, section 5.6.2.1)."""
    found = []
    if next(tree.iter(f"{{{MATHML}}}math"), None) is not None:
        found.append("mathml")
    if next(tree.iter(f"{{{SVG}}}svg"), None) is not None:
        found.append("svg")
    return found


def _spine(pages: Sequence[Page]) -> list[str]:
    """Return the reading order: the contents come after the copyright page, as in a printed book."""
    paths = [page.path for page in pages]
    at = 1 + max((n for n, page in enumerate(pages) if page.kind == "copyright-page"), default=-1)
    return [*paths[:at], NAV_PATH, *paths[at:]]


def _cover(book: Document, cache: Cache) -> bytes:
    config = book.config
    authors = byline(config.authors, book.labels)
    words = CoverWords(config.title, config.subtitle, authors, edition_name(book), config.publisher.name)
    tokens = read_tokens(book.styles["theme.css"].data.decode())
    key = digest("cover", own_tools(), astuple(words), dict(tokens))
    return cache.compute("cover", key, lambda: draw_cover(words, tokens, font_files()))
