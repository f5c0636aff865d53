"""The kinds of value that a key can have: what reads, checks, documents and describes it to editors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

__all__ = ["BadValue", "Either", "Fields", "FileName", "Key", "Kind", "ListOf", "Number", "Text", "leaves"]


class BadValue(ValueError):  # noqa: N818 - it is a finding on its way, not an error of the program
    """A value of the right type that cannot be used; the message continues "KEY …"."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the message and the hint apart."""
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class Text:
    """Text: `check` returns it in canonical form or raises BadValue; `choices` maps allowed words to meanings.

    `unquoted` names the YAML types, other than text, that it may be written as ("number", "date"); `hint` says how to
    write it where nothing is left of it.
    """

    what: str = "text"
    check: Callable[[str], str] | None = None
    pattern: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    unquoted: tuple[str, ...] = ()
    lines: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Number:
    """A number within limits, both included."""

    what: str
    low: float
    high: float
    whole: bool = False


@dataclass(frozen=True)
class FileName:
    """A file of the project; with `globs` also a pattern.

    With `bare`, the ending of such files, also a name that is no path; `names` are all of those, if they are known.
    """

    what: str
    globs: bool = False
    bare: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListOf:
    """A list that is not empty; with `unique` nothing may be in it twice."""

    item: Kind
    unique: bool = False


@dataclass(frozen=True)
class Fields:
    """A mapping with known keys, at least one of them given."""

    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Either:
    """One of several kinds, which differ in their YAML type."""

    kinds: tuple[Kind, ...]


Kind: TypeAlias = "Text | Number | FileName | ListOf | Fields | Either"


@dataclass(frozen=True)
class Key:
    """One key: `default` as a value, `example` what a hint shows, `synonyms` other tools' names for it."""

    name: str
    kind: Kind
    description: str
    required: bool = False
    default: object = None
    default_note: str = ""
    example: str = ""
    synonyms: tuple[str, ...] = ()


def leaves(fields: Fields, prefix: str = "") -> Iterator[tuple[str, Key]]:
    """Yield every key of a mapping and of those inside it, each with its dotted name."""
    for key in fields.keys:
        yield f"{prefix}{key.name}", key
        for inner in _mappings(key.kind):
            yield from leaves(inner, f"{prefix}{key.name}.")


def _mappings(kind: Kind) -> Iterator[Fields]:
    match kind:
        case Fields():
            yield kind
        case ListOf(item):
            yield from _mappings(item)
        case Either(kinds):
            for one in kinds:
                yield from _mappings(one)
        case _:
            pass
