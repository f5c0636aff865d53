"""The doctor finds what is there, misses what is not, and knows how to get it."""

import pytest

from terbit import doctor
from terbit.doctor import probes
from terbit.machine import Tool, how_to_install, locate, tools


def absent(kind: str) -> Tool:
    return Tool(
        name="Nothing",
        kind=kind,
        probe=("libnothing-at-all.so.9",),
        version=(),
        needed_for="build",
        why="shows that a lack is seen",
        apt="libnothing9",
        brew="nothing",
    )


@pytest.mark.parametrize("kind", ["library", "program", "font"])
def test_what_is_not_there_is_not_found(kind: str) -> None:
    assert locate(absent(kind)) is None


def test_everything_needed_to_build_is_found_here() -> None:
    assert [probe.name for probe in probes() if probe.needed_for == "build" and not probe.found] == []


def test_a_lack_is_reported_with_its_command(monkeypatch) -> None:
    monkeypatch.setattr(doctor, "tools", lambda: (absent("library"),))
    lack = next(probe for probe in probes("linux") if probe.name == "Nothing")
    assert not lack.found
    assert lack.how_to_install.startswith("apt-get install libnothing9")


def test_a_missing_package_is_reported(monkeypatch) -> None:
    monkeypatch.setattr(doctor, "_JUDGES", ("no-such-distribution",))
    assert not next(probe for probe in probes() if probe.name == "no-such-distribution").found


def test_missing_fonts_and_scripts_are_reported(monkeypatch, tmp_path) -> None:
    source = doctor.styles_dir() / "assets"
    target = tmp_path / "assets"
    target.mkdir()
    for name in ("fonts.toml", "package.json"):
        (target / name).write_bytes((source / name).read_bytes())
    monkeypatch.setattr(doctor, "styles_dir", lambda: tmp_path)
    lacking = {probe.name for probe in probes() if not probe.found}
    assert {"Source Serif 4", "Source Sans 3", "Source Code Pro", "reveal.js", "FOGRA39"} <= lacking


@pytest.mark.parametrize("tool", tools(), ids=lambda tool: tool.name)
def test_every_tool_says_how_to_get_it_on_debian_and_macos(tool: Tool) -> None:
    assert how_to_install(tool, "linux").startswith(f"apt-get install {tool.apt}")
    assert how_to_install(tool, "darwin") == f"brew install {tool.brew}"


def test_versions_of_what_a_book_depends_on_are_known() -> None:
    versions = {probe.name: probe.version for probe in probes()}
    for name in ("Python", "pandoc", "weasyprint", "citeproc-py", "Source Serif 4", "reveal.js"):
        assert versions[name][:1].isdigit()
