"""The EPUB 3 package: pages, navigation, metadata, fonts and the archive they are put into."""

from __future__ import annotations

from terbit.epub.book import Made, make_epub

__all__ = ["Made", "make_epub"]
