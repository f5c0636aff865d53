"""The module *Kerja Sama*, published once as a user would, for all judges."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Published:
    """A published project: its folder, what the build took and what it said."""

    folder: Path
    seconds: float
    peak_mb: float
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


def publish(folder: Path) -> Published:
    """Publish the module afresh in a folder; the peak is that of the largest single process."""
    shutil.copy(ROOT / "terbit.yaml", folder)
    shutil.copytree(ROOT / "source", folder / "source")
    began = time.perf_counter()
    command = [sys.executable, "-m", "terbit", "build", "--strict"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, encoding="utf-8", env=environment())
    assert done.returncode == 0, done.stdout + done.stderr
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Published(folder, time.perf_counter() - began, peak, done.stdout + done.stderr)


def environment() -> dict[str, str]:
    """An environment in another time zone and language than the tests' own."""
    return {**os.environ, "TZ": "Asia/Jakarta", "LC_ALL": "C.UTF-8"}


@pytest.fixture(scope="session")
def module(tmp_path_factory) -> Published:
    return publish(tmp_path_factory.mktemp("module"))
