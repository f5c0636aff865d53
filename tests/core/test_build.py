"""A build as a library call: what it makes, keeps, withholds and leaves alone.

Most tests put a quick stand-in in the place of the process that renders; the last ones build for real.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Self

import pytest
from lxml import html

from terbit import Event, Report, build, load
from terbit import project as project_module
from terbit.ast import stringify
from terbit.diagnostics import Diagnostic, Location
from terbit.errors import ConfigError, MachineError
from terbit.model import Artifact, Document
from terbit.publish import read_manifest
from terbit.targets import Rendering

ONE, TWO = "source/01-gotong-royong.md", "source/02-koperasi.md"


def rendered(target: str, document: Document) -> Rendering:
    """Render a book as its text: one file, or one a chapter for slides."""
    texts = {chapter.file: stringify(chapter.blocks) for chapter in document.chapters if chapter.role == "chapter"}
    whole = Artifact(f"buku.{target}", "\n".join(texts.values()).encode(), target)
    if target != "slides":
        return Rendering((whole,))
    decks = (Artifact(f"{Path(f).stem}.slides", t.encode(), target, sources=(f,)) for f, t in texts.items())
    return Rendering(tuple(decks))


class Renderer:
    """The stand-in: counts its calls, and does as it is told."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []
        self.begins: list[list[str]] = []
        self.act: Callable[[str, Document], Rendering] = rendered

    def __call__(self, _engine: str, _cache: Path | None, modules: list[str]) -> Self:
        self.begins.append(modules)
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def begin(self, *_: object) -> None:
        pass

    def results(self, jobs: Iterable[tuple[str, Document]]) -> Iterator[tuple[int, Rendering]]:
        for number, (target, document) in enumerate([*jobs]):
            self.calls.append((document.edition, target))
            yield number, self.act(target, document)


@pytest.fixture
def renderer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Renderer]:
    stand_in = Renderer()
    monkeypatch.setattr(project_module, "Renderer", stand_in)
    return stand_in


