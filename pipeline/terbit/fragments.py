"""Fragments: the chapters of all documents to be rendered as HTML, each distinct one written once."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from terbit import pandoc
from terbit.cache import Cache
from terbit.cores import cores
from terbit.digest import digest
from terbit.html import chapter_html
from terbit.model import Chapter, Document
from terbit.own import own_digest

__all__ = ["with_fragments"]


def with_fragments(documents: Sequence[Document], cache: Cache) -> list[Document]:
    """Return the documents with the HTML of their chapters; what editions and targets share is written once."""
    keys = {id(chapter): _key(chapter) for document in documents for chapter in document.chapters}
    chapters = {keys[id(chapter)]: chapter for document in documents for chapter in document.chapters}
    with ThreadPoolExecutor(cores()) as pool:  # each is a process of pandoc's
        made = pool.map(lambda key: cache.compute("html", key, lambda: chapter_html(chapters[key])), chapters)
        written = dict(zip(chapters, made, strict=True))
    return [replace(d, html={c.ident: written[keys[id(c)]] for c in d.chapters}) for d in documents]


def _key(chapter: Chapter) -> str:
    return digest("html", own_digest(), pandoc.stamp(), chapter.digest)
