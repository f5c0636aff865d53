"""Making object files: which units of a book must be laid out, until each has the numbers that the others give it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import accumulate
from typing import Any, Literal

from terbit.digest import digest
from terbit.pdf.linked.guess import Extent, guessed
from terbit.pdf.linked.link import link
from terbit.pdf.linked.metadata import About
from terbit.pdf.linked.model import FontUse, ObjectFile, Order, Style
from terbit.pdf.linked.places import Book, PageMap, page_map
from terbit.pdf.linked.resources import Resources
from terbit.pdf.linked.settings import Settings
from terbit.pdf.linked.subset import FontFile, subset
from terbit.pdf.linked.units import Unit
from terbit.pdf.model import Composition, Sheet
from terbit.pdf.preflight import cut_sheets

__all__ = ["MOST_ROUNDS", "Making"]

MOST_ROUNDS = 5
"""How often units may be laid out again for their numbers."""

_CLOSED = "closed"
_TOOLS = ("weasyprint", "pydyf", "fonttools", "pyphen")


@dataclass(frozen=True)
class _Wanted:
    """A unit as it is to be laid out, and its keys: with its numbers masked, and with them as they are."""

    order: Order
    masked: str
    exact: str


class Making:
    """The units of a book on their way to object files."""

    def __init__(self, composition: Composition, sheet: Sheet, settings: Settings, parts: tuple[Unit, ...]) -> None:
        """Take a book's units, how it is set, and where results are kept."""
        self._settings, self._units, self._tagged = settings, parts, bool(sheet.variant)
        self._resources = Resources(composition.resources, sheet.stylesheets)
        tools = [version(tool) for tool in _TOOLS]
        common = self._resources.common()
        style = (sheet.stylesheets, composition.hyphenation, self._resources.digests(common))
        self._style = Style(digest(*style), sheet.stylesheets, composition.hyphenation, common)
        self._base = digest(settings.own, tools, sheet.variant, self._style.key, dict(composition.tokens))
        self._kept: dict[str, Any] = {}
        self._orders: dict[tuple[int, str, tuple[str | None, ...]], _Wanted] = {}

    def settled(self) -> tuple[list[ObjectFile], PageMap, bool]:
        """Lay out what must be, until each unit has the numbers in it that the others give it."""
        folios, lengths = self._begun()
        files: list[ObjectFile] = []
        keys: list[str] = []
        for _ in range(MOST_ROUNDS):
            wanted = self._wanted(folios, lengths)
            before, keys = keys, [one.exact if self._get(one.masked) == _CLOSED else one.masked for one in wanted]
            if keys == before:
                break
            files = self._laid_out(wanted)
            keys = [one.exact if file.closed else one.masked for one, file in zip(wanted, files, strict=True)]
            lengths, folios = [len(file.pages) for file in files], page_map(files).folios()
        self._settings.cache.put("pages", digest("pages", self._settings.name), (folios, lengths))
        return files, page_map(files), keys == before

    def cut(self, use: FontUse) -> FontFile:
        """Return a font file with the glyphs that are used."""
        key = digest("subset", use.file, use.index, sorted(use.texts.keys() | use.widths.keys()))
        made: FontFile | None = self._get(key, "subsets")
        if made is None:
            made = subset(self._font_file(use), use.index, use.widths)
            self._put(key, made, "subsets")
        return made

    def _begun(self) -> tuple[dict[str, str], list[int]]:
        """Return the page numbers and the units' lengths of the last build; a guess where there was none."""
        kept = self._settings.cache.get("pages", digest("pages", self._settings.name))
        if kept is not None and len(kept[1]) == len(self._units):
            return kept[0], kept[1]
        folios, lengths = guessed(self._units)
        plain = [n for n, unit in enumerate(self._units) if not unit.lists]
        wanted = self._wanted(folios, lengths)
        files = self._laid_out([wanted[n] for n in plain])
        found = {n: Extent.of(file) for n, file in zip(plain, files, strict=True)}
        return guessed(self._units, found)

    def _wanted(self, folios: Mapping[str, str], lengths: Sequence[int]) -> list[_Wanted]:
        firsts = accumulate(lengths, initial=0)
        return [self._one(n, folios, first) for n, first in enumerate(firsts) if n < len(self._units)]

    def _one(self, n: int, folios: Mapping[str, str], first: int) -> _Wanted:
        unit = self._units[n]
        is_left = unit.start == "left" or (unit.start == "any" and first % 2 == 1)
        side: Literal["right", "left"] = "left" if is_left else "right"
        told = tuple(folios.get(target) for target in unit.targets)
        if (n, side, told) not in self._orders:
            self._orders[n, side, told] = self._ordered(unit, side, folios)
        return self._orders[n, side, told]

    def _ordered(self, unit: Unit, side: Literal["right", "left"], folios: Mapping[str, str]) -> _Wanted:
        html, masked = unit.html(folios)
        resources = self._resources.named_in(html)
        base = (self._base, side, unit.then, self._resources.digests(resources))
        order = Order(html, side, unit.then, self._tagged, resources)
        return _Wanted(order, digest("unit", *base, masked), digest("unit", *base, html, "exact"))

    def _laid_out(self, wanted: Sequence[_Wanted]) -> list[ObjectFile]:
        """Return the object files of units, those that are not kept laid out now, the longest first."""
        files = [self._known(one) for one in wanted]
        missing = sorted((n for n, file in enumerate(files) if file is None), key=lambda n: -len(wanted[n].order.html))
        orders = [wanted[n].order for n in missing]
        for n, (file, fonts) in self._settings.workers.lay_out(self._style, orders, self._sent):
            files[missing[n]] = self._keep(wanted[missing[n]], file, fonts)
        return [file for file in files if file is not None]

    def _known(self, one: _Wanted) -> ObjectFile | None:
        found = self._get(one.masked)
        file: ObjectFile | None = self._get(one.exact) if found == _CLOSED else found
        return file

    def _keep(self, one: _Wanted, made: ObjectFile, fonts: Mapping[str, bytes]) -> ObjectFile:
        for name, data in fonts.items():
            self._put(name, data, "fonts")
        file = replace(made, cut=tuple(self._cut_pages(made)))
        if file.closed:
            self._put(one.masked, _CLOSED)
        self._put(one.exact if file.closed else one.masked, file)
        return file

    def _cut_pages(self, file: ObjectFile) -> Iterator[int]:
        """Yield the pages of a unit on which text is cut off, as a viewer sees them in a PDF of the unit alone."""

        def cut(use: FontUse) -> FontFile:
            return subset(self._font_file(use), use.index, use.widths)

        data, _ = link([file], page_map([file]), Book(About("", (), "", "", "", "", ""), None, tagged=False), cut)
        yield from (sheet - 1 for sheet in cut_sheets(data))

    def _sent(self) -> frozenset[str]:
        """Return the digests of the font files that are known already."""
        return frozenset(self._kept)

    def _font_file(self, use: FontUse) -> bytes:
        data = self._get(use.file, "fonts")
        if data is None:
            data = self._found_again(use)
        return bytes(data)

    def _found_again(self, use: FontUse) -> bytes:
        """Lay a unit out for the sake of its font files, the cache having lost one."""
        folios, lengths = self._begun()
        for one in self._wanted(folios, lengths):
            known = self._known(one)
            if known is None or any(font.file == use.file for font in known.fonts):
                for _, (_, fonts) in self._settings.workers.lay_out(self._style, [one.order], frozenset):
                    if use.file in fonts:
                        self._put(use.file, fonts[use.file], "fonts")
                        return fonts[use.file]
        raise KeyError(use.family)

    def _get(self, key: str, stage: str = "units") -> Any:
        if key not in self._kept:
            found = self._settings.cache.get(stage, key)
            if found is None:
                return None
            self._kept[key] = found
        return self._kept[key]

    def _put(self, key: str, value: Any, stage: str = "units") -> None:
        self._kept[key] = value
        self._settings.cache.put(stage, key, value)
