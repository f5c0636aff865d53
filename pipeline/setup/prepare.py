"""Prepare a checkout for one of make's targets: module, quick or test. Run again, it does nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import assets
import environment
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
    if environment.install_package(root, with_tests=target != "module"):
        print("Installed Terbit and its libraries into .venv", flush=True)
    if with_judges and assets.fetch_tools(root):
        print("Fetched the npm packages of the checks into tests/tools", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
