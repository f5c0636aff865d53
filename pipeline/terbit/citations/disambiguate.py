"""Disambiguation: what has to be added to cites so that different sources read differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from terbit.citations.item import Shown
from terbit.citations.name_style import FULL, INITIALS, INITIALS_ALONE
from terbit.citations.people import NameKey, initials_of, key_of
from terbit.citations.record import Name

__all__ = ["Look", "Rules", "disambiguate"]


@dataclass(frozen=True)
class Look:
    """A cite as written: its text, and the lists of names in it, complete, with the number that is shown."""

    text: str
    names: tuple[tuple[tuple[Name, ...], int], ...] = ()

    @property
    def most(self) -> int:
        """Return the length of the longest list."""
        return max((len(names) for names, _ in self.names), default=0)


Render = Callable[[str, Shown], Look]
Change = Callable[[Shown], Shown]


@dataclass(frozen=True)
class Rules:
    """What a style allows: more names, given names by a rule, a condition of its own, year suffixes."""

    names: bool = False
    given: str = ""  # the givenname-disambiguation-rule, empty for none
    condition: bool = False
    year_suffix: bool = False


def disambiguate(keys: Sequence[str], render: Render, rules: Rules) -> Mapping[str, Shown]:
    """Return what each source gets, tried in the order of CSL 1.0.2 ("Disambiguation").

    `keys` are in the order of the bibliography, in which suffixes are given. `render` writes a cite of a
    source; two that come out alike are ambiguous.
    """
    shown = _everywhere(keys, render, rules.given)
    for step in _steps(rules):
        for group in _ambiguous(shown, render):
            shown.update(_told_apart(group, shown, render, step))
    for last in _last_resorts(rules):
        for group in _ambiguous(shown, render, blank=last is _on_condition):
            shown.update(last(group, shown, render))
    return shown


def _ambiguous(shown: Mapping[str, Shown], render: Render, *, blank: bool = False) -> list[list[str]]:
    """Return the groups of keys that read alike; of those that read as nothing only if `blank`."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key, what in shown.items():
        groups[render(key, what).text].append(key)
    return [group for text, group in groups.items() if len(group) > 1 and (text or blank)]


# ------------------------------------------------------------ last resorts


Resort = Callable[[Sequence[str], Mapping[str, Shown], Render], Mapping[str, Shown]]


def _last_resorts(rules: Rules) -> Iterator[Resort]:
    """Yield what is tried after names: letters, a condition where letters do not show, letters none the less."""
    if rules.year_suffix and rules.condition:
        yield _with_letters_shown
    if rules.condition:
        yield _on_condition
    if rules.year_suffix:
        yield _with_letters


def _with_letters(group: Sequence[str], shown: Mapping[str, Shown], _: Render) -> Mapping[str, Shown]:
    return {key: replace(shown[key], year_suffix=_letters(number)) for number, key in enumerate(group)}


def _with_letters_shown(group: Sequence[str], shown: Mapping[str, Shown], render: Render) -> Mapping[str, Shown]:
    """Give letters to a group, unless its cites do not show them."""
    changed = _with_letters(group, shown, render)
    return changed if len(_classes(changed, render)) == len(group) else {}


def _on_condition(group: Sequence[str], shown: Mapping[str, Shown], _: Render) -> Mapping[str, Shown]:
    """Set the condition for a group.

    The specification has it hold only where it tells something apart; the reference implementation and pandoc
    have it hold for whatever is still ambiguous.
    """
    return {key: replace(shown[key], condition=True) for key in group}


def _letters(number: int) -> str:
    """Count a, b, …, z, aa, ab, …."""
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out


# ------------------------------------------------------ names of all cites


def _everywhere(keys: Sequence[str], render: Render, rule: str) -> dict[str, Shown]:
    """Expand the names that stand for several people, in every cite, unless the rule is by-cite."""
    shown = dict.fromkeys(keys, Shown())
    if rule in ("", "by-cite"):
        return shown
    names: dict[str, list[Name]] = {}
    for key in keys:
        lists = [listed[:1] if rule.startswith("primary") else listed for listed, _ in render(key, Shown()).names]
        names[key] = [name for listed in lists for name in listed]
    levels = _levels({key_of(name): name for listed in names.values() for name in listed}, rule)
    for key, listed in names.items():
        given = {key_of(name): levels[key_of(name)] for name in listed if key_of(name) in levels}
        shown[key] = Shown(given=tuple(sorted(given.items())), primary=rule.startswith("primary"))
    return shown


def _levels(names: Mapping[NameKey, Name], rule: str) -> Mapping[NameKey, int]:
    """Return how much of the given names tells people of the same family name apart: initials, or all."""
    families: dict[str, list[NameKey]] = defaultdict(list)
    for family, given in names:
        families[family].append((family, given))
    sparing = rule.endswith("-with-initials")
    out: dict[NameKey, int] = {}
    for namesakes in families.values():
        initials = [initials_of(names[key]) for key in namesakes]
        for key, own in zip(namesakes, initials, strict=True):
            alone = initials.count(own) == 1
            if len(namesakes) > 1 and (alone or not sparing):
                out[key] = INITIALS_ALONE if sparing else INITIALS if alone else FULL
    return out


# ------------------------------------------------------------ single cites


def _steps(rules: Rules) -> Iterator[Callable[[int], Iterator[Change]]]:
    """Yield the series of changes to try: more names; given names; both at once."""
    if rules.names:
        yield lambda most: (_more_names(number) for number in range(2, most + 1))
    if rules.given == "by-cite":
        yield lambda most: (_more_given(at, level) for at in range(most) for level in (INITIALS, FULL))
        if rules.names:
            yield lambda most: (
                _both(number, level) for number in range(2, most + 1) for level in (0, INITIALS, FULL)
            )


def _more_names(number: int) -> Change:
    return lambda old: replace(old, names=max(old.names, number))


def _more_given(at: int, level: int) -> Change:
    return lambda old: replace(old, levels=(*old.levels[:at], *(0,) * (at - len(old.levels)), level))


def _both(number: int, level: int) -> Change:
    return lambda old: _more_given(number - 1, level)(_more_names(number)(old))


def _told_apart(
    group: Sequence[str], shown: Mapping[str, Shown], render: Render, step: Callable[[int], Iterator[Change]]
) -> Mapping[str, Shown]:
    """Apply changes one after another; what one of them makes unique is left alone from then on."""
    most = max(render(key, shown[key]).most for key in group)
    out: dict[str, Shown] = {}
    pending = [{key: shown[key] for key in group}]
    for change in step(most):
        left = []
        for members in pending:
            classes = _classes({key: change(what) for key, what in members.items()}, render)
            if len(classes) == 1:
                left.append(members)
                continue
            for found in classes:
                if len(found) == 1:
                    out.update(found)
                else:
                    left.append(found)
        pending = left
    for members in pending:
        out.update(members)
    return out


def _classes(members: Mapping[str, Shown], render: Render) -> list[dict[str, Shown]]:
    out: dict[str, dict[str, Shown]] = defaultdict(dict)
    for key, what in members.items():
        out[render(key, what).text][key] = what
    return list(out.values())
