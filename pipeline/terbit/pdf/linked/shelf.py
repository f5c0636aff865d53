"""The shelf of a book: its object files and fonts in the cache, and what must be at hand of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from terbit.cache import Cache
from terbit.digest import digest
from terbit.pdf.linked.cut import cut_pages
from terbit.pdf.linked.extent import Extent
from terbit.pdf.linked.model import FontUse, ObjectFile
from terbit.pdf.linked.orders import Wanted
from terbit.pdf.linked.placed import Made, Placed
from terbit.pdf.linked.spot import Spot

__all__ = ["Shelf", "lasting"]

_CLOSED = "closed"


@contextmanager
def lasting(cache: Cache) -> Iterator[Cache]:
    """Yield a cache that keeps things for as long as the book is made: object files are not held in memory."""
    if cache.folder is not None:
        yield cache
        return
    with tempfile.TemporaryDirectory(prefix="terbit-units-") as folder:
        yield Cache(Path(folder))


@dataclass(frozen=True)
class _Looked:
    """A unit whose pages are looked through: where it is in the book, its key, what was made of it, for what spot."""

    n: int
    key: str
    made: Made
    spot: Spot
    cut: Future[tuple[int, ...]]


class Shelf:
    """Keeps object files by the keys of their units, their fonts, and each unit of a book at its spot."""

    def __init__(self, cache: Cache, book: str) -> None:
        """Begin with what a cache holds; `book` is a key of the book."""
        self._cache, self._book = cache, book
        self.extents: dict[str, Extent | str] = {}
        self._fonts: set[str] = set()
        # One file at a time: PDFium is not made for two, and no more is to be held in memory.
        self._eye = ThreadPoolExecutor(1)
        self._looking: _Looked | None = None

    def key(self, one: Wanted) -> str:
        """Return the key that a unit is kept under: its numbers count in it if its figures are not equally wide."""
        return one.exact if self._extent(one.masked) == _CLOSED else one.masked

    def extent(self, one: Wanted) -> Extent | None:
        """Return the extent of a unit, None if it is not kept."""
        return self.known(self.key(one))

    def known(self, key: str) -> Extent | None:
        """Return the extent that is kept under a key."""
        found = self._extent(key)
        return found if isinstance(found, Extent) else None

    def file(self, key: str) -> ObjectFile | None:
        """Return an object file by the key that it is kept under."""
        found = self._cache.get("units", key)
        return found if isinstance(found, ObjectFile) else None

    def placed(self, n: int, key: str, spot: Spot) -> Placed | None:
        """Return a unit at its spot, if that is how it was the last time."""
        found: tuple[object, Placed] | None = self._cache.get("placed", digest(self._book, n))
        return found[1] if found is not None and found[0] == (key, spot) else None

    def keep_placed(self, n: int, key: str, spot: Spot, placed: Placed) -> None:
        """Keep a unit at its spot."""
        self._cache.put("placed", digest(self._book, n), ((key, spot), placed))

    def keep(self, n: int, one: Wanted, made: Made, spot: Spot) -> Extent:
        """Keep what was made of a unit, for some spot; return its extent.

        Where text is cut off on its pages is found out meanwhile, and kept with it when the next one comes.
        """
        for name, data in made.fonts.items():
            self._cache.put("fonts", name, data)
            self._fonts.add(name)
        if made.file.trace:
            self._cache.put("traces", one.trace, (frozenset(use.file for use in made.file.fonts), made.file.trace))
        file = replace(made.file, trace=b"")
        if file.closed:
            self._cache.put("units", one.masked, _CLOSED)
            self.extents[one.masked] = _CLOSED
        key = self.key(one)
        self.rest()
        cut = self._eye.submit(lambda: tuple(cut_pages(file, self.font)))
        self._looking = _Looked(n, key, made._replace(file=file), spot.of(file.images), cut)
        extent = self.extents[key] = Extent.of(file)
        return extent

    def rest(self) -> ObjectFile | None:
        """Keep the unit whose pages are looked through, once it is known where text is cut off; return its file."""
        if self._looking is None:
            return None
        one, self._looking = self._looking, None
        cut, placed = one.cut.result(), one.made.placed
        file = replace(one.made.file, cut=cut)
        self._cache.put("units", one.key, file)
        self.keep_placed(one.n, one.key, one.spot, replace(placed, found=replace(placed.found, cut=cut)))
        return file

    def trace(self, one: Wanted) -> bytes:
        """Return how a unit was laid out the last time, b"" if that is not known.

        Without the fonts it is of no use: pages that are taken from it bring none.
        """
        fonts, trace = self._cache.get("traces", one.trace) or (frozenset(), b"")
        return trace if all(map(self._has_font, fonts)) else b""

    def sent(self) -> frozenset[str]:
        """Return the digests of the font files that are here already."""
        return frozenset(self._fonts)

    def font(self, use: FontUse) -> bytes:
        """Return a font file.

        Raises
        ------
        KeyError
            If it is lost.
        """
        data: bytes | None = self._cache.get("fonts", use.file)
        if data is None:
            self._fonts.discard(use.file)
            raise KeyError(use.file)
        return data

    def _has_font(self, name: str) -> bool:
        if name not in self._fonts and self._cache.get("fonts", name) is not None:
            self._fonts.add(name)
        return name in self._fonts

    def _extent(self, key: str) -> Extent | str | None:
        if key not in self.extents:
            found = self._cache.get("units", key)
            if found is None:
                return None
            self.extents[key] = Extent.of(found) if isinstance(found, ObjectFile) else _CLOSED
        return self.extents[key]
