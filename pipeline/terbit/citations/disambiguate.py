"""Disambiguation: what has to be added to cites so that different sources read differently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from terbit.citations.item import Shown

__all__ = ["Rules", "disambiguate"]

Render = Callable[[str, Shown], str]


@dataclass(frozen=True)
class Rules:
    """What a style allows: more names (up to `most`), given names, a condition of its own, year suffixes."""

    most: int = 0
    given: bool = False
    condition: bool = False
    year_suffix: bool = False


def disambiguate(keys: Sequence[str], render: Render, rules: Rules) -> Mapping[str, Shown]:
    """Return what each source gets, tried in the order of CSL 1.0.2 ("Disambiguation").

    `keys` are in the order of the bibliography, in which suffixes are given. `render` writes a cite of a
    source; two that come out alike are ambiguous.
    """
    shown = dict.fromkeys(keys, Shown())
    steps: list[Sequence[Callable[[Shown], Shown]]] = []
    if rules.most:
        steps.append([_names(number) for number in range(2, rules.most + 1)])
    if rules.given:
        steps.append([_given(level) for level in (1, 2)])
    if rules.condition:
        steps.append([lambda old: replace(old, condition=True)])
    for step in steps:
        for group in _ambiguous(shown, render):
            shown.update(_tried(group, shown, render, step))
    if rules.year_suffix:
        for group in _ambiguous(shown, render):
            for number, key in enumerate(group):
                shown[key] = replace(shown[key], year_suffix=_letters(number))
    return shown


def _names(number: int) -> Callable[[Shown], Shown]:
    return lambda old: replace(old, names=number)


def _given(level: int) -> Callable[[Shown], Shown]:
    return lambda old: replace(old, given=level)


def _ambiguous(shown: Mapping[str, Shown], render: Render) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for key, what in shown.items():
        groups.setdefault(render(key, what), []).append(key)
    return [group for text, group in groups.items() if len(group) > 1 and text]


def _tried(
    group: Iterable[str],
    shown: Mapping[str, Shown],
    render: Render,
    changes: Iterable[Callable[[Shown], Shown]],
) -> Mapping[str, Shown]:
    """Apply the first change after which the sources differ most; none, if none tells any apart."""
    best = {key: shown[key] for key in group}
    most = 1
    for change in changes:
        changed = {key: change(shown[key]) for key in best}
        distinct = len({render(key, what) for key, what in changed.items()})
        if distinct > most:
            best, most = changed, distinct
    return best


def _letters(number: int) -> str:
    """Count a, b, …, z, aa, ab, …."""
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out
