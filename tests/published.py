"""The module *Kerja Sama*, published once a run as a user would, for all judges."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from terbit.claims import claimed

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Published:
    """A published project, and what the build said."""

    folder: Path
    said: str

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def files(self, pattern: str) -> list[Path]:
        found = sorted(self.output.glob(pattern))
        assert found, f"nothing like {pattern} was published"
        return found

    def manifest(self, edition: str = "") -> dict:
        return json.loads((self.output / edition / "manifest.json").read_text("utf-8"))


def copy_module(folder: Path) -> None:
    """Copy the sources of the module into an existing folder."""
    shutil.copy(ROOT / "terbit.yaml", folder)
    shutil.copytree(ROOT / "source", folder / "source")


def published_once(folder: Path) -> Published:
    """Publish the module in a folder, or take it from there: of several processes, the first makes it for all."""
    said = folder / "said.txt"
    with claimed(folder, ["module"], wait=True):
        if not said.is_file():
            said.write_text(_publish(folder), "utf-8")
    return Published(folder, said.read_text("utf-8"))


def _publish(folder: Path) -> str:
    """Publish the module afresh, in another time zone and language than the tests' own, and return what is said."""
    copy_module(folder)
    command = [sys.executable, "-m", "terbit", "build", "--strict"]
    env = {**os.environ, "TZ": "Asia/Jakarta", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, encoding="utf-8", env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
