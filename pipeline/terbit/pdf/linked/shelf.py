"""The shelf of a book: its object files and fonts in the cache, and what must be at hand of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from terbit.cache import Cache
from terbit.pdf.linked.cut import cut_pages
from terbit.pdf.linked.extent import Extent
from terbit.pdf.linked.model import FontUse, ObjectFile
from terbit.pdf.linked.orders import Wanted

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


class Shelf:
    """Keeps object files by the keys of their units, and their fonts."""

    def __init__(self, cache: Cache) -> None:
        """Begin with what a cache holds."""
        self._cache = cache
        self.extents: dict[str, Extent | str] = {}
        self._fonts: set[str] = set()
        # One file at a time: PDFium is not made for two, and no more is to be held in memory.
        self._eye = ThreadPoolExecutor(1)
        self._looking: tuple[str, ObjectFile, Future[tuple[int, ...]]] | None = None

    def key(self, one: Wanted) -> str:
        """Return the key that a unit is kept under: its numbers count in it if its figures are not equally wide."""
        return one.exact if self._extent(one.masked) == _CLOSED else one.masked

    def extent(self, one: Wanted) -> Extent | None:
        """Return the extent of a unit, None if it is not kept."""
        found = self._extent(self.key(one))
        return found if isinstance(found, Extent) else None

    def file(self, key: str) -> ObjectFile | None:
        """Return an object file by the key that it is kept under."""
        if self._looking is not None and self._looking[0] == key:
            return self.rest()
        found = self._cache.get("units", key)
        return found if isinstance(found, ObjectFile) else None

    def keep(self, one: Wanted, made: ObjectFile, fonts: Mapping[str, bytes]) -> Extent:
        """Keep an object file and the font files that came with it; return its extent.

        Where text is cut off on its pages is found out meanwhile, and kept with it when the next one comes.
        """
        for name, data in fonts.items():
            self._cache.put("fonts", name, data)
            self._fonts.add(name)
        if made.trace:
            self._cache.put("traces", one.trace, (frozenset(use.file for use in made.fonts), made.trace))
        file = replace(made, trace=b"")
        if file.closed:
            self._cache.put("units", one.masked, _CLOSED)
            self.extents[one.masked] = _CLOSED
        key = self.key(one)
        self.rest()
        self._looking = key, file, self._eye.submit(lambda: tuple(cut_pages(file, self.font)))
        extent = self.extents[key] = Extent.of(file)
        return extent

    def rest(self) -> ObjectFile | None:
        """Keep the object file whose pages are looked through, once it is known where text is cut off; return it."""
        if self._looking is None:
            return None
        key, file, cut = self._looking
        self._looking = None
        file = replace(file, cut=cut.result())
        self._cache.put("units", key, file)
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
