"""A small hard book, laid out once for the press and once for the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from terbit.adapt import adapt
from terbit.cache import Cache
from terbit.diagnostics import Diagnostic, errors_in
from terbit.model import Document
from terbit.pdf.compose import compose
from terbit.pdf.libraries import no_certificates
from terbit.pdf.model import Composition
from terbit.prepare import prepare
from terbit.project import load
from terbit.targets import print_, screen

BOOK = Path(__file__).with_name("book")

Rectangles = list[tuple[str, tuple[float, float, float, float]]]


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    pdf = pypdfium2.PdfDocument(data)
    try:
        yield pdf
    finally:
        pdf.close()


@pytest.fixture(scope="module", autouse=True)
def _without_certificates() -> Iterator[None]:
    """Nothing is fetched here: WeasyPrint would read the certificates of the web for each document it is given."""
    with no_certificates():
        yield


@dataclass(frozen=True)
class Book:
    """A rendered PDF, the text of its pages, and what was found."""

    data: bytes
    texts: list[str]
    findings: tuple[Diagnostic, ...]

    @property
    def last_front(self) -> int:
        """The index of the last page of text before the first chapter."""
        return next(n for n, text in enumerate(self.texts) if "Prakata yang pendek" in text)

    def page_with(self, words: str) -> int:
        """Return the index of the first page after the front matter that has some words on it."""
        return next(n for n, text in enumerate(self.texts) if words in text and n > self.last_front)

    def rectangles(self, page: int) -> Rectangles:
        """Return the lines of a page with their boxes: left, bottom, right, top in pt."""
        with opened(self.data) as pdf:
            text = pdf[page].get_textpage()
            boxes = [text.get_rect(n) for n in range(text.count_rects())]
            return [(text.get_text_bounded(*box), box) for box in boxes]

    def left(self, page: int, words: str) -> float:
        """Return where the first letter of some words on a page begins, in pt, the space before it included."""
        with opened(self.data) as pdf:
            text = pdf[page].get_textpage()
            box = text.get_charbox(text.get_text_range().index(words), loose=True)
        return float(box[0])


def rendered(target: Any, assembled: Document) -> Book:
    """Render the book; each call lays it out anew."""
    rendering = target.render(adapt(assembled, "student", target))
    (artifact,) = rendering.artifacts
    with opened(artifact.data) as pdf:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    assert artifact.pages == len(texts)
    return Book(artifact.data, texts, rendering.findings)


@pytest.fixture(scope="session")
def assembled() -> Document:
    prepared = prepare(load(BOOK), Cache(None))
    assert not errors_in(prepared.findings)
    return prepared.document


@pytest.fixture(scope="session")
def document(assembled: Document) -> Document:
    return adapt(assembled, "student", screen.TARGET)


@pytest.fixture
def with_figure(document: Document) -> Callable[[bytes], Document]:
    """Return the book with another figure in the place of its own."""

    def change(svg: bytes) -> Document:
        (path,) = document.resources
        return replace(document, resources={path: replace(document.resources[path], data=svg)})

    return change


@pytest.fixture(scope="session")
def composition(document: Document) -> Composition:
    return compose(document, "screen")


@pytest.fixture(scope="session")
def press_book(assembled: Document) -> Book:
    return rendered(print_.TARGET, assembled)


@pytest.fixture(scope="session")
def screen_book(assembled: Document) -> Book:
    return rendered(screen.TARGET, assembled)


@pytest.fixture(scope="session")
def render_again(assembled: Document) -> Callable[[Any], Book]:
    return lambda target: rendered(target, assembled)
