"""The digest of Terbit's own files: read again where one has changed, and then alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from terbit import own


@pytest.fixture
def code(tmp_path, monkeypatch) -> Path:
    """A module of a package that stands for Terbit's own."""
    monkeypatch.setattr(own, "__file__", str(tmp_path / "own.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "__pycache__").mkdir()
    code = tmp_path / "code.py"
    code.write_text("A = 1\n", "utf-8")
    return code


@pytest.fixture
def read(monkeypatch) -> list[Path]:
    """The places whose contents are read from now on."""
    places: list[Path] = []
    contents = own.contents
    monkeypatch.setattr(own, "contents", lambda place, *rest: places.append(place) or contents(place, *rest))
    return places


def digest() -> str:
    own.own_digest.cache_clear()
    return own.own_digest()


def test_it_is_kept_beside_the_code(code, read):
    assert digest() == digest()
    assert len(read) == 2, "the code and the assets, once"


def test_contents_count_and_not_times(code, read):
    first = digest()
    os.utime(code, ns=(1, 1))
    assert digest() == first
    assert len(read) == 4


def test_a_change_of_the_same_size_is_seen(code):
    first = digest()
    code.write_text("A = 2\n", "utf-8")
    os.utime(code, ns=(1, 1))
    assert digest() != first


@pytest.mark.parametrize("damage", [b"", b"half", b"\xff\xfe"])
def test_what_is_damaged_is_made_again(code, damage):
    first = digest()
    (code.parent / "__pycache__" / "contents").write_bytes(damage)
    assert digest() == first


def test_it_is_not_kept_where_nothing_may_be_written(code, monkeypatch, read):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    first = digest()
    assert not (code.parent / "__pycache__" / "contents").exists()
    (code.parent / "__pycache__").rmdir()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert digest() == first, "a place that cannot be written to costs time, not the build"
    assert len(read) == 4


@pytest.fixture(autouse=True)
def _forgotten():
    yield
    own.own_digest.cache_clear()
