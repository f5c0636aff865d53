"""The libraries, programs and fonts that Terbit needs of the machine, and whether they are there.

Standard library only, and nothing of Terbit: set-up loads this file before anything is installed.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

__all__ = ["Need", "Tool", "how_to_install", "locate", "tools"]

Need = Literal["build", "check"]


@dataclass(frozen=True)
class Tool:
    """One entry of machine.toml."""

    name: str
    kind: Literal["library", "program", "font"]
    probe: tuple[str, ...]
    version: tuple[str, ...]
    needed_for: Need
    why: str
    apt: str
    brew: str


def tools() -> tuple[Tool, ...]:
    """Read machine.toml, in its order."""
    table = tomllib.loads(Path(__file__).with_name("machine.toml").read_text("utf-8"))
    return tuple(
        Tool(
            name=entry["name"],
            kind=entry["kind"],
            probe=tuple(entry["probe"]),
            version=tuple(entry.get("version", ())),
            needed_for=entry["for"],
            why=entry["why"],
            apt=entry["apt"],
            brew=entry["brew"],
        )
        for entry in table["tool"]
    )


def locate(tool: Tool) -> str | None:
    """Return the first probed name that this machine has (for a program, its path), or None."""
    finders: dict[str, Callable[[str], str | None]]
    finders = {"library": _library, "program": shutil.which, "font": _font}
    find = finders[tool.kind]
    return next(filter(None, map(find, tool.probe)), None)


def how_to_install(tool: Tool, platform: str) -> str:
    """Write the command that installs a tool on a platform (a value of `sys.platform`)."""
    if platform == "darwin":
        return f"brew install {tool.brew}"
    if platform.startswith("linux"):
        return f"apt-get install {tool.apt} (elsewhere the package that holds {tool.probe[0]})"
    return f"install {tool.name}; Terbit is tested on Debian and Ubuntu"


def _library(name: str) -> str | None:
    try:
        ctypes.CDLL(name)
    except OSError:
        return None
    return name


def _font(family: str) -> str | None:
    if shutil.which("fc-list") is None:
        return None
    command = ["fc-list", family, "family"]
    listing = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    return family if listing.stdout.strip() else None
