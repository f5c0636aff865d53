"""Removing what builds have made, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

from terbit.publish import MANIFEST, read_manifest

__all__ = ["clean"]


def clean(root: Path, *, only_cache: bool = False) -> int:
    """Remove a project's cache and, from `output/`, the files that the manifests name; return how many."""
    cache = root / ".terbit"
    removed = sum(1 for path in cache.rglob("*") if path.is_file())
    shutil.rmtree(cache, ignore_errors=True)
    if not only_cache:
        output = root / "output"
        manifests = [path.parent for path in sorted(output.rglob(MANIFEST))]
        removed += sum(_clean_folder(folder) for folder in manifests)
        _prune(output)
    return removed


def _clean_folder(folder: Path) -> int:
    names = [
        name
        for name in read_manifest(folder)
        if ".." not in Path(name).parts and not Path(name).is_absolute()
    ]
    present = [folder / name for name in names if (folder / name).is_file()]
    for path in (*present, folder / MANIFEST):
        path.unlink(missing_ok=True)
    return len(present) + 1


def _prune(folder: Path) -> None:
    """Remove folders that are left empty, deepest first."""
    below = sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True) if folder.is_dir() else []
    for path in [*below, folder]:
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
