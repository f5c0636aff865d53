"""What an unknown key was meant to be: one of its level, another tool's name for one, or a key elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from terbit.config.kinds import Fields, Key, leaves

__all__ = ["hint_for", "meant_by"]

_FEW = 8


def meant_by(name: str, prefix: str, level: Fields, table: Fields) -> tuple[str, ...]:
    """Return at most three dotted keys that an unknown one may stand for; `prefix` is its level's, with a dot."""
    word = name.casefold().replace("_", "-").replace(" ", "-")
    own = [key.name for key in level.keys]
    found = _named(word, level.keys) or get_close_matches(word, own, n=2, cutoff=0.6)
    return tuple(f"{prefix}{one}" for one in found) or tuple(_elsewhere(word, table))


def hint_for(meant: tuple[str, ...], level: Fields) -> str:
    """Return the hint that names them, or else what is known."""
    if meant:
        return "did you mean " + " or ".join(f"'{dotted}'" for dotted in meant) + "?"
    if len(level.keys) <= _FEW:
        return f"known here: {', '.join(key.name for key in level.keys)}"
    return "`terbit schema` lists the keys that are known"


def _named(word: str, keys: Iterable[Key]) -> list[str]:
    return [key.name for key in keys if word == key.name or word in key.synonyms][:1]


def _elsewhere(word: str, table: Fields) -> list[str]:
    """Return the keys of other levels with this name, or else one like it."""
    found = list(leaves(table))
    exact = [dotted for dotted, key in found if key.name == word]
    synonyms = [dotted for dotted, key in found if word in key.synonyms]
    near = [dotted for dotted, key in found if get_close_matches(word, [key.name], n=1, cutoff=0.75)]
    return (exact or synonyms or near)[:3]
