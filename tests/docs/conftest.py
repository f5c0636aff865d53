"""The documents taken apart: their fenced blocks, tables and links, and small projects made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3"/></svg>\n'

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Fence:
    """A fenced block: where it begins, its language, its text without the document's indentation."""

    place: str
    language: str
    text: str


@dataclass(frozen=True)
class Document:
    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @property
    def prose(self) -> str:
        """The text without its fenced blocks."""
        return _FENCE.sub("", self.text)

    def fences(self, language: str) -> list[Fence]:
        return [fence for fence in self._fences() if fence.language == language]

    def _fences(self) -> Iterator[Fence]:
        for found in _FENCE.finditer(self.text):
            line = self.text.count("\n", 0, found.start()) + 1
            indent = found[1]
            yield Fence(f"{self.name}:{line}", found[2], re.sub(f"^{indent}", "", found[3], flags=re.MULTILINE))

    def code(self) -> list[str]:
        """The code spans of the prose and the commands of the blocks."""
        spans = re.findall(r"`([^`\n]+)`", self.prose)
        return [*spans, *(line for fence in self.fences("sh") for line in fence.text.splitlines())]

    def rows(self, *head: str) -> list[list[str]]:
        """The rows of all tables whose first columns are called so."""
        rows: list[list[str]] = []
        for block in re.findall(r"(?:^\|.*\n)+", self.prose, re.MULTILINE):
            first, _, *rest = [[c.strip() for c in _CELL.split(line.strip("|\n"))] for line in block.splitlines()]
            rows += rest if tuple(first[: len(head)]) == head else []
        return rows


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test for each document, each command of a ``sh`` block, each ``yaml`` block."""
    documents = [Document(path) for path in DOCUMENTS]
    if "document" in metafunc.fixturenames:
        metafunc.parametrize("document", documents, ids=lambda document: document.name)
    if "command" in metafunc.fixturenames:
        lines = {line: None for document in documents for f in document.fences("sh") for line in f.text.splitlines()}
        metafunc.parametrize("command", [pytest.param(line, marks=_marks(line)) for line in lines])
    if "settings" in metafunc.fixturenames:
        blocks = [fence for document in documents for fence in document.fences("yaml")]
        metafunc.parametrize("settings", blocks, ids=lambda fence: fence.place)


def _marks(command: str) -> list[pytest.MarkDecorator]:
    """Mark the commands that build a book."""
    return [pytest.mark.slow] if command.startswith("terbit build") else []


@pytest.fixture(scope="session")
def documents() -> dict[str, Document]:
    return {document.name: document for document in map(Document, DOCUMENTS)}


@pytest.fixture(scope="session")
def write_project() -> Callable[[Path, dict[str, str]], Path]:
    """Write files into a folder, and whatever else its terbit.yaml names."""

    def write(folder: Path, files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        for name in _named(YAML(typ="safe").load(files["terbit.yaml"]) or {}):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not any(folder.glob(name)):
                path.with_name(_sample(path.name)).write_text(f"# {path.stem.strip('*')}\n", "utf-8")
        return folder

    return write


def _named(settings: dict[str, object]) -> Iterator[str]:
    """Yield the files and patterns that a terbit.yaml names."""
    yield from re.findall(r"[\w/-]+\.(?:svg|ttf|otf|pptx)\b", str(settings))
    pending = [settings.get(key) for key in ("front", "chapters", "back", "bibliography")]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            pending.append(value.get("chapters"))
        elif isinstance(value, list):
            pending += value
        elif value:
            yield str(value)


def _sample(pattern: str) -> str:
    """Return a name that a pattern matches."""
    return re.sub(r"[*?]+", "x", re.sub(r"\[(.)[^\]]*\]", r"\1", pattern))


@pytest.fixture(scope="session")
def svg() -> str:
    return SVG
