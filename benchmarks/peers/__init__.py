"""The programs that Terbit is measured against: fetched into a folder of their own, and how each is called."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import metadata
from pathlib import Path

from terbit import pandoc

__all__ = ["PEERS", "SAME", "Absent", "Peer", "find", "python_of_peers"]

_HERE = Path(__file__).parent
SAME = "same"
"""The name, without its ending, of the HTML that Terbit's engine is given, where a peer is given that too."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Peer:
    """A program that makes a PDF of a book's folder `peers/`; `command` is to be run in that folder.

    `same` says that it is given the HTML and the style sheets of Terbit's engine, not the plainer book.
    """

    name: str
    version: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    same: bool = False


@dataclass(frozen=True)
class Absent:
    """A program that could not be had, and why: it is reported, never left out silently."""

    name: str
    reason: str


def find(name: str, home: Path) -> Peer | Absent:
    """Return a peer, fetched into a folder if it is not there yet."""
    try:
        return PEERS[name](home)
    except (OSError, subprocess.CalledProcessError, RuntimeError) as error:
        said = str(getattr(error, "stderr", None) or error).strip()
        return Absent(name, next(iter(said.splitlines()), type(error).__name__))


def _weasyprint(home: Path) -> Peer:
    del home
    code = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
    command = [sys.executable, "-c", code, "book.html", "weasyprint.pdf"]
    return Peer("weasyprint", metadata.version("weasyprint"), command)


def _typst(home: Path) -> Peer:
    python = python_of_peers(home)
    version = _said([python, "-c", "import importlib.metadata as m; print(m.version('typst'))"])
    script = str(_HERE / "typeset.py")
    command = [python, script, pandoc.binary(), "book.md", "typst.pdf", "fonts"]
    return Peer("typst", f"{version}, pandoc {pandoc.version()}", command)


def _pagedjs(home: Path, book: str = "book") -> Peer:
    node, modules, browser = _node(home), _modules(home), _browser()
    command = [node, str(modules / "pagedjs-cli" / "src" / "cli.js"), f"{book}.html", "--output", f"pagedjs-{book}.pdf"]
    options = ["--timeout", "3600000", "--browserArgs", "--no-sandbox,--allow-file-access-from-files"]
    environment = {"PUPPETEER_EXECUTABLE_PATH": browser}
    return _browsing("pagedjs", book, modules / "pagedjs-cli", [*command, *options], environment)


def _vivliostyle(home: Path, book: str = "book") -> Peer:
    node, modules, browser = _node(home), _modules(home), _browser()
    program = modules / "@vivliostyle" / "cli"
    command = [node, str(program / "dist" / "cli.js"), "build", f"{book}.html", "--output", f"vivliostyle-{book}.pdf"]
    options = ["--single-doc", "--executable-browser", browser, "--timeout", "3600"]
    return _browsing("vivliostyle", book, program, [*command, *options], {"CI": "1"})


def _browsing(name: str, book: str, package: Path, command: list[str], environment: dict[str, str]) -> Peer:
    same = book == SAME
    return Peer(f"{name}-{SAME}" if same else name, _npm_version(package), command, environment, same)


PEERS: dict[str, Callable[[Path], Peer]] = {
    "weasyprint": _weasyprint,
    "typst": _typst,
    "pagedjs": _pagedjs,
    "vivliostyle": _vivliostyle,
    "pagedjs-same": partial(_pagedjs, book=SAME),
    "vivliostyle-same": partial(_vivliostyle, book=SAME),
}


def _said(command: Sequence[str]) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()


def python_of_peers(home: Path) -> str:
    """Return the Python of an environment that has what `requirements.txt` names."""
    wanted, folder = _HERE / "requirements.txt", home / "python"
    python, stamp = folder / "bin" / "python", folder / wanted.name
    if not stamp.is_file() or stamp.read_bytes() != wanted.read_bytes():
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*pip, "--requirement", str(wanted)], capture_output=True, check=True, text=True)
        shutil.copyfile(wanted, stamp)
    return str(python)


def _modules(home: Path) -> Path:
    """Return the folder of the npm packages that `package.json` names."""
    folder, wanted = home / "npm", _HERE / "package.json"
    stamp = folder / "node_modules" / wanted.name
    if not stamp.is_file() or stamp.read_bytes() != wanted.read_bytes():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(wanted, folder / wanted.name)
        npm = Path(_node(home)).with_name("npm")
        # The machine's own browser serves: none is downloaded.
        environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
        environment["PATH"] = f"{npm.parent}{os.pathsep}{environment.get('PATH', '')}"
        quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
        command = [str(npm), "install", "--ignore-scripts", "--no-package-lock", *quiet]
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True, text=True)
        shutil.copyfile(wanted, stamp)
    return folder / "node_modules"


def _node(home: Path) -> str:
    """Return the node that set-up brings, or else the machine's."""
    own = home.parent / "node" / "bin" / "node"
    node = str(own) if own.exists() else shutil.which("node")
    if node is None:
        raise RuntimeError("there is no node: `make test` brings one")
    return node


def _browser() -> str:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise RuntimeError("there is no Chromium on this machine: `terbit doctor` says how to install it")
    return found


def _npm_version(package: Path) -> str:
    return str(json.loads((package / "package.json").read_text("utf-8"))["version"])
