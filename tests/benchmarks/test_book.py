"""The synthetic book: the same on every machine, and one that Terbit has nothing to say against."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

from benchmarks.book import edit_chapter, write_book
from terbit.cache import Cache
from terbit.config import configure
from terbit.prepare import prepare


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    write_book(folder, 2)
    return folder


def digests(folder):
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".terbit" not in path.parts)
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_book_is_the_same_each_time(book, tmp_path):
    write_book(tmp_path, 2)
    assert digests(tmp_path) == digests(book)
    # Written down, so that figures of another day or machine are of the same book.
    assert digests(book)["source/bab-02.md"].startswith("1e59ad602914")


def test_terbit_finds_no_fault_in_the_book(book):
    assert prepare(configure(book), Cache(None)).findings == ()


def test_an_edit_changes_one_chapter_and_each_edit_another_way(tmp_path):
    write_book(tmp_path, 2)
    before = digests(tmp_path)
    seen = set()
    for edit in (1, 2):
        edit_chapter(tmp_path, 2, edit)
        after = digests(tmp_path)
        assert [name for name in before if before[name] != after[name]] == ["source/bab-02.md"]
        seen.add(after["source/bab-02.md"])
    assert len(seen) == 2


def test_the_peers_get_the_same_words(book):
    ours = "".join((book / "source" / f"bab-{number:02}.md").read_text("utf-8") for number in (1, 2))
    for name in ("book.html", "book.md"):
        theirs = (book / "peers" / name).read_text("utf-8")
        for sentence in re.findall(r"^- (\w[^@*`\[{^\n]+)\.$", ours, flags=re.MULTILINE):
            assert sentence in theirs


def test_a_chapter_cites_84_times(book):
    assert (book / "source" / "bab-01.md").read_text("utf-8").count("[@") == 84
