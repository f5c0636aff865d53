"""Hints for keys that are not known: the nearest of their level, another tool's name, or a key of another level."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from terbit.config.kinds import Fields, Key, leaves
from terbit.diagnostics import nearest

__all__ = ["suggest_key"]


def suggest_key(name: str, prefix: str, level: Fields, table: Fields) -> str:
    """Return a hint for an unknown key; `prefix` is the dotted name of its level with a dot, or empty."""
    word = name.casefold().replace("_", "-").replace(" ", "-")
    own = {key.name: key for key in level.keys}
    meant = word if word in own else _synonym(word, level.keys)
    if meant:
        return f"did you mean '{prefix}{meant}'?"
    if get_close_matches(word, own, n=1, cutoff=0.6):
        return nearest(word, own).replace("'", f"'{prefix}", 1).replace("or '", f"or '{prefix}")
    elsewhere = _elsewhere(word, table)
    if elsewhere:
        return "did you mean " + " or ".join(f"'{dotted}'" for dotted in elsewhere) + "?"
    if len(own) <= 8:
        return f"known here: {', '.join(own)}"
    return "`terbit schema` lists the keys that are known"


def _synonym(word: str, keys: Iterable[Key]) -> str:
    return next((key.name for key in keys if word in key.synonyms), "")


def _elsewhere(word: str, table: Fields) -> list[str]:
    """Return at most three keys of other levels with this name, or else one like it."""
    found = list(leaves(table))
    exact = [dotted for dotted, key in found if key.name == word]
    synonyms = [dotted for dotted, key in found if word in key.synonyms]
    near = [dotted for dotted, key in found if get_close_matches(word, [key.name], n=1, cutoff=0.75)]
    return (exact or synonyms or near)[:3]
