"""Reading profiles: those that Terbit brings, and a project's own."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from terbit.config.vocabulary import PROFILES
from terbit.diagnostics import nearest
from terbit.profiles.model import PrintProfile, Rule
from terbit.profiles.shapes import RULES, UNITS

__all__ = ["ProfileError", "load_profile", "read_profile"]

_PARTS = ("value", "unit", "source", "date", "second-hand", "note")


class ProfileError(ValueError):
    """A profile that cannot be used; the message continues "FILE …"."""


def load_profile(name: str) -> PrintProfile:
    """Return one of the profiles that Terbit brings."""
    return read_profile(Path(__file__).with_name(f"{name}.toml").read_bytes(), name)


def read_profile(data: bytes, name: str) -> PrintProfile:
    """Read a profile; one with `base` takes the rules that it does not give itself from the one that it names.

    Raises
    ------
    ProfileError
        If the file is no profile.
    """
    try:
        table = tomllib.loads(data.decode())
    except ValueError as error:  # no UTF-8, or no TOML
        raise ProfileError(f"is no TOML file: {error}") from None
    base, title = table.pop("base", ""), table.pop("title", name)
    if base and base not in PROFILES:
        raise ProfileError(f"builds on '{base}', which is no profile: there are {', '.join(PROFILES)}")
    given = [_rule(key, value) for key, value in table.items()]
    own = {rule.name for rule in given}
    inherited = [rule for rule in load_profile(base).rules if rule.name not in own] if base else []
    return PrintProfile(name, str(title), (*inherited, *given))


def _rule(name: str, table: Any) -> Rule:
    if name not in RULES:
        hint = nearest(name, RULES) or f"there are {', '.join(RULES)}"
        raise ProfileError(f"has a rule '{name}', which there is not; {hint}")
    if not isinstance(table, dict) or not {"value", "source"} <= table.keys():
        raise ProfileError(f"has a rule '{name}' without a value and a source; the source may be \"unconfirmed\"")
    if odd := sorted(table.keys() - set(_PARTS)):
        raise ProfileError(f"has '{odd[0]}' in the rule '{name}', which there is not; {nearest(odd[0], _PARTS)}")
    if table["source"] != "unconfirmed" and not isinstance(table.get("date"), date):
        raise ProfileError(f"has a source for the rule '{name}', but no date on which it was read")
    if table["source"] == "unconfirmed" and "second-hand" in table:
        raise ProfileError(f"has 'second-hand' in the rule '{name}', but no page that it speaks of as `source`")
    unit = table.get("unit", "mm")
    if unit not in UNITS:
        raise ProfileError(f"measures the rule '{name}' in '{unit}'; write one of {', '.join(UNITS)}")
    try:
        value = RULES[name](table["value"], UNITS[unit])
    except ValueError as error:
        raise ProfileError(f"has a rule '{name}' whose value {error}") from None
    date_read, note, second_hand = (str(table.get(key, "")) for key in ("date", "note", "second-hand"))
    return Rule(name, value, str(table["source"]), date_read, note, second_hand)
