"""Sorting: keys that compare as a reader expects."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from citeproc import model

from terbit.citations.collation import collated
from terbit.citations.dates import DateValue
from terbit.citations.item import Item
from terbit.citations.markup import strip
from terbit.citations.name_style import NameStyle
from terbit.citations.names import format_names
from terbit.citations.overrides.base import Mended
from terbit.citations.trigraph import citation_label

__all__ = ["Key", "Sort"]

_GENERATED: Mapping[str, Callable[[Item], str]] = {
    "citation-number": lambda item: str(item.number),
    "citation-label": lambda item: citation_label(item.record),
    "type": lambda item: item.record.type,
}


class Sort(Mended, model.Sort):
    """Defect: keys compare by code point, so that É comes after Z and 10 before 9 inside a text."""

    def sort(self, items: Sequence[Item], context: Any) -> list[Item]:
        """Sort by the keys; what lacks a key comes last either way (CSL 1.0.2, "Sorting")."""
        out = list(items)
        for key, descending in reversed(self._memo("keys", self._keys)):
            keyed = [(key.sort_key(item, context), item) for item in out]
            present = sorted(((k, item) for k, item in keyed if k), key=itemgetter(0), reverse=descending)
            out = [item for _, item in present] + [item for k, item in keyed if not k]
        return out

    def _keys(self) -> list[tuple[Any, bool]]:
        return [(key, key.get("sort") == "descending") for key in self.findall("cs:key", self.nsmap)]


class Key(Mended, model.Key):
    """Defect: dates of macros sort as they are written."""

    def sort_key(self, item: Item, context: Any) -> str:
        """Return what to sort by, empty where the entry has nothing."""
        known: dict[str, str] = self._memo("known", dict)
        if (found := known.get(item.record.key)) is not None:
            return found
        fresh = item.to_sort()
        key = self._key(fresh, context)
        if not fresh.varied:
            known[item.record.key] = key
        return key

    def _key(self, item: Item, context: Any) -> str:
        macro = self.get("macro")
        if macro is not None:
            options = self._memo("options", self._options)
            return self._collated(self.get_macro(macro).render(item, context, options) or "")
        variable = self.get("variable")
        if variable in _GENERATED:
            return self._collated(_GENERATED[variable](item))
        value = item.record.values.get(variable)
        if isinstance(value, DateValue):
            return value.key
        if isinstance(value, tuple):
            demote = self.get_root().get("demote-non-dropping-particle", "display-and-sort")
            return self._collated(format_names(value, NameStyle(sort_order="all", for_sorting=True, demote=demote)))
        return self._collated(value or "")

    def _collated(self, text: str) -> str:
        return collated(strip(text), self.style_language())

    def _options(self) -> dict[str, str]:
        """Return the options with which a macro writes names for sorting."""
        own = {name: self.get(f"names-{name}") for name in ("min", "use-first", "use-last")}
        shortened = {f"et-al-{name}": value for name, value in own.items() if value is not None}
        return {"name-as-sort-order": "all", **shortened}
