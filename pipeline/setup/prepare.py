"""Prepare a checkout for one of make's targets: module, quick or test. Run again, it does nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import assets
import environment
import press_profile
import system

__all__ = ["main"]


def main(target: str) -> int:
    """Install what is missing, each step saying so only when it has something to do."""
    root = Path(__file__).resolve().parents[2]
    try:
        _prepare(root, target)
    except (assets.FetchError, environment.InstallError, system.MissingError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 3
    return 0


def _prepare(root: Path, target: str) -> None:
    with_judges = target == "test"
    system.install_missing(("build", "check") if with_judges else ("build",))
    if assets.fetch_assets(root):
        print("Fetched the fonts and reveal.js into styles/assets", flush=True)
        if target == "module":
            assets.drop_node(root)
    _bring_profile(root)
    if environment.install_package(root, with_tests=target != "module"):
        print("Installed Terbit and its libraries into .venv", flush=True)
    if with_judges and assets.fetch_tools(root):
        print("Fetched the npm packages of the checks into tests/tools", flush=True)


def _bring_profile(root: Path) -> None:
    """Bring the colour profile of the press; without it all but the print PDF can be made."""
    try:
        if press_profile.fetch_profile(root):
            print("Took the colour profile FOGRA39 out of Debian's package texlive-base", flush=True)
    except press_profile.ProfileError as error:
        print(f"warning: {error}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
