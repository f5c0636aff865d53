"""The projects that are built for the profiles: the module, and the synthetic book with photographs for print."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from benchmarks.book import write_book
from benchmarks.pictures import picture
from terbit.profiles import load_profile

__all__ = ["write_generated", "write_module"]

_ROOT = Path(__file__).resolve().parents[2]
_SAMPLES = 1800
"""How wide photographs are: 300 to the inch on the widest measure, that of A4."""
_SET_BY_PROFILE = ("trim", "bleed", "targets", "editions")


def write_module(folder: Path, profile: str) -> None:
    """Write the module as a project for a profile: its print PDF alone."""
    shutil.copytree(_ROOT / "source", folder / "source")
    _configure(folder, (_ROOT / "terbit.yaml").read_text("utf-8"), profile)


def write_generated(folder: Path, profile: str, chapters: int) -> None:
    """Write the synthetic book for a profile; a chapter has about 26 pages of 17 x 24 cm."""
    write_book(folder, chapters)
    shutil.rmtree(folder / "peers")
    for file in (folder / "source" / "figures").glob("*.png"):
        file.write_bytes(picture(file.stem, _SAMPLES))
    _configure(folder, (folder / "terbit.yaml").read_text("utf-8"), profile)


def _configure(folder: Path, config: str, profile: str) -> None:
    """Leave to the profile what it sets; a trim that it does not name stays as it is."""
    for key in _SET_BY_PROFILE:
        if key != "trim" or load_profile(profile).get("trim"):
            config = re.sub(rf"(?m)^{key}: .*\n", "", config)
    targets = f"targets: [print]\neditions: [student]\nprint: {{profile: {profile}}}\n"
    (folder / "terbit.yaml").write_text(config + targets, "utf-8")
