"""Exchange of two folders, in one step where the system can."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

__all__ = ["exchange"]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(new: Path, old: Path, aside: Path) -> None:
    """Put `new` in the place of `old` and remove what stood there.

    On Linux the two names are swapped atomically (renameat2(2), RENAME_EXCHANGE). Elsewhere `old` is moved
    `aside` first; whoever finds `aside` without `old` moves it back.
    """
    if old.is_symlink() or os.path.ismount(old):
        _refill(new, old)
    elif not old.exists():
        new.rename(old)
    elif not _swap(new, old):
        old.rename(aside)
        new.rename(old)
    for leftover in (new, aside):
        shutil.rmtree(leftover, ignore_errors=True)


def _swap(new: Path, old: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    done = renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE)
    return bool(done == 0)


def _refill(new: Path, old: Path) -> None:
    """Replace the files of a folder that cannot be renamed (a mount point, a link) one by one, manifests last."""
    wanted = {path.relative_to(new) for path in new.rglob("*") if not path.is_dir()}
    for name in sorted(wanted, key=lambda name: (name.name == "manifest.json", name)):
        (old / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(new / name, old / f"{name}.new", follow_symlinks=False)
        (old / f"{name}.new").replace(old / name)
    for path in sorted(old.rglob("*")):
        if not path.is_dir() and path.relative_to(old) not in wanted:
            path.unlink()
