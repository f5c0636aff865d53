"""Small books set by both engines: the plain one is the oracle of the linked one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pdf.linked.books import NOTED, NUMBERS, ONE, PARTS, RUNS, Set, assembled, composed, write_book
from terbit.model import Document
from terbit.pdf import process
from terbit.pdf.model import Layout

TESTS = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def book(tmp_path_factory) -> Callable[[str, str], Set]:
    """Return a book by its name and the purpose that it is composed for."""
    written = {"noted": NOTED, "numbers": NUMBERS, "one": ONE, "parts": PARTS, "runs": RUNS}
    config = {"noted": "footnote-numbering: book\n"}

    @cache
    def read(name: str) -> Document:
        if name in written:
            return assembled(write_book(tmp_path_factory.mktemp(name), written[name], config.get(name, "")))
        return assembled(TESTS / name)

    return cache(lambda name, purpose="screen": composed(read(name), purpose))


@pytest.fixture(scope="session")
def linked(book) -> Callable[[str, str], Layout]:
    """Return a book as the linked engine sets it."""
    return cache(lambda name, purpose="screen": book(name, purpose).by("linked"))


@pytest.fixture(scope="session")
def plain(book) -> Callable[[str, str], Layout]:
    """Return a book as the plain engine sets it."""
    return cache(lambda name, purpose="screen": book(name, purpose).by("plain"))


@pytest.fixture
def here(monkeypatch, book):
    """Lay out in this process, so that what is asked of the engine can be counted."""
    composition = book("numbers").composition
    with process.engine_environment(composition.tokens, composition.epoch) as environment:
        for name in ("TERBIT_FACES", "FONTCONFIG_FILE", "SOURCE_DATE_EPOCH"):
            monkeypatch.setenv(name, environment[name])
        yield
