"""What an EPUB was made of the last time: kept by content, so that unchanged chapters cost next to nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from lxml import etree

from terbit.cache import NOTHING_KEPT, Cache
from terbit.digest import digest, digest_bytes
from terbit.epub.xhtml import Tree
from terbit.versions import own_tools

__all__ = ["Kept", "content"]

T = TypeVar("T")
_STAGE = "epub"


class Kept:
    """Parts of a book's EPUB by what they are made of.

    They lie in one file of the cache, for they are many and small; what the book no longer has is dropped from it.
    """

    def __init__(self, cache: Cache = NOTHING_KEPT, name: str = "") -> None:
        """Begin with the parts that the book of a name, its edition's, had the last time; nobody may change them."""
        self._cache, self._place = cache, digest(_STAGE, own_tools(), name)
        self._before: dict[tuple[str, ...], Any] = cache.get(_STAGE, self._place) or {}
        self._now: dict[tuple[str, ...], Any] = {}

    def compute(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """Return the part that is kept under a key, or make and keep it."""
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        part: T = self._now[key]
        return part

    def put_back(self) -> None:
        """Write down what this book has, if that is not what it had before."""
        if self._now.keys() != self._before.keys():
            self._cache.put(_STAGE, self._place, self._now)


def content(tree: Tree) -> str:
    """Return a digest of a tree as it is now."""
    return digest_bytes(etree.tostring(tree, with_tail=False))