def edit(project: Path, file: str, old: str, new: str) -> None:
    text = (project / file).read_text("utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new), "utf-8")


def broken(project: Path, file: str) -> None:
    path = project / file
    path.write_text(f"{path.read_text('utf-8')}\nLihat @fig-tiada.\n", "utf-8")


def files(report: Report) -> set[str]:
    return {artifact.path for artifact in report.artifacts}


# --- what is built ------------------------------------------------------------------------------------------------


def test_all_editions_and_targets_are_built(project: Path, renderer: Renderer) -> None:
    report = build(load(project))
    assert report.exit_code == 0
    assert {"buku.print", "buku.screen", "buku.epub", "teacher/buku.screen"} <= files(report)
    assert len(renderer.calls) == len(set(renderer.calls))


def test_targets_and_editions_can_be_chosen(project: Path, renderer: Renderer) -> None:
    assert files(build(load(project), ["epub"])) == {"buku.epub"}
    assert files(build(load(project), ["screen"], editions=["teacher"])) == {"teacher/buku.screen"}


def test_what_is_not_there_cannot_be_chosen(project: Path, renderer: Renderer) -> None:
    with pytest.raises(ConfigError, match="no edition 'guru'; it has: student, teacher"):
        build(load(project), editions=["guru"])
    with pytest.raises(ConfigError, match="'handout' is not a target of this book"):
        build(load(project), ["handout"])
    assert not (project / "output").exists()


def test_answers_reach_teachers_alone(project: Path, renderer: Renderer) -> None:
    path = project / ONE
    path.write_text(f"{path.read_text('utf-8')}\n::: {{.latihan}}\nSoal.\n\n::: kunci\nJawaban rahasia.\n:::\n:::\n")
    build(load(project))
    output = project / "output"
    holding = {p.relative_to(project).as_posix() for p in output.rglob("*.*") if b"rahasia" in p.read_bytes()}
    assert holding == {"output/teacher/buku.screen", "output/teacher/01-gotong-royong.slides"}


def test_progress_is_told_step_by_step(project: Path, renderer: Renderer) -> None:
    events: list[Event] = []
    build(load(project), ["print"], progress=events.append)
    assert [event.stage for event in events] == ["collect", "parse", "assemble", "cite", "render", "render"]
    assert [(event.done, event.total) for event in events] == [(done, 5) for done in range(6)]


# --- the cache ----------------------------------------------------------------------------------------------------


def test_a_second_build_renders_nothing_and_publishes_the_same(project: Path, renderer: Renderer) -> None:
    first = build(load(project))
    renderer.calls.clear()
    for path in (project / "source").iterdir():
        path.touch()
    second = build(load(project))
    assert renderer.calls == []
    assert [(a.path, a.data) for a in second.artifacts] == [(a.path, a.data) for a in first.artifacts]
    assert {a.seconds for a in second.artifacts} == {0.0}


def test_a_target_is_given_what_those_made_that_it_comes_after(project: Path, renderer: Renderer) -> None:
    given = []

    def act(target: str, document: Document) -> Rendering:
        if target == "epub":
            given.append(sorted(document.made))
            return replace(rendered(target, document), findings=(Diagnostic("warning", "link-broken", "not kept"),))
        return rendered(target, document)

    renderer.act = act
    assert files(build(load(project), ["epub"])) == {"buku.epub"}
    build(load(project), ["epub"])
    assert [target for _, target in renderer.calls] == ["print", "epub", "epub"]  # made for the EPUB, not published
    # While both are being made, the worker hands it over; the second time it is there from before.
    assert given == [[], ["print"]]


def test_a_change_of_what_it_comes_after_makes_a_target_afresh(project: Path, renderer: Renderer) -> None:
    build(load(project), ["epub"])
    renderer.calls.clear()
    build(load(project), ["epub"])
    assert renderer.calls == []
    edit(project, "terbit.yaml", "targets: [print, screen, epub, slides]", "targets: [screen, epub, slides]")
    build(load(project), ["epub"])
    assert renderer.calls == [("student", "epub")]


def test_without_the_cache_everything_is_made_afresh(project: Path, renderer: Renderer) -> None:
    build(load(project), ["print"])
    build(load(project), ["print"], cache=False)
    assert len(renderer.calls) == 2


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ONE, "Warga", "Penduduk"),
        ("terbit.yaml", "Buku Kecil", "Buku Mungil"),
        ("source/references.bib", "Sosiologi", "Ilmu"),
        ("source/figures/alur.svg", "<svg", "<svg "),
    ],
)
def test_a_change_of_any_input_is_seen(project: Path, renderer: Renderer, file: str, old: str, new: str) -> None:
    build(load(project), ["print"])
    edit(project, file, old, new)
    build(load(project), ["print"])
    assert len(renderer.calls) == 2


def test_a_style_of_the_project_s_own_is_seen(project: Path, renderer: Renderer) -> None:
    build(load(project), ["print"])
    (project / "styles").mkdir()
    (project / "styles/book.css").write_text("p { color: black }")
    build(load(project), ["print"])
    assert len(renderer.calls) == 2


def test_the_renderer_loads_what_it_needs_before_its_jobs_are_known(project: Path, renderer: Renderer) -> None:
    build(load(project), ["epub", "print", "screen", "slides"])
    edit(project, TWO, "# ", "# Baru: ")
    build(load(project), ["slides"])
    build(load(project), ["slides"], cache=False)
    assert len(renderer.begins) == 3
    for modules in renderer.begins:
        assert "terbit.slides.files" in modules
        assert all(find_spec(module) for module in modules)
    # The engine is needed for certain only where nothing is kept.
    assert ["terbit.pdf.engine" in modules for modules in renderer.begins] == [True, False, True]


