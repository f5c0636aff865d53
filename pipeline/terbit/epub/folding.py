"""Text folded to its letters: what hyphens, spaces, capitals and ligatures do not change."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

__all__ = ["Letters", "letters", "letters_of"]


@dataclass(frozen=True)
class Letters:
    """Letters and digits alone, folded, and where each of them stands in the text."""

    text: str
    places: Sequence[int]


def letters_of(text: str, left_out: Sequence[tuple[int, int]]) -> Letters:
    """Fold a text without some ranges of it, which come in their order."""
    edges = [0, *(edge for pair in left_out for edge in pair), len(text)]
    out: list[str] = []
    places = array("I")
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        folded = list(map(_folded, text[first:last]))
        out += folded
        places.extend([at for at, some in enumerate(folded, first) for _ in some])
    return Letters("".join(out), places)


def letters(text: str) -> str:
    """Return letters and digits alone, folded."""
    return "".join(map(_folded, text))


@cache
def _folded(character: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", character).casefold()))
