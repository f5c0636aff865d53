"""What Terbit is made of: a digest of its own code, fonts and scripts, on which all that is kept depends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from terbit.assets import styles_dir
from terbit.digest import digest, digest_bytes

__all__ = ["contents", "own_digest"]

_OWN = (".py", ".toml")


@cache
def own_digest() -> str:
    """Return a digest of Terbit's own code and of the fonts and scripts that it brings along, for the cache.

    It is kept beside Python's own, and as Python does files are read again only where the size or time of one changed.
    """
    package, assets = Path(__file__).parent, styles_dir() / "assets"
    kept = package / "__pycache__" / "contents"
    stamps = digest(list(_stamps(package, _OWN)), list(_stamps(assets)))
    known, _, found = _read(kept).partition(" ")
    if known != stamps:
        found = digest(list(contents(package, _OWN)), list(contents(assets)))
        if not sys.dont_write_bytecode:
            _keep(kept, f"{stamps} {found}")
    return found


def contents(place: Path, suffixes: tuple[str, ...] = ("",)) -> Iterator[tuple[str, str]]:
    """Yield name and digest (SHA-256) of a file, or of a folder's files with some suffixes."""
    if place.is_file():
        yield place.name, digest_bytes(place.read_bytes())
    for path in _files(place, suffixes):
        with open(path, "rb") as stream:  # noqa: PTH123
            yield path[len(str(place)) :], digest_bytes(stream.read())


def _stamps(place: Path, suffixes: tuple[str, ...] = ("",)) -> Iterator[tuple[str, int, int]]:
    """Yield name, size and time of a folder's files with some suffixes."""
    for path in _files(place, suffixes):
        status = os.stat(path)  # noqa: PTH116
        yield path[len(str(place)) :], status.st_size, status.st_mtime_ns


def _files(place: Path, suffixes: tuple[str, ...]) -> Iterator[str]:
    """Yield the paths of a folder's files with some suffixes; strings, for paths are slow."""
    for folder, folders, files in os.walk(place):
        folders.sort()
        yield from (os.path.join(folder, file) for file in sorted(files) if file.endswith(suffixes))  # noqa: PTH118


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii")
    except (OSError, ValueError):
        return ""


def _keep(file: Path, text: str) -> None:
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        fresh.write_text(text, "ascii")
        fresh.replace(file)
