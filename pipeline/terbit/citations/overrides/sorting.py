"""Sorting: keys that compare as a reader expects."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Sequence
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


class Sort(Mended, model.Sort):
    """Defect: keys compare by code point, so that É comes after Z and 10 before 9 inside a text."""

    def sort(self, items: Sequence[Item], context: Any) -> list[Item]:
        """Sort by the keys; what lacks a key comes last either way (CSL 1.0.2, "Sorting")."""
        out = list(items)
        for key in reversed(self.findall("cs:key", self.nsmap)):
            keyed = [(key.sort_key(item.anew(), context), item) for item in out]
            present = sorted(
                ((k, item) for k, item in keyed if k),
                key=lambda pair: pair[0],
                reverse=key.get("sort") == "descending",
            )
            out = [item for _, item in present] + [item for k, item in keyed if not k]
        return out


class Key(Mended, model.Key):
    """Defect: dates of macros sort as they are written."""

    def sort_key(self, item: Item, context: Any) -> str:
        """Return what to sort by, empty where the entry has nothing."""
        macro = self.get("macro")
        if macro is not None:
            options = {"name-as-sort-order": "all"}
            for ours, theirs in (("min", "min"), ("use-first", "use-first"), ("use-last", "use-last")):
                value = self.get(f"names-{ours}")
                options.update({f"et-al-{theirs}": value} if value is not None else {})
            text = self.get_macro(macro).render(item, context=context, sort_options=options)
            return self._collated(text or "")
        variable = self.get("variable")
        if variable == "citation-number":
            return f"{item.number:08}"
        if variable == "citation-label":
            return self._collated(citation_label(item.record))
        value = item.record.values.get(variable)
        if isinstance(value, DateValue):
            return value.key
        if isinstance(value, tuple):
            demote = self.get_root().get("demote-non-dropping-particle", "display-and-sort")
            return self._collated(format_names(value, NameStyle(sort_order="all", for_sorting=True, demote=demote)))
        return self._collated(value or "")

    def _collated(self, text: str) -> str:
        return collated(strip(text), self.style_language())
