"""The published module is whole, the same to the byte each time, and tells pupils nothing of the teacher's."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Mapping

import pytest

from benchmarks.decks.leaks import secrets_of, text_of
from published import ROOT, copy_module
from terbit import load
from terbit.cache import Cache
from terbit.prepare import prepare

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def secrets() -> Mapping[str, list[str]]:
    """What only teachers may read."""
    return secrets_of(prepare(load(ROOT), Cache(None)).document.chapters)


def published(module, edition: str) -> dict[str, str]:
    folder = module.output / edition
    return {name: text_of(name, (folder / name).read_bytes()) for name in module.manifest(edition)["files"]}


def test_the_tests_know_of_answers_and_notes(secrets):
    assert len(secrets["box-answer"]) > 20
    assert len(secrets["notes"]) > 8


def test_no_student_file_holds_an_answer_or_a_note(module, secrets):
    for name, text in published(module, "").items():
        leaked = [line for lines in secrets.values() for line in lines if line in text]
        assert not leaked, f"{name}: {leaked[:3]}"


def test_the_teachers_files_hold_every_answer(module, secrets):
    """Which also shows that the search above would find one."""
    whole = " ".join(published(module, "teacher").values())
    missing = [line for line in secrets["box-answer"] if line not in whole]
    assert not missing


def test_notes_are_in_the_teachers_decks_alone(module, secrets):
    texts = published(module, "teacher")
    assert len(texts) > 10
    decks = " ".join(text for name, text in texts.items() if name.startswith("slides/"))
    assert [line for line in secrets["notes"] if line not in decks] == []
    for name, text in texts.items():
        if not name.startswith("slides/"):
            assert not [line for line in secrets["notes"] if line in text], name


def test_nothing_of_the_student_tree_names_the_teachers(module):
    assert "teacher" not in (module.output / "manifest.json").read_text("utf-8")


def test_the_manifest_is_true(module):
    for edition in ("", "teacher"):
        folder = module.output / edition
        for name, entry in module.manifest(edition)["files"].items():
            data = (folder / name).read_bytes()
            assert (hashlib.sha256(data).hexdigest(), len(data)) == (entry["sha256"], entry["size"]), name
            assert entry.get("pages") or entry.get("slides") or name.endswith((".epub", ".zip", "index.html")), name
            assert "stale" not in entry


def test_every_format_is_there(module):
    names = set(module.manifest()["files"])
    assert {"kerja-sama-print.pdf", "kerja-sama.pdf", "kerja-sama.epub"} < names
    for suffix in (".pptx", ".html"):
        decks = [n for n in names if n.startswith("slides/kerja-sama") and n.endswith(suffix)]
        assert len(decks) == 7, decks


def test_a_second_build_is_the_same_to_the_byte(module, tmp_path):
    copy_module(tmp_path)
    command = [sys.executable, "-m", "terbit", "build", "--no-cache"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    ours = {p.relative_to(module.output): p.read_bytes() for p in module.output.rglob("*") if p.is_file()}
    again = tmp_path / "output"
    theirs = {p.relative_to(again): p.read_bytes() for p in again.rglob("*") if p.is_file()}
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_the_text_is_as_long_as_a_module_is(module):
    chapters = sorted((ROOT / "source").glob("0[1-6]-*.md"))
    assert len(chapters) == 6
    text = text_of("kerja-sama.epub", (module.output / "kerja-sama.epub").read_bytes())
    assert len(text.split()) > 6_000


def test_the_build_says_nothing_but_what_it_wrote(module):
    assert "0 errors, 0 warnings" in module.said
    assert "Traceback" not in module.said
