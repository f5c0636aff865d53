"""A project whose files the cases name, and targets that do not change when one is added."""

from __future__ import annotations

from pathlib import Path

import pytest

FILES = (
    "source/00-prakata.md",
    "source/01-satu.md",
    "source/02-dua.md",
    "source/10-sepuluh.md",
    "source/90-pustaka.md",
    "source/gambar/Peta.svg",
    "source/pustaka.bib",
    "source/pustaka-2.bib",
    "styles/csl/gaya.csl",
    "styles/fonts/Tebal.ttf",
    "styles/fonts/Tegak.ttf",
)


@pytest.fixture(autouse=True)
def targets(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("cover", "epub", "handout", "index", "package", "print", "screen", "slides")
    monkeypatch.setattr("terbit.targets.target_names", lambda: names)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project without a terbit.yaml; beside it lies a file that it must not reach."""
    return make_project(tmp_path)


def make_project(folder: Path) -> Path:
    root = folder / "proyek"
    for name in FILES:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("isi\n", "utf-8")
    (folder / "rahasia.md").write_text("rahasia\n", "utf-8")
    (root / "source" / "tautan.md").symlink_to(folder / "rahasia.md")
    return root
