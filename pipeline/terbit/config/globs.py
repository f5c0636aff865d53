"""File patterns, expanded by directory listings alone, in one order on every machine."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

__all__ = ["TooManyFilesError", "expand", "is_glob"]

_MAX_ENTRIES = 20_000


class TooManyFilesError(Exception):
    """A pattern that would list more of a disk than any book has files."""


def is_glob(path: str) -> bool:
    """Tell whether a path has wildcards."""
    return any(char in path for char in "*?[")


def expand(root: Path, pattern: str) -> tuple[str, ...]:
    """Return the files that a pattern matches, numbers in their names counting as numbers.

    ``*`` and ``?`` stop at a slash, ``**`` does not; names that begin with a dot must be asked for with one.

    Raises
    ------
    TooManyFilesError
        If too many entries had to be looked at.
    """
    named = [part for part in pattern.split("/") if part not in {"", "."}]
    # A row of "**" says no more than one does, and costs much more.
    parts = [part for part, before in zip(named, ["", *named], strict=False) if not part == before == "**"]
    found = set(_Search(root).matches("", parts))
    return tuple(sorted(found, key=_natural))


class _Search:
    """One expansion; it counts the entries that it looks at."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._seen = 0

    def matches(self, folder: str, parts: list[str]) -> Iterator[str]:
        part, *rest = parts
        if part == "**":
            yield from self.matches(folder, rest or ["*"])
        for entry in self._entries(folder):
            path = f"{folder}{entry.name}"
            if part == "**":
                # Links are not followed here: they may lead in a circle.
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                    yield from self.matches(f"{path}/", parts)
            elif _fits(entry.name, part):
                if rest and entry.is_dir():
                    yield from self.matches(f"{path}/", rest)
                elif not rest and not entry.is_dir():
                    yield path

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self._root / folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError:
            return []
        self._seen += len(entries) + 1
        if self._seen > _MAX_ENTRIES:
            raise TooManyFilesError
        return entries


def _fits(name: str, part: str) -> bool:
    return fnmatchcase(name, part) and (part.startswith(".") or not name.startswith("."))


def _natural(path: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Order 2-bab before 10-bab; the path itself decides where that leaves two equal."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", path)
    # Names longer than this hold no chapter numbers, and int() refuses them.
    key = ((0, int(p), "") if p[0] in "0123456789" and len(p) < 20 else (1, 0, p) for p in pieces)
    return tuple(key), path
