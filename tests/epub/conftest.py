"""A small book with one of everything, and ways to look into the EPUB that is made of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest
from lxml import etree

from terbit.adapt import adapt
from terbit.assets import FontFile
from terbit.ast import Element, map_elements
from terbit.cache import Cache
from terbit.diagnostics import Diagnostic
from terbit.epub import book
from terbit.epub.cover import CoverWords, draw_cover
from terbit.model import Document
from terbit.prepare import prepare
from terbit.project import load
from terbit.targets import targets
from terbit.targets.epub import TARGET

NAMES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "h": "http://www.w3.org/1999/xhtml",
    "m": "http://www.w3.org/1998/Math/MathML",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "opf": "http://www.idpf.org/2007/opf",
}


@dataclass(frozen=True)
class Epub:
    """A finished EPUB, to be asked by XPath."""

    data: bytes
    findings: tuple[Diagnostic, ...]

    @cached_property
    def zip(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.data))

    def read(self, path: str) -> bytes:
        return self.zip.read(f"EPUB/{path}")

    def find(self, path: str, query: str) -> list:
        """Return what an XPath finds in a file of the package."""
        return etree.fromstring(self.read(path)).xpath(query, namespaces=NAMES)

    def properties(self, name: str) -> list[str]:
        """Return the values of a metadata property."""
        return self.find("package.opf", f"//opf:meta[@property='{name}']/text()")


@pytest.fixture(scope="session", autouse=True)
def covers() -> Iterator[dict[tuple, bytes]]:
    """The covers that were drawn: one of the same words and colours, half the cost of a small book, is drawn once."""
    drawn: dict[tuple, bytes] = {}

    def draw(words: CoverWords, tokens: Mapping[str, str], fonts: Sequence[FontFile]) -> bytes:
        key = (words, *tokens.items(), *fonts)
        if key not in drawn:
            drawn[key] = draw_cover(words, tokens, fonts)
        return drawn[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(book, "draw_cover", draw)
        yield drawn


def make(document: Document) -> Epub:
    rendering = TARGET.render(document)
    return Epub(rendering.artifacts[0].data, rendering.findings)


@pytest.fixture(scope="session")
def document() -> Document:
    """The book of this folder, for students."""
    prepared = prepare(load(Path(__file__).with_name("book")), Cache(None))
    return adapt(prepared.document, "student", TARGET)


@pytest.fixture(scope="session")
def printed_document() -> Document:
    """The same book for the print PDF."""
    prepared = prepare(load(Path(__file__).with_name("book")), Cache(None))
    return adapt(prepared.document, "student", targets()["print"])


@pytest.fixture(scope="session")
def teachers() -> Document:
    """The same book for teachers."""
    prepared = prepare(load(Path(__file__).with_name("book")), Cache(None))
    return adapt(prepared.document, "teacher", TARGET)


@pytest.fixture(scope="session")
def epub(document: Document) -> Epub:
    """The EPUB of the book."""
    return make(document)


@pytest.fixture(scope="session")
def render() -> Callable[[Document], Epub]:
    """Make an EPUB of another document."""
    return make


@pytest.fixture(scope="session")
def without_alt() -> Callable[[Document], Document]:
    """Take the alternative text of every image of a document away."""

    def change(element: Element) -> Element | None:
        return {**element, "c": [element["c"][0], [], element["c"][2]]} if element["t"] == "Image" else None

    def changed(document: Document) -> Document:
        chapters = tuple(replace(ch, blocks=map_elements(ch.blocks, change)) for ch in document.chapters)
        return replace(document, chapters=chapters)

    return changed
