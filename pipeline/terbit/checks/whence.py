"""From a place in the finished EPUB back to the line of the manuscript."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from lxml import etree

from terbit.ast import Element, elements, identifier, stringify, where
from terbit.diagnostics import Location
from terbit.model import Chapter, Document

__all__ = ["Whence"]

_LONG = 40  # letters that tell a block from another
_FEW, _FURTHER = 12, 6  # letters that do not, and lines that are read on for more
_TAG = re.compile(r"<[^>]*>")
_NAME = re.compile(r'\b(?:id|src)="([^"]+)"')


class Whence:
    """Looks places up in one book: the pages of the EPUB by their paths, the chapters of its document."""

    def __init__(self, document: Document, files: Mapping[str, bytes]) -> None:
        """Take the document that the EPUB was made of, and its files by path."""
        self._document = document
        self._files = files

    def by_line(self, path: str, line: int) -> Location | None:
        """Return the place of what stands in a line of a page; a line of few words is read on."""
        lines = self._files.get(path, b"").decode(errors="replace").split("\n")[max(line - 1, 0) :]
        markup = lines[0] if lines else ""
        for more in lines[1:_FURTHER]:
            if len(_letters(_TAG.sub(" ", markup))) >= _FEW:
                break
            markup += more
        return self.by_markup(path, markup)

    def by_markup(self, path: str, markup: str) -> Location | None:
        """Return the place of an element that is given as it is written in a page."""
        return self._place(path, _TAG.sub(" ", markup), _NAME.findall(markup))

    def _place(self, path: str, words: str, names: list[str]) -> Location | None:
        chapter = self._chapters.get(path)
        if chapter is None:
            return None
        letters = _letters(words)[:_LONG]
        found = next(_named(chapter, names), None) or next(_worded(chapter, letters), None)
        return found or (Location(chapter.file, 1) if chapter.file else None)

    @cached_property
    def _chapters(self) -> dict[str, Chapter]:
        """Return the chapters by the paths of their pages, which bear their identifiers."""
        chapters = {chapter.ident: chapter for chapter in self._document.chapters}
        found = {}
        for path in sorted(self._files):
            if path.endswith(".xhtml"):
                section = etree.fromstring(self._files[path]).find("{*}body/{*}section")
                if section is not None and section.get("id") in chapters:
                    found[path] = chapters[section.get("id")]
        return found


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _named(chapter: Chapter, names: list[str]) -> Iterator[Location]:
    """Yield the places of elements with one of these identifiers, or of images with one of these file names."""
    files = {name.rpartition("/")[2] for name in names}
    for element in elements(chapter.blocks):
        place = where(element)
        if place and (_ident(element) in names or (_image(element) or " ") in files):
            yield place


def _ident(element: Element) -> str:
    return identifier(element) or " "


def _image(element: Element) -> str:
    return str(element["c"][2][0]).rpartition("/")[2] if element["t"] == "Image" else ""


def _worded(chapter: Chapter, letters: str) -> Iterator[Location]:
    for element in elements(chapter.blocks):
        place = where(element)
        if letters and place and element["t"] in ("Para", "Plain", "Header", "CodeBlock", "Table"):
            own = _letters(stringify([element]))
            if own and (own.startswith(letters) or letters.startswith(own[:_LONG]) or letters in own):
                yield place
