"""Make .venv and install Terbit into it, editable."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

__all__ = ["InstallError", "install_package"]

_STAMP = "terbit-installed.txt"


class InstallError(Exception):
    """Pip failed; the message holds the end of what it said."""


def install_package(root: Path, *, with_tests: bool) -> bool:
    """Install the package and its libraries into `.venv`; return False when they are there already."""
    home = root / ".venv"
    done = _stamp_lines(home)
    wanted = _digest(root)
    if done[:1] == [wanted] and ("test" in done or not with_tests):
        return False
    extra = "[test]" if with_tests or "test" in done else ""
    if not _is_whole(home):
        _create(home)
    pip = [str(home / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    limits = root / "pipeline" / "setup" / "constraints.txt"
    _run([*pip, "install", "--quiet", "--constraint", str(limits), "--editable", f"{root}{extra}"])
    (home / _STAMP).write_text("\n".join([wanted, "test" if extra else "build"]) + "\n", "ascii")
    return True


def _stamp_lines(home: Path) -> list[str]:
    """Return what an earlier run left: the digest of what it installed, and for what."""
    stamp = home / _STAMP
    # A broken .venv counts as none.
    return stamp.read_text("ascii").split() if stamp.is_file() and _is_whole(home) else []


def _is_whole(home: Path) -> bool:
    # A moved folder or a removed Python leaves a link that points nowhere.
    return (home / "bin" / "python").exists() and (home / "pyvenv.cfg").is_file()


def _digest(root: Path) -> str:
    """Identify what is installed: the metadata, the versions, and the place an editable install points to."""
    content = hashlib.sha256(str(root).encode())
    for name in ("pyproject.toml", "pipeline/setup/constraints.txt"):
        content.update((root / name).read_bytes())
    return content.hexdigest()


def _create(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    print(f"Making .venv with Python {sys.version.split()[0]}", flush=True)
    venv.create(home, with_pip=True, symlinks=True)


def _run(command: list[str]) -> None:
    env = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(command, env=env, capture_output=True, check=False, encoding="utf-8")  # noqa: S603
    if done.returncode:
        raise InstallError(f"`{' '.join(command)}` failed:\n{(done.stdout + done.stderr)[-3000:]}")
