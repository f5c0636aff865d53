"""The table of keys as Markdown, for the documentation."""

from __future__ import annotations

from terbit.config.keys import book
from terbit.config.kinds import Either, Fields, FileName, Key, Kind, ListOf, Number, Text, leaves

__all__ = ["key_table"]

_FEW = 6


def key_table() -> str:
    """Return a Markdown table of every key, its value, its default and its meaning."""
    head = ["| Key | Value | Default | Meaning |", "|---|---|---|---|"]
    return "\n".join([*head, *(_row(name, key) for name, key in leaves(book(())))]) + "\n"


def _row(name: str, key: Key) -> str:
    return f"| `{name}` | {_value(key.kind)} | {_default(key)} | {key.description} |"


def _default(key: Key) -> str:
    if key.required:
        return "**required**"
    if isinstance(key.default, tuple):
        return f"`[{', '.join(key.default)}]`"
    return key.default_note or (f"`{key.default}`" if key.default is not None else "none")


def _value(kind: Kind) -> str:
    match kind:
        case Text(what, choices=choices):
            return ", ".join(f"`{name}`" for name in choices) if 0 < len(choices) <= _FEW else what
        case Number(what, low, high, whole):
            return f"{low:g} to {high:g}" if whole else f"{low:g} to {high:g} {what}"
        case FileName(what):
            return what
        case ListOf(item):
            return f"list; each {_value(item)}"
        case Fields():
            return "keys as below"
        case Either(kinds):
            return ", or ".join(map(_value, kinds))
