"""The index: its entries parted by their initial letters."""

from __future__ import annotations

import unicodedata
from typing import Any

from terbit.pdf.markup import by_class, make

__all__ = ["part_by_letters"]


def part_by_letters(section: Any) -> None:
    """Split the list of an index into one list a letter, each under its letter; signs and digits come first."""
    for index in by_class(section, "index", "div"):
        for entries in index.findall("ul"):
            at = index.index(entries)
            index.remove(entries)
            index[at:at] = _parted(entries)


def _parted(entries: Any) -> list[Any]:
    out: list[Any] = []
    letter = None
    for item in list(entries):
        initial = _initial("".join(item.itertext()))
        if initial != letter:
            out += [make("p", initial, class_="index-letter"), make("ul")]
            letter = initial
        out[-1].append(item)
    return out


def _initial(term: str) -> str:
    """Return a term's first letter as a capital without accents, or a number sign where it is none."""
    plain = unicodedata.normalize("NFKD", term.strip())[:1].upper()
    return plain if plain.isalpha() else "#"
