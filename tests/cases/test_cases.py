"""The cases of this folder: a stage's input and what it must give, in one readable file each.

A case begins with a sentence about it. Lines of the form ``%%% name`` begin its sections: files of a small
project by their paths (a terbit.yaml is made up where there is none), symbolic ``links``, ``options`` for the
stage, and at the end ``output``, which `pytest --accept` writes anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from terbit import pandoc
from terbit.adapt import adapt
from terbit.assemble import assemble
from terbit.ast import elements, pandoc_json, stringify, strip_positions
from terbit.citations.bibliography import read as read_bibliography
from terbit.citations.markup import strip
from terbit.citations.styles import check as check_style
from terbit.cli import main
from terbit.collect import collect, collect_images
from terbit.config import configure
from terbit.diagnostics import Diagnostic
from terbit.html import chapter_html
from terbit.labels import read_labels
from terbit.model import Chapter, Document, Resource
from terbit.parse import parse

HERE = Path(__file__).parent
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><title>Uji</title><rect width="4" height="3"/></svg>\n'
CONFIG = "title: Uji\nlanguage: id\ndate: 2026-01-02\nchapters: [source/*.md]\n"


@dataclass(frozen=True)
class Case:
    """One file of cases: its path, everything before the output, the files, the options."""

    path: Path
    head: str
    files: dict[str, str]
    options: dict[str, str]
    links: dict[str, str]

    def write(self, folder: Path) -> Path:
        for name, text in {"terbit.yaml": CONFIG, "source/a.svg": SVG, **self.files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
        for name, goal in self.links.items():
            (folder / name).symlink_to(goal)
        return folder


def read_case(path: Path) -> Case:
    head = path.read_text("utf-8").partition("%%% output\n")[0]
    _, *parts = re.split(r"^%%% (.+)\n", head, flags=re.MULTILINE)
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    options = dict(re.findall(r"^(\w+): (.*)$", sections.pop("options", ""), flags=re.MULTILINE))
    links = dict(re.findall(r"^(\S+) -> (\S+)$", sections.pop("links", ""), flags=re.MULTILINE))
    return Case(path, head, {name: _unescaped(text) for name, text in sections.items()}, options, links)


def _unescaped(text: str) -> str:
    """Put in the bytes that no text file can hold: ``\\xHH``, written as ``<0xHH>``."""
    return re.sub(r"<0x([0-9a-f]{2})>", lambda m: bytes([int(m[1], 16)]).decode("utf-8", "surrogateescape"), text)


def cases(stage: str) -> list[object]:
    return [pytest.param(path, id=path.stem) for path in sorted((HERE / stage).glob("*.md"))]


Expect = Callable[[Path, str], None]


def document_of(root: Path) -> tuple[Document, list[Diagnostic]]:
    """Return the project's document as it is before citations."""
    config = configure(root)
    manuscript, found = collect(config)
    parsed = [parse(source) for source in manuscript.sources]
    chapters, resources, imaged = collect_images(config, [chapter for chapter, _ in parsed])
    labels = read_labels(config.language, manuscript.styles)
    document, assembled = assemble(config, labels, chapters, resources, manuscript.styles)
    return document, [*found, *(f for _, own in parsed for f in own), *imaged, *assembled]


# --- the output of each stage as text --------------------------------------------------------------------------


def places(chapters: list[Chapter]) -> Iterator[str]:
    for chapter in chapters:
        for element in elements(chapter.blocks):
            if "p" in element:
                yield f"{element['p']} {element['t']} {stringify(element, notes=True)[:40]}".rstrip()


def markdown(chapters: tuple[Chapter, ...]) -> str:
    """Return chapters as pandoc writes them, a line between them."""
    blocks = [block for chapter in chapters for block in [*strip_positions(chapter.blocks), {"t": "HorizontalRule"}]]
    return pandoc.run(pandoc_json(blocks[:-1]), reader="json", writer="markdown-smart-simple_tables-pipe_tables")


