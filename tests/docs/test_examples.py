"""The examples of the documents are a book: it is built, and reads as the documents say."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from terbit.ast import elements, identifier, stringify
from terbit.cache import Cache
from terbit.prepare import prepare
from terbit.project import load

CONFIG = "title: My Book\nlanguage: {language}\ndate: 2026-11-24\nchapters: [source/*.md]\nbibliography: source/r.bib\n"


def chapters(blocks, more=""):
    """Make files of blocks: those that begin with a title are chapters, the others belong to the first."""
    titled = [block for block in blocks if re.match(r"# |---\n", block)]
    loose = [block for block in blocks if block not in titled]
    titled[0] = "\n".join([titled[0], *loose, more])
    files = {}
    for number, block in enumerate(titled, 1):
        name = re.search(r"^# (?:.*\{#sec-)?(\w+)", block, re.MULTILINE)[1].lower()
        files[f"source/{number:02}-{name}.md"] = block
    return files


def cells(documents):
    """What the tables of the author's page say one can write, one paragraph each."""
    author = documents["docs/author.md"]
    rows = [*author.rows("you write", "it reads"), *author.rows("you write", "in a book with `language: id`")]
    marks = [row[0] for row in author.rows("mark", "meaning") if row[0].startswith("`[")]
    return [*(row[0].strip("`") for row in rows), *(mark.strip("`") for mark in marks)]


@pytest.fixture(scope="module")
def book(documents, write_project, svg, tmp_path_factory):
    author = documents["docs/author.md"]
    written = "\n\n".join(["## Cells {#sec-cells}", *cells(documents)])
    files = {
        "terbit.yaml": CONFIG.format(language="en") + "editions: [student, teacher]\n",
        "source/r.bib": author.fences("bibtex")[0].text,
        "source/figures/plan.svg": svg,
        "source/parts/interview.md": "## An interview\n\nWhoever asks first, listens second.\n",
        **chapters([fence.text for fence in author.fences("markdown")], written),
    }
    return write_project(tmp_path_factory.mktemp("author"), files)


@pytest.fixture(scope="module")
def prepared(book):
    return prepare(load(book), Cache(None))


def paragraphs(document, ident):
    """The text of the paragraphs below a heading."""
    blocks = next(ch.blocks for ch in document.chapters if any(identifier(b) == ident for b in ch.blocks))
    start = next(n for n, block in enumerate(blocks) if identifier(block) == ident)
    return [stringify(block).replace("\u00a0", " ") for block in blocks[start + 1 :] if block["t"] == "Para"]


def test_the_authors_examples_have_no_fault(prepared):
    assert list(map(str, prepared.findings)) == []


@pytest.mark.slow
def test_the_authors_examples_are_published_in_every_format(book):
    command = [sys.executable, "-m", "terbit", "build", "--strict"]
    done = subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_example_with_a_fault_is_seen(documents, write_project, tmp_path):
    files = {"terbit.yaml": CONFIG.format(language="en"), "source/r.bib": "", **chapters(["# A\n\nSee @fig-no.\n"])}
    assert prepare(load(write_project(tmp_path, files)), Cache(None)).findings


def test_cross_references_read_as_the_table_says(documents, prepared):
    rows = documents["docs/author.md"].rows("you write", "it reads")
    assert paragraphs(prepared.document, "sec-cells")[: len(rows)] == [row[1] for row in rows]


@pytest.mark.parametrize(("language", "column"), [("id", 1), ("en", 2)])
def test_citations_read_as_the_table_says(documents, write_project, tmp_path, language, column):
    author = documents["docs/author.md"]
    rows = author.rows("you write", "in a book with `language: id`")
    text = "\n\n".join(["# Kutipan {#sec-kutipan}", *(row[0].strip("`") for row in rows)])
    files = {
        "terbit.yaml": CONFIG.format(language=language),
        "source/r.bib": author.fences("bibtex")[0].text,
        "source/1.md": text,
    }
    document = prepare(load(write_project(tmp_path, files)), Cache(None)).document
    assert paragraphs(document, "sec-kutipan") == [row[column] for row in rows]


def test_marks_do_what_the_table_says(documents, prepared):
    marks = [row for row in documents["docs/author.md"].rows("mark", "meaning") if row[0].startswith("`[")]
    found = {name for ch in prepared.document.chapters for e in elements(ch.blocks) for name in _classes(e)}
    assert {re.search(r"\{\.(\w+)", row[0])[1] for row in marks} == {"key", "index", "gls"}
    assert {"key", "index-mark", "gls"} <= found
    assert ("exchange", "bargaining") in [entry.terms for entry in prepared.document.index]


def _classes(element):
    contents = element.get("c")
    first = contents[0] if isinstance(contents, list) and contents else None
    return first[1] if isinstance(first, list) and len(first) == 3 and isinstance(first[1], list) else []


def test_the_readmes_example_has_no_fault_and_reads_as_it_says(documents, write_project, svg, tmp_path):
    readme = documents["README.md"]
    entry = documents["docs/author.md"].fences("bibtex")[0].text.split("\n\n")[0]
    glossary = "# Glossary\n\n::: glossary\ncoalition\n:   organisations that have one aim\n:::\n"
    files = {
        "terbit.yaml": CONFIG.format(language="en"),
        "source/r.bib": entry,
        "source/figures/forms.svg": svg,
        "source/01-forms.md": readme.fences("markdown")[0].text,
        "source/02-glossary.md": glossary,
    }
    prepared = prepare(load(write_project(tmp_path, files)), Cache(None))
    assert list(map(str, prepared.findings)) == []
    text = " ".join(stringify(block) for block in prepared.document.chapters[0].blocks)
    assert "Soekanto (2012:67)" in text


@pytest.mark.slow
def test_the_library_works_as_the_architecture_page_shows(documents, project):
    (example,) = documents["docs/architecture.md"].fences("python")
    command = [sys.executable, "-c", example.text]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (project / "output" / "buku-kecil.epub").is_file()


@pytest.mark.parametrize("name", ["docs/author.md", "docs/findings.md", "docs/architecture.md"])
def test_a_finding_reads_as_the_documents_show_it(documents, write_project, tmp_path, name):
    shown = next(fence.text.strip() for fence in documents[name].fences("text") if "error[" in fence.text)
    file, line, column = re.match(r"(.+?):(\d+):(\d+): ", shown).groups()
    text = "# Bentuk\n" + "\n" * (int(line) - 2) + "x" * (int(column) - 2) + " @soekanto2021 mengatakan.\n"
    files = {
        "terbit.yaml": CONFIG.format(language="id").replace("source/r.bib", "source/references.bib"),
        "source/references.bib": documents["docs/author.md"].fences("bibtex")[0].text,
        file: text,
    }
    findings = prepare(load(write_project(tmp_path, files)), Cache(None)).findings
    assert shown in map(str, findings)
