"""The documents are true: links lead, commands run, settings are accepted, lists are complete."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from terbit.cli import group
from terbit.config import configure
from terbit.door import _CODES, Refused
from terbit.labels import read_labels
from terbit.model import Resource
from terbit.pdf.engine import _SAID
from terbit.targets import target_names, targets
from terbit.transforms.boxes import KINDS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pipeline" / "terbit"


# --- links ---------------------------------------------------------------------------------------------------------


def links(text):
    return re.findall(r"!?\[[^\]]*\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text))


def headings(text):
    """The names that a heading's anchor has on the web: small letters, hyphens for spaces."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def dead(document):
    for link in links(document.prose):
        file, _, fragment = link.partition("#")
        target = document.path.parent / file if file else document.path
        if link.startswith("https://"):
            continue
        if not target.exists() or (fragment and fragment not in headings(target.read_text("utf-8"))):
            yield link


def test_every_link_leads_somewhere(document):
    assert list(dead(document)) == []


def test_a_dead_link_is_seen(tmp_path, document):
    bad = tmp_path / "bad.md"
    bad.write_text("# Here\n\n[a](nowhere.md) [b](#there) [c](#here) [d](http://insecure.example)\n", "utf-8")
    assert list(dead(type(document)(bad))) == ["nowhere.md", "#there", "http://insecure.example"]


def test_every_document_can_be_reached_from_the_readme(documents):
    linked = {link.partition("#")[0] for link in links(documents["README.md"].prose)}
    assert set(documents) - {"README.md"} <= linked


def test_the_picture_is_small_enough_for_a_page():
    assert (ROOT / "docs/images/pages.png").stat().st_size <= 400_000


# --- commands ------------------------------------------------------------------------------------------------------


def test_a_command_of_the_documents_does_what_it_says(command, project):
    program, *arguments = command.split()
    if program == "make":
        done = subprocess.run(["make", "-n", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
        assert "prepare.sh" in done.stdout
    elif program == "brew":
        wanted = {tool["brew"] for tool in machine() if tool["for"] == "build"}
        assert {name for name in arguments[1:] if not name.startswith("python@")} == wanted
    else:
        assert program == "terbit"
        run = [sys.executable, "-m", "terbit", *arguments]
        done = subprocess.run(run, cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def machine():
    return tomllib.loads((PACKAGE / "machine.toml").read_text("utf-8"))["tool"]


def test_every_option_that_is_named_exists(document, tmp_path, monkeypatch):
    (tmp_path / "my-book").mkdir()
    monkeypatch.chdir(tmp_path)
    for words in (code.split() for code in document.code() if code.startswith("terbit ")):
        check_usage(words[1:])
    options = {code for code in document.code() if re.fullmatch(r"--[a-z]+(-[a-z]+)*", code)}
    assert options <= known_options()


def check_usage(words):
    """Parse a command line as the command does, without running it."""
    if words[0].startswith("-"):
        assert set(words) <= {opt for parameter in group.params for opt in parameter.opts} | {"-h", "--help"}
        return
    command = group.get_command(None, words[0])
    assert command is not None, words
    command.make_context(words[0], list(words[1:]))


def known_options():
    commands = [group, *(group.get_command(None, name) for name in group.list_commands(None))]
    return {opt for command in commands for parameter in command.params for opt in parameter.opts} | {"-h", "--help"}


def test_an_option_that_does_not_exist_is_seen():
    with pytest.raises(Exception, match="No such option"):
        check_usage(["build", "--quickly"])


def test_every_command_and_option_is_documented(documents):
    words = {word for document in documents.values() for code in document.code() for word in code.split()}
    commands = set(group.list_commands(None))
    named = {opt for opt in known_options() if opt.startswith("-")}
    assert (commands | named | set(target_names())) - words == set()


# --- settings ------------------------------------------------------------------------------------------------------


REQUIRED = {"title": "Uji", "language": "id", "date": "2026-01-02", "chapters": "[source/a.md]"}


def test_settings_of_the_documents_are_accepted(settings, write_project, tmp_path):
    given = re.findall(r"^([a-z-]+):", settings.text, re.MULTILINE)
    missing = [f"{key}: {value}" for key, value in REQUIRED.items() if key not in given]
    text = "\n".join([settings.text, *missing])
    assert configure(write_project(tmp_path, {"terbit.yaml": text})).title


# --- what is listed ------------------------------------------------------------------------------------------------


def codes_of_the_program():
    """Every code that a finding can have, with its severities where they are written beside it."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call):
                for code, severity in codes_in(call):
                    found.setdefault(code, set()).update({severity} - {None})
    for code in [*_CODES.values(), *filter(None, _SAID.values()), "pdf-engine", Refused("", "missing", "").code]:
        found.setdefault(code, set())
    return found


def codes_in(call):
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    severe = ("Diagnostic", "OnPage", "on_page")
    first = ("fault", "_fault", "_add", "_error", "_finding")
    at = {**dict.fromkeys(severe, 1), **dict.fromkeys(first, 0), "_repeated": 1}.get(name)
    constants = [a.value if isinstance(a, ast.Constant) else None for a in call.args]
    code = constants[at] if at is not None and len(constants) > at else None
    if isinstance(code, str) and re.fullmatch(r"[a-z]+(-[a-z]+)*", code) and code not in {"text", "head"}:
        yield code, constants[0] if name in severe else "error"


def test_every_finding_is_explained(documents):
    rows = documents["docs/findings.md"].rows("name")
    explained = {row[0].strip("`"): set(row[1].split(" or ")) for row in rows}
    program = codes_of_the_program()
    assert sorted(explained) == sorted(program)
    assert {code for code in explained if not program[code] <= explained[code]} == set()


def test_the_boxes_are_those_of_the_program(documents):
    styles = {f"labels/{n}.yaml": resource(ROOT / "styles/labels" / f"{n}.yaml") for n in ("id", "en")}
    labels = read_labels("en", styles)
    listed = {}
    for name, alias, title in documents["docs/author.md"].rows("class"):
        kind = KINDS[name.strip("`.")]
        assert title == labels(f"box.{kind}", number="1.1")
        listed |= {each.strip("`."): kind for each in (name, alias) if each}
    assert listed == dict(KINDS)


def resource(path):
    return Resource(f"labels/{path.name}", path.read_bytes(), "")


def test_the_formats_are_those_of_the_targets(documents):
    rows = documents["docs/author.md"].rows("target", "formats")
    listed = {target.strip("`"): set(re.findall(r"`(\w+)`", names)) for target, names in rows}
    assert listed == {name: set(target.formats) for name, target in targets().items()}


def test_every_judge_that_the_readme_names_is_called_by_a_test(documents):
    folders = ("tests", "benchmarks")
    files = [path for one in folders for path in (ROOT / one).rglob("*.py") if path.parent.name != "docs"]
    text = "\n".join(path.read_text("utf-8") for path in files).lower()
    cells = [cell for *_, cell in documents["README.md"].rows("file in `output/`")]
    judges = {name for cell in cells for name in re.split(r"[,;] ", re.sub(r" \(.*?\)", "", cell)) if name}
    patterns = {name: name.lower().split()[-1].replace("-", "[-_]") for name in judges - {"the same"}}
    assert [name for name, pattern in patterns.items() if not re.search(pattern, text)] == []
