"""The bibliography: the order of its entries, and each of them as a style writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from terbit.citations.bibliography import Record
from terbit.citations.item import Item, Position, Shown
from terbit.citations.markup import wrap
from terbit.citations.stylesheet import Stylesheet, children, rendered
from terbit.citations.substitution import substituted
from terbit.citations.written import Entry

__all__ = ["ordered", "write_entries"]

_NOWHERE = Position("")


def ordered(sheet: Stylesheet, records: Mapping[str, Record], listed: Iterable[str]) -> list[str]:
    """Return the keys that have records, once each, in the style's order or else as they are listed."""
    keys = [key for key in dict.fromkeys(listed) if key in records]
    if sheet.entry_sorter is None:
        return keys
    items = [Item(records[key], number, position=_NOWHERE) for number, key in enumerate(keys, start=1)]
    return [item.record.key for item in sheet.entry_sorter(items)]


def write_entries(
    sheet: Stylesheet, records: Mapping[str, Record], numbers: Mapping[str, int], shown: Mapping[str, Shown]
) -> Iterator[Entry]:
    """Yield the entries in the order of `numbers`; none where the style has no bibliography."""
    if sheet.bibliography is None:
        return
    substitute = sheet.bibliography.get("subsequent-author-substitute")
    rule = sheet.bibliography.get("subsequent-author-substitute-rule", "complete-all")
    authors = None
    for key, number in numbers.items():
        text = _entry(sheet, Item(records[key], number, position=_NOWHERE, shown=shown.get(key, Shown())))
        if substitute is not None:
            text, authors = substituted(text, authors, substitute, rule)
        if text:
            yield Entry(key, sheet.parse(sheet.tidy(text)))


def _entry(sheet: Stylesheet, item: Item) -> str:
    layout = sheet.entry_layout
    if not sheet.bibliography.get("second-field-align"):
        text = children(layout, item)
        return str(layout.format(layout.wrap(text))) if text else ""
    texts = [text for child in layout if (text := rendered(child, item, layout))]
    first, rest = (texts[0], "".join(texts[1:])) if texts else ("", "")
    rest = layout.format(rest) + layout.get("suffix", "")
    return f"{layout.get('prefix', '')}{wrap('left-margin', first)}{wrap('right-inline', rest)}"
