"""Making object files: which units of a book must be laid out, until each has the numbers that the others give it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from terbit.cache import Cache
from terbit.digest import digest
from terbit.pdf.linked.extent import Extent
from terbit.pdf.linked.guess import Guess
from terbit.pdf.linked.model import FontUse, ObjectFile
from terbit.pdf.linked.order import Order
from terbit.pdf.linked.orders import Orders, Wanted
from terbit.pdf.linked.placed import Made, Placed
from terbit.pdf.linked.places import page_map
from terbit.pdf.linked.placing import place
from terbit.pdf.linked.settings import Settings
from terbit.pdf.linked.shelf import Shelf
from terbit.pdf.linked.spot import Spot
from terbit.pdf.linked.subset import FontFile, subset
from terbit.pdf.linked.told import Settled, Told

__all__ = ["MOST_ROUNDS", "Making"]

MOST_ROUNDS = 5
"""How often units may be laid out again for their numbers."""


class Making:
    """The units of a book on their way to object files."""

    def __init__(self, orders: Orders, settings: Settings, cache: Cache) -> None:
        """Take a book's units, how it is set, and where results are kept."""
        self._orders, self._workers, self._cache = orders, settings.workers, cache
        self._own = settings.own
        self._record = digest("pages", settings.name, settings.own)
        self._shelf = Shelf(cache, self._record)

    def settled(self) -> Settled:
        """Lay out what must be, until each unit has the numbers in it that the others give it."""
        told = self._begun()
        wanted: list[Wanted] = []
        keys: list[str] = []
        for _ in range(MOST_ROUNDS):
            wanted = [self._orders.one(n, told.folios, first) for n, first in enumerate(told.firsts())]
            before, keys = keys, [self._shelf.key(one) for one in wanted]
            if keys == before:
                break
            extents, last = self._laid_out(wanted, told), told
            keys = [self._shelf.key(one) for one in wanted]
            pages = page_map(extents)
            told = Told(pages.folios, [len(extent.names) for extent in extents])
        self._shelf.rest()
        kept = {key: self._shelf.extents[key] for key in keys}
        self._cache.put("pages", self._record, (told.folios, told.lengths, kept))
        return Settled(pages, keys == before, tuple(keys), tuple(wanted), last)

    def placed(self, settled: Settled) -> Iterator[Placed]:
        """Yield the units of a book in their order, each at its spot: kept there, but where others need room."""
        for n, (key, spot) in enumerate(zip(settled.keys, self._spots(settled), strict=True)):
            one = self._shelf.placed(n, key, spot)
            if one is None:
                one = place(self._file(n, settled), spot)
                self._shelf.keep_placed(n, key, spot, one)
            yield one

    def _spots(self, settled: Settled) -> list[Spot]:
        return self._orders.spots(settled.told.firsts(), [self._shelf.known(key) for key in settled.keys])

    def files(self, settled: Settled) -> Iterator[ObjectFile]:
        """Yield the object files of a book in their order, those that were lost laid out again."""
        for n in range(len(settled.keys)):
            yield self._file(n, settled)

    def _file(self, n: int, settled: Settled) -> ObjectFile:
        return self._shelf.file(settled.keys[n]) or self._again(n, settled).file

    def cut(self, settled: Settled, use: FontUse) -> FontFile:
        """Return a font file with the glyphs that are used."""
        key = digest("subset", self._own, use.file, use.index, sorted(use.texts.keys() | use.widths.keys()))
        return self._cache.compute("subsets", key, lambda: subset(self._font(settled, use), use.index, use.widths))

    def _begun(self) -> Told:
        """Return the page numbers and the units' lengths of the last build; a guess where there was none."""
        kept: Any = self._cache.get("pages", self._record) or ({}, (), {})
        folios, lengths, extents = kept
        self._shelf.extents.update(extents)
        if len(lengths) == len(self._orders.units):
            return Told(folios, lengths)
        guess = Guess(self._orders.units)
        begun: list[tuple[int, Wanted, Spot]] = []
        for at, made in self._workers.lay_out(
            self._orders.style, self._guessed(guess, folios, begun), len(self._orders.units), self._shelf.sent
        ):
            n, one, spot = begun[at]
            guess.learn(n, self._shelf.keep(n, one, made, spot))
        return Told({**folios, **guess.folios()}, guess.lengths())

    def _guessed(
        self, guess: Guess, folios: Mapping[str, str], begun: list[tuple[int, Wanted, Spot]]
    ) -> Iterator[Order]:
        """Order the units, at each time the one whose numbers are least in doubt; contents and lists last.

        What is learned from one is known to the next; units that are kept are learned from without an order.
        """
        left, units = list(range(len(self._orders.units))), self._orders.units
        while left:
            doubts = guess.doubts()
            n = min(
                left, key=lambda n: (units[n].lists, doubts[n], self._orders.size(n) * (1 if units[n].lists else -1))
            )
            left.remove(n)
            told = Told({**guess.folios(), **folios}, guess.lengths())
            one = self._orders.one(n, told.folios, told.firsts()[n])
            extent = self._shelf.extent(one)
            if extent is not None:
                guess.learn(n, extent)
                continue
            spot = self._orders.spots(told.firsts(), [guess.extents.get(n) for n in range(len(units))])[n]
            begun.append((n, one, spot))
            yield self._order(n, one, told, spot)

    def _laid_out(self, wanted: Sequence[Wanted], told: Told) -> list[Extent]:
        """Return the extents of units, those that are not kept laid out now, the longest first."""
        extents = [self._shelf.extent(one) for one in wanted]
        missing = sorted((n for n, one in enumerate(extents) if one is None), key=lambda n: -self._orders.size(n))
        is_only, spots = len(missing) == 1, self._orders.spots(told.firsts(), extents)
        orders = (replace(self._order(n, wanted[n], told, spots[n]), is_only=is_only) for n in missing)
        for at, made in self._workers.lay_out(self._orders.style, orders, len(missing), self._shelf.sent):
            n = missing[at]
            extents[n] = self._shelf.keep(n, wanted[n], made, spots[n])
        return [extent for extent in extents if extent is not None]

    def _order(self, n: int, one: Wanted, told: Told, spot: Spot) -> Order:
        """Return the order to lay a unit out, with how it was the last time."""
        return replace(self._orders.order(n, told.folios, spot), trace=self._shelf.trace(one))

    def _again(self, n: int, settled: Settled) -> Made:
        """Lay a unit out again that the cache has lost, or some font of it."""
        spot = self._spots(settled)[n]
        order = self._orders.order(n, settled.told.folios, spot)
        ((_, made),) = self._workers.lay_out(self._orders.style, iter([order]), 1, frozenset)
        self._shelf.keep(n, settled.units[n], made, spot)
        return made._replace(file=self._shelf.rest() or made.file)

    def _font(self, settled: Settled, use: FontUse) -> bytes:
        try:
            return self._shelf.font(use)
        except KeyError:
            return next(self._lost(settled, use))

    def _lost(self, settled: Settled, use: FontUse) -> Iterator[bytes]:
        """Yield a font file that the cache has lost, from a unit that it is in."""
        for n, file in enumerate(self.files(settled)):
            if any(font.file == use.file for font in file.fonts):
                yield self._again(n, settled).fonts[use.file]