def test_lines_that_move_do_not_change_the_book(project: Path, renderer: Renderer) -> None:
    build(load(project), ["print"])
    path = project / ONE
    path.write_text(path.read_text("utf-8") + "\n\n\n", "utf-8")
    build(load(project), ["print"])
    assert len(renderer.calls) == 1


def test_a_damaged_cache_is_made_again(project: Path, renderer: Renderer) -> None:
    first = build(load(project), ["print"])
    for path in (project / ".terbit/cache").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x80garbage")
    second = build(load(project), ["print"])
    assert [a.data for a in second.artifacts] == [a.data for a in first.artifacts]


# --- errors -------------------------------------------------------------------------------------------------------


def test_an_error_withholds_what_it_affects_and_publishes_the_rest(project: Path, renderer: Renderer) -> None:
    build(load(project), editions=["student"])
    before = (project / "output/buku.epub").read_bytes()
    broken(project, ONE)
    edit(project, TWO, "# ", "# Baru: ")
    report = build(load(project), editions=["student"])
    assert report.exit_code == 1
    assert [f.code for f in report.findings] == ["crossref-missing"]
    assert files(report) == {"02-koperasi.slides"}
    assert set(report.withheld) == {"buku.print", "buku.screen", "buku.epub", "01-gotong-royong.slides"}
    assert (project / "output/buku.epub").read_bytes() == before
    stale = {path for path, entry in read_manifest(project / "output").items() if entry.get("stale")}
    assert stale == set(report.withheld)


def test_an_error_in_a_first_build_writes_nothing_of_it(project: Path, renderer: Renderer) -> None:
    broken(project, ONE)
    report = build(load(project), ["epub"])
    assert report.exit_code == 1
    assert not (project / "output").exists()


def test_an_error_outside_the_chapters_withholds_everything(project: Path, renderer: Renderer) -> None:
    (project / "source/references.bib").write_text("@book{a, title = {")
    report = build(load(project), editions=["student"])
    assert report.exit_code == 1
    assert not report.artifacts


def test_an_error_of_one_target_withholds_that_target_alone(project: Path, renderer: Renderer) -> None:
    def act(target: str, document: Document) -> Rendering:
        fault = Diagnostic("error", "glyph-missing", "no face has U+A98F", Location(ONE, 3, 1))
        made = rendered(target, document)
        return replace(made, findings=(fault,)) if target == "print" else made

    renderer.act = act
    report = build(load(project), editions=["student"])
    assert report.exit_code == 1
    assert {"buku.screen", "buku.epub", "01-gotong-royong.slides"} <= files(report)
    assert "buku.print" not in files(report)


def test_a_target_that_crashes_in_a_faulty_book_says_nothing_more(project: Path, renderer: Renderer) -> None:
    broken(project, ONE)
    renderer.act = lambda *_: Rendering((), (Diagnostic("error", "internal", "KeyError"),))
    assert [f.code for f in build(load(project)).findings] == ["crossref-missing"]


def test_strictness_makes_errors_of_warnings(project: Path, renderer: Renderer) -> None:
    path = project / ONE
    path.write_text(f"{path.read_text('utf-8')}\n![Hanya keterangan](figures/alur.svg)\n", "utf-8")
    assert build(load(project), ["epub"]).exit_code == 0
    assert build(load(project), ["epub"], strict=True).exit_code == 1


def test_a_machine_that_lacks_something_stops_the_build_before_anything_is_written(
    project: Path, renderer: Renderer
) -> None:
    def act(target: str, document: Document) -> Rendering:
        if target == "screen":
            raise MachineError.lacking("Pango is missing", "apt install libpango-1.0-0")
        return rendered(target, document)

    renderer.act = act
    with pytest.raises(MachineError, match="Pango"):
        build(load(project))
    assert not (project / "output").exists()


