"""`terbit check epub`: each checker is shown a bad book, and its finding the line of the manuscript."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from judges import TOOLS
from terbit.adapt import adapt
from terbit.cache import Cache
from terbit.checks import check_epub
from terbit.checks.ace import run_ace
from terbit.checks.epubcheck import run_epubcheck
from terbit.checks.shops import measure, read_rules, run_shops
from terbit.checks.whence import Whence
from terbit.cli.check import command
from terbit.model import Document
from terbit.prepare import prepare
from terbit.project import build, load
from terbit.targets.epub import TARGET

BOOK = Path(__file__).parents[1] / "epub" / "book"
ONE = "text/01-air.xhtml"


@pytest.fixture(scope="module")
def document() -> Document:
    return adapt(prepare(load(BOOK), Cache(None)).document, "student", TARGET)


@pytest.fixture(scope="module")
def data(document: Document) -> bytes:
    return TARGET.render(document).artifacts[0].data


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name.removeprefix("EPUB/"): file.read(name) for name in file.namelist()}


def spoiled(data: bytes, folder: Path, old: str, new: str) -> Path:
    """Write the EPUB with one chapter changed."""
    file = folder / "book.epub"
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == f"EPUB/{ONE}":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            target.writestr(info, content)
    return file


@pytest.mark.parametrize(
    ("snippet", "line"),
    [("berwujud tiga", 13), ("tetes.svg", 15), ("Rumus</h3>", 24), ("Matikan keran", 31), ("<th scope", 17)],
)
def test_a_line_of_a_page_is_traced_to_the_manuscript(document, data, snippet, line):
    files = contents(data)
    lines = files[ONE].decode().split("\n")
    at = next(number for number, text in enumerate(lines, start=1) if snippet in text)
    place = Whence(document, files).by_line(ONE, at)
    assert place.file == "source/01-air.md"
    assert abs(place.line - line) <= 2


def test_what_is_in_no_chapter_has_no_place(document, data):
    assert Whence(document, contents(data)).by_line("nav.xhtml", 3) is None


def verdicts(file: Path, document: Document) -> dict[str, Any]:
    return {verdict.checker: verdict for verdict in check_epub(file, document)}


@pytest.mark.judge
def test_validators_find_what_is_wrong_at_its_line(document, data, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", f"{os.environ['PATH']}:{TOOLS / 'node_modules' / '.bin'}")
    bad = spoiled(data, tmp_path, 'alt="Gambar setetes air."', "")
    found = verdicts(bad, document)
    assert (found["EPUBCheck"].state, found["Ace"].state) == ("passed", "failed")
    [finding] = found["Ace"].findings
    assert finding.severity == "error"
    assert (finding.where.file, finding.where.line) == ("source/01-air.md", 15)
    dead = spoiled(data, tmp_path, 'href="#tbl-wujud"', 'href="#tiada"')
    failed = run_epubcheck(dead, Whence(document, contents(dead.read_bytes())))
    assert failed.state == "failed"
    assert any("RSC-012" in f.message and f.where.file == "source/01-air.md" for f in failed.findings)


@pytest.mark.judge
def test_usage_notes_are_told_unless_they_are_usual(document, data, tmp_path):
    bad = spoiled(data, tmp_path, 'epub:type="chapter"', 'epub:type="chapter bab"')
    found = verdicts(bad, document)["EPUBCheck"]
    assert found.state == "passed"
    assert [(f.severity, f.message[:7]) for f in found.findings] == [("note", "OPF-088")]


def test_a_file_that_is_no_epub_is_said_to_be_none(document, tmp_path):
    file = tmp_path / "book.epub"
    file.write_bytes(b"not a zip")
    [verdict] = check_epub(file, document)
    assert [finding.code for finding in verdict.findings] == ["epub-unreadable"]


@pytest.mark.parametrize("checker", ["epubcheck", "ace"])
def test_a_validator_that_does_not_come_to_an_end_is_given_up(document, data, tmp_path, monkeypatch, checker):
    for name in ("java", "ace-cli"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\nexec sleep 60\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(f"terbit.checks.{checker}._PATIENCE", 0.1)
    run = {"epubcheck": run_epubcheck, "ace": run_ace}[checker]
    verdict = run(spoiled(data, tmp_path, "Air", "Air"), Whence(document, {}))
    assert verdict.state == "absent"
    assert "has not finished" in verdict.said


def test_a_machine_without_validators_says_so(document, data, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    found = verdicts(spoiled(data, tmp_path, "Air", "Air"), document)
    assert (found["EPUBCheck"].state, found["Ace"].state) == ("absent", "absent")
    assert "npm install" in found["Ace"].said


# ------------------------------------------------------------ shops


def test_every_rule_has_a_source_and_a_date_or_is_unconfirmed():
    for rule in read_rules():
        confirmed = rule.source.startswith("https://") and re.fullmatch(r"\d{4}-\d\d-\d\d", rule.date)
        assert confirmed or (rule.source, rule.date) == ("unconfirmed", ""), rule


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height)).save(out, kind)
    return out.getvalue()


class Heavy(bytes):
    """A file that says to be of three billion bytes."""

    def __len__(self) -> int:
        return 3_000_000_000


BAD = {
    "bytes": (Heavy(), {}, ""),
    "cover-longest": (b"", {"c.png": picture(400, 600)}, "c.png"),
    "cover-longest most": (b"", {"c.png": picture(10, 7300)}, "c.png"),
    "cover-shortest": (b"", {"c.png": picture(400, 600)}, "c.png"),
    "image-bytes": (b"", {"a.png": picture(10, 10) + b" " * 5_000_001}, ""),
    "image-pixels": (b"", {"a.png": picture(2400, 2400)}, ""),
    "isbn-missing": (b"", {}, ""),
    "page-bytes": (b"", {"a.xhtml": b" " * 30_000_001}, ""),
    "webp-images": (b"", {"a.webp": picture(9, 9, "WEBP")}, ""),
}


@pytest.mark.parametrize("rule", read_rules(), ids=lambda rule: f"{rule.shop}, {rule.measure}")
def test_each_rule_catches_a_book_that_does_not_keep_it(rule):
    most = f"{rule.measure} most"
    data, files, cover = BAD[most if rule.most != float("inf") and most in BAD else rule.measure]
    found = run_shops(data, files, cover, "urn:uuid:1").findings
    assert any(f"{rule.shop}: {rule.what}" in finding.message for finding in found)


def test_no_rule_complains_of_a_book_that_keeps_all():
    files = {"c.png": picture(1600, 2560), "a.png": picture(100, 100), "a.xhtml": b"<html/>"}
    assert run_shops(b"x", files, "c.png", "urn:isbn:9798000012345").findings == ()


def test_what_is_unconfirmed_is_only_a_note():
    found = run_shops(b"", {"a.png": picture(2400, 2400)}, "", "urn:uuid:1").findings
    assert {("unconfirmed" in f.message, f.severity) for f in found if f.where != None} >= {(False, "warning")}  # noqa: E711
    assert all(f.severity == "note" for f in found if "unconfirmed" in f.message)


def test_the_size_of_the_file_is_measured():
    assert measure(b"12345", {}, "", "")["bytes"] == {"": 5}


# ------------------------------------------------------------ the command


def test_with_nothing_to_check_the_command_says_what_to_do(tmp_path, project):
    result = CliRunner().invoke(command, ["epub", "-C", str(project)])
    assert result.exception.exit_code == 2
    assert "terbit build epub" in str(result.exception.findings[0])


@pytest.mark.slow
def test_the_command_checks_what_was_built(project, monkeypatch):
    text = (project / "terbit.yaml").read_text("utf-8").replace("[print, screen, epub, slides]", "[epub]")
    (project / "terbit.yaml").write_text(text, "utf-8")
    build(load(project), ["epub"])
    monkeypatch.setenv("PATH", "")
    result = CliRunner().invoke(command, ["epub", "-C", str(project)])
    assert result.exit_code == 3
    assert "output/buku-kecil.epub: EPUBCheck absent" in result.stdout