def register(document: Document) -> Iterator[str]:
    for anchor in document.anchors.values():
        yield f"{anchor.kind} {anchor.ident} [{anchor.number}] {anchor.label}: {stringify(anchor.title)}"
    for entry in document.index:
        yield f"index {' > '.join(entry.terms)}: {' '.join(entry.anchors)}"
    for entry in document.glossary:
        yield f"glossary {entry.term}: {entry.ident}"


def report(*parts: object) -> str:
    return "\n".join(str(part).rstrip("\n") for part in parts if str(part).strip()) + "\n"


def lines(items: object) -> str:
    return "\n".join(map(str, items))  # type: ignore[call-overload]


# --- the stages --------------------------------------------------------------------------------------------------


def check(case: Case, expect: Expect, output: str) -> None:
    expect(case.path, f"{case.head}%%% output\n{output}")


@pytest.mark.parametrize("path", cases("parse"))
def test_parse(path: Path, tmp_path: Path, expect: Expect) -> None:
    case = read_case(path)
    manuscript, found = collect(configure(case.write(tmp_path)))
    parsed = [parse(source) for source in manuscript.sources]
    findings = [*found, *(finding for _, own in parsed for finding in own)]
    check(case, expect, report(lines(places([chapter for chapter, _ in parsed])), lines(findings)))


@pytest.mark.parametrize("path", cases("assemble"))
def test_assemble(path: Path, tmp_path: Path, expect: Expect) -> None:
    case = read_case(path)
    document, found = document_of(case.write(tmp_path))
    text = [markdown(document.chapters)] if "text" not in case.options else []
    check(case, expect, report(*text, lines(register(document)), lines(found)))


@pytest.mark.parametrize("path", cases("adapt"))
def test_adapt(path: Path, tmp_path: Path, expect: Expect) -> None:
    """`options` name an edition, the formats of the target, its matter, and whether it presents."""
    case = read_case(path)
    document, found = document_of(case.write(tmp_path))
    options = {"edition": "student", "formats": "print pdf", "matter": "", "presents": "", **case.options}
    target = SimpleNamespace(
        name="uji",
        formats=frozenset(options["formats"].split()),
        matter=frozenset(options["matter"].split()),
        presents=bool(options["presents"]),
        leads=False,
    )
    adapted = adapt(document, options["edition"], target)
    check(case, expect, report(markdown(adapted.chapters), lines(found)))


@pytest.mark.parametrize("path", cases("html"))
def test_html(path: Path, tmp_path: Path, expect: Expect) -> None:
    case = read_case(path)
    document, found = document_of(case.write(tmp_path))
    check(case, expect, report(*map(chapter_html, document.chapters), lines(found)))


@pytest.mark.parametrize("path", cases("bibliography"))
def test_bibliography(path: Path, tmp_path: Path, expect: Expect) -> None:
    case = read_case(path)
    manuscript, found = collect(configure(case.write(tmp_path)))
    assert not found
    records, findings = read_bibliography(manuscript.bibliography, language="id")
    listed = [f"{one.where} {one.key}: {one.type}, {strip(str(one.values.get('title')))}" for one in records.values()]
    check(case, expect, report(lines(listed), lines(findings)))


@pytest.mark.parametrize("path", cases("styles"))
def test_styles(path: Path, tmp_path: Path, expect: Expect) -> None:
    case = read_case(path)
    root = case.write(tmp_path)
    found = [f for name in case.files for f in check_style(Resource(name, (root / name).read_bytes(), ""))]
    check(case, expect, report(lines(found)))


# --- whole books with one defect each -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", cases("errors"))
def test_error(
    path: Path,
    tmp_path: Path,
    expect: Expect,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Run the command on a book with one defect: one line says so, nothing is written, the exit code is right."""
    case = read_case(path)
    root = case.write(tmp_path)
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "argv", ["terbit", "build", *case.options.get("arguments", "epub").split()])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err.splitlines()
    said = [line.replace(str(root), "PROJECT") for line in told if not re.match(r"\[\d+/\d+\] ", line)]
    findings = [line for line in said if re.search(r"(error|warning)\[|^Error: ", line)]
    check(case, expect, report(lines(said), f"exit code {ended.value.code}"))
    assert len(findings) == int(case.options.get("findings", "1"))
    assert not (root / "output").exists()
