"""The command's face: help, choices, exit codes, progress in a pipe and on a terminal."""

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from terbit.cli import main

COMMANDS = ("build", "clean", "doctor", "schema")


@pytest.fixture
def terbit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run the command in this process; return its exit code, what it printed and what it said beside."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["terbit", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


def apart(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "terbit", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


# --- help -----------------------------------------------------------------------------------------------------------


def test_the_help_lists_the_commands_in_whole_sentences(terbit) -> None:
    code, printed, _ = terbit("--help")
    assert code == 0
    for name in COMMANDS:
        assert re.search(rf"^  {name} +[A-Z].*\.$", printed, re.MULTILINE), name
    assert "..." not in printed.replace("[ARGS]...", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(terbit, name: str) -> None:
    code, printed, _ = terbit(name, "--help")
    assert code == 0
    assert printed.startswith(f"Usage: terbit {name}")
    assert all(len(line) <= 100 for line in printed.splitlines())


def test_the_version_is_one_line(terbit) -> None:
    code, printed, _ = terbit("--version")
    assert (code, len(printed.splitlines())) == (0, 1)
    assert printed.startswith("terbit ")


def test_the_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\nsys.argv = ['terbit', '--help']\nfrom terbit.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*[m for m in ('weasyprint', 'citeproc', 'pptx', 'lxml', 'PIL') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""


# --- wrong usage ----------------------------------------------------------------------------------------------------


def test_a_mistyped_command_is_answered_with_the_nearest(terbit) -> None:
    code, _, said = terbit("biuld")
    assert code == 2
    assert "there is no command 'biuld'; did you mean 'build'?" in said


def test_an_unknown_command_is_answered_with_all(terbit) -> None:
    code, _, said = terbit("terbitkan")
    assert code == 2
    assert "there are: build, check, clean, doctor, impose, schema" in said


def test_an_unknown_target_is_answered_with_all(terbit) -> None:
    code, _, said = terbit("build", "pdf")
    assert code == 2
    assert "'pdf' is not one of 'cover', 'epub', 'handout', 'index', 'package', 'print', 'screen', 'slides'" in said


@pytest.mark.parametrize("name", ["build", "clean"])
def test_a_folder_that_is_no_project_is_refused(terbit, name: str, tmp_path: Path) -> None:
    code, printed, said = terbit(name, "-C", str(tmp_path))
    assert (code, printed) == (2, "")
    assert said.count("\n") == 1
    assert "there is no terbit.yaml" in said
    assert not list(tmp_path.iterdir())


def test_a_folder_that_does_not_exist_is_refused(terbit) -> None:
    code, _, said = terbit("build", "-C", "/tidak/ada")
    assert code == 2
    assert "does not exist" in said


# --- output ---------------------------------------------------------------------------------------------------------


def test_findings_as_json_are_all_that_is_printed(terbit, tmp_path: Path) -> None:
    (tmp_path / "terbit.yaml").write_text("judul: Uji\n")
    code, printed, said = terbit("build", "--json", "-C", str(tmp_path))
    assert (code, said) == (2, "")
    findings = json.loads(printed)["findings"]
    assert {"severity", "code", "message", "hint", "file", "line", "column"} == set(findings[0])
    assert findings[0]["file"] == "terbit.yaml"


def test_memory_is_searched_for_cycles_before_and_after_a_build_but_not_in_it(
    terbit, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[bool] = []

    def fail(*_: object, **__: object) -> None:
        searched.append(gc.isenabled())
        raise ZeroDivisionError("nol")

    monkeypatch.setattr("terbit.project.load", fail)
    terbit("build", "-C", str(project))
    assert (searched, gc.isenabled()) == ([False], True)


def test_the_schema_is_json(terbit) -> None:
    code, printed, _ = terbit("schema")
    assert code == 0
    assert "properties" in json.loads(printed)


def test_an_unforeseen_fault_is_a_line_and_no_traceback(
    terbit, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nol")

    monkeypatch.setattr("terbit.project.load", fail)
    code, _, said = terbit("build", "-C", str(project))
    assert code == 1
    assert said.startswith("error[internal]: Terbit failed: ZeroDivisionError: nol; ")
    assert said.count("\n") == 1


# --- for real -------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_progress_in_a_pipe_is_lines_and_the_end_a_table(project: Path) -> None:
    done = apart(project, "build", "epub")
    assert done.returncode == 0
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [
        "[0/5] collect", "[1/5] parse", "[2/5] assemble", "[3/5] cite", "[4/5] render", "[5/5] render",
    ]  # fmt: skip
    head, row, last = done.stdout.splitlines()
    assert head.split() == ["file", "pages/slides", "size", "seconds"]
    assert re.fullmatch(r"output/buku-kecil\.epub +\d+ +\d+ kB +\d+\.\d", row)
    assert re.fullmatch(r"published 1 file in \d+\.\d s: 0 errors, 0 warnings", last)


def test_a_terminal_without_unicode_gets_the_findings_all_the_same(project: Path) -> None:
    (project / "source/02-koperasi.md").write_text("# Koperasi\n\nteks\n::: note\nx\n:::\n")
    done = apart(project, "build", "epub", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "error[fence-unread]" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX terminals")
def test_progress_on_a_terminal_is_a_moving_bar(project: Path) -> None:
    import pty  # noqa: PLC0415 - POSIX only

    # With an error in it the book is not rendered, which would only take time here.
    (project / "source/02-koperasi.md").write_text("# Koperasi\n\nLihat @fig-tiada.\n")
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm", COLUMNS="100")
        os.chdir(project)
        os.execv(sys.executable, [sys.executable, "-m", "terbit", "build", "epub"])
    shown = b""
    try:
        while piece := os.read(terminal, 4096):
            shown += piece
    except OSError:
        pass  # Linux says so when the other end is closed
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 1
    text = shown.decode()
    assert "━" in text
    assert "\r" in text
    assert "cite · " in text
    assert "[0/5]" not in text
    assert "error[crossref-missing]" in re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", text)
    assert "published nothing" in text
