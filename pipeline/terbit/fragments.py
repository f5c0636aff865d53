"""Fragments: the chapters of all documents to be rendered as HTML, each distinct one written once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from terbit import pandoc
from terbit.cache import Cache
from terbit.cores import cores
from terbit.digest import digest
from terbit.html import chapter_html
from terbit.model import Chapter, Document
from terbit.own import own_digest

__all__ = ["Fragments"]


class Fragments:
    """The HTML of chapters; what editions and targets share is written once, kept or not."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._written: dict[str, str] = {}

    def given_to(self, document: Document) -> Document:
        """Return the document with the HTML of its chapters."""
        keys = {chapter.ident: _key(chapter) for chapter in document.chapters}
        fresh = [chapter for chapter in document.chapters if keys[chapter.ident] not in self._written]
        with ThreadPoolExecutor(cores()) as pool:  # each is a process of pandoc's
            made = pool.map(self._made, (keys[chapter.ident] for chapter in fresh), fresh)
            self._written.update(zip((keys[chapter.ident] for chapter in fresh), made, strict=True))
        return replace(document, html={ident: self._written[key] for ident, key in keys.items()})

    def _made(self, key: str, chapter: Chapter) -> str:
        return self._cache.compute("html", key, lambda: chapter_html(chapter))


def _key(chapter: Chapter) -> str:
    return digest("html", own_digest(), pandoc.stamp(), chapter.digest)
