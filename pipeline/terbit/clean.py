"""Removing what builds have made, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

from terbit.diagnostics import Diagnostic
from terbit.errors import ConfigError
from terbit.publish import MANIFEST, is_below, is_manifest, read_manifest

__all__ = ["clean"]


def clean(root: Path, *, only_cache: bool = False) -> int:
    """Remove a project's cache and, from `output/`, the files that the manifests name; return how many.

    Raises
    ------
    ConfigError
        If the folder is no project: nothing is removed then.
    """
    if not (root / "terbit.yaml").is_file():
        hint = "run this in the project's folder, or name that with -C"
        raise ConfigError([Diagnostic("error", "config-missing", f"there is no terbit.yaml in {root}", hint=hint)])
    cache = root / ".terbit"
    removed = sum(1 for path in cache.rglob("*") if path.is_file())
    shutil.rmtree(cache, ignore_errors=True)
    output = root / "output"
    if not only_cache and output.is_dir():
        below = sorted(path for path in output.iterdir() if path.is_dir() and not path.is_symlink())
        removed += sum(_clean_folder(folder) for folder in (*below, output))
    return removed


def _clean_folder(folder: Path) -> int:
    """Remove what a manifest of ours names, and the folders that this leaves empty."""
    if not is_manifest(folder):
        return 0
    names = [name for name in read_manifest(folder) if is_below(folder, name)]
    present = [folder / name for name in names if (folder / name).is_file()]
    for path in (*present, folder / MANIFEST):
        path.unlink(missing_ok=True)
    emptied = {parent for path in present for parent in path.parents if folder in (parent, *parent.parents)}
    for path in sorted(emptied | {folder}, reverse=True):
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()
    return len(present) + 1