# --- for real -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_library_builds_twice_in_one_process_and_byte_for_byte_the_same(project: Path) -> None:
    first = build(load(project), ["epub"], cache=False)
    second = build(load(project), ["epub"], cache=False)
    assert first.exit_code == 0
    assert [a.data for a in first.artifacts] == [a.data for a in second.artifacts]
    assert zipfile.is_zipfile(first.output / first.artifacts[0].path)


@pytest.mark.slow
def test_the_renderer_s_process_does_not_import_the_project_s_files(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("html.py", "random.py", "terbit.py", "zipfile.py"):
        (project / name).write_text("raise SystemExit(1)")
    monkeypatch.chdir(project)
    assert build(load(project), ["epub"], editions=["student"]).exit_code == 0


@pytest.mark.slow
def test_two_builds_of_all_targets_are_byte_for_byte_the_same(project: Path) -> None:
    first, second = (build(load(project), cache=False) for _ in range(2))
    assert first.exit_code == 0
    assert [a.path for a in first.artifacts if a.data not in {b.data for b in second.artifacts}] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wanted", "seconds"), [(["epub", "slides"], 0), (["epub", "slides"], 1), (["print", "screen"], 1)], ids=str
)
def test_a_killed_build_leaves_the_old_output_whole(project: Path, wanted: list[str], seconds: int) -> None:
    build(load(project), wanted[:1])
    before = {p: p.read_bytes() for p in (project / "output").rglob("*") if p.is_file()}
    edit(project, ONE, "Warga", "Penduduk")
    command = [sys.executable, "-m", "terbit", "build", *wanted]
    with subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        assert running.stderr
        for line in running.stderr:
            if "cite" in line:
                break
        time.sleep(seconds)
        os.killpg(running.pid, signal.SIGKILL)
    assert running.returncode == -signal.SIGKILL
    assert {p: p.read_bytes() for p in (project / "output").rglob("*") if p.is_file()} == before
    again, afresh = build(load(project), wanted), build(load(project), wanted, cache=False)
    assert again.exit_code == 0
    assert [(a.path, a.data) for a in again.artifacts] == [(a.path, a.data) for a in afresh.artifacts]


ENGLISH = re.compile(
    r"\b(Chapter|Figure|Table|Contents|Index|Footnotes?|Notes?|Back|Cover|Title page|Answers?|Exercise|Activity|Slides?"
    r"|Bibliography|References|Glossary|Part|Section|Page|Edition|Landmarks|Author|Publisher|Next|Previous|Start)\b"
)


def shown(markup: bytes) -> Iterator[str]:
    """Yield what a reader sees or hears of a page: its text and its naming attributes, scripts left out."""
    for element in html.fromstring(markup).iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            yield from filter(None, (element.text, *(element.get(a) for a in ("alt", "title", "aria-label"))))
        yield element.tail or ""


@pytest.mark.slow
def test_an_indonesian_book_has_no_english_word_that_terbit_wrote(project: Path) -> None:
    report = build(load(project), ["epub", "slides"])
    pages = {p.name: p.read_bytes() for p in report.output.rglob("*.html")}
    for path in report.output.rglob("*.epub"):
        with zipfile.ZipFile(path) as book:
            pages |= {n: book.read(n) for n in book.namelist() if n.endswith((".xhtml", ".opf", ".ncx"))}
    assert len(pages) > 10
    found = {(name, text) for name, page in pages.items() for text in shown(page) if ENGLISH.search(text)}
    assert found == set()


def test_a_style_that_lies_outside_the_project_is_not_read(project: Path, tmp_path: Path, renderer: Renderer) -> None:
    secret = tmp_path / "rahasia.css"
    secret.write_text("/* rahasia */")
    (project / "styles").mkdir(exist_ok=True)
    (project / "styles" / "book.css").symlink_to(secret)
    report = build(load(project), ["epub"])
    assert [(f.code, str(f.where)) for f in report.findings] == [("outside-project", "styles/book.css")]
    assert report.exit_code == 1
