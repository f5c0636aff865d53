"""Claims: which of several processes makes a result that all of them want."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from terbit.digest import digest

__all__ = ["claimed"]

_TAKEN = (errno.EACCES, errno.EAGAIN)
"""How a system says that another process holds a lock (POSIX, fcntl)."""


@contextmanager
def claimed(folder: Path, names: Sequence[str], *, wait: bool = False) -> Iterator[list[str]]:
    """Yield those of the names that no other process has claimed in a folder; they are claimed meanwhile.

    With `wait`, all are yielded, as soon as they are free. A process that dies gives up its claims. Where a
    system or a disk has no locks, nothing counts as claimed.
    """
    file = _opened(folder)
    if file is None:
        yield list(names)
        return
    with file:  # closing it gives the claims up
        yield [name for name in names if _is_claimed(file, name, wait=wait)]


def _opened(folder: Path) -> IO[str] | None:
    try:
        import fcntl  # noqa: F401, PLC0415 - POSIX only

        folder.mkdir(parents=True, exist_ok=True)
        return (folder / "lock").open("w")
    except (ImportError, OSError):
        return None


def _is_claimed(file: IO[str], name: str, *, wait: bool) -> bool:
    """Lock the byte that stands for a name: one file is enough for all, and it stays empty."""
    import fcntl  # noqa: PLC0415 - POSIX only

    place = int(digest(name)[:15], 16)
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB), 1, place)
    except OSError as error:
        return error.errno not in _TAKEN
    return True
