"""The tree of `terbit.yaml` checked against the table of keys; every error is kept, none stops the walk."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from terbit.config.checks import shown
from terbit.config.faults import fault
from terbit.config.globs import TooManyFilesError, expand, is_glob
from terbit.config.kinds import BadValue, Either, Fields, FileName, Kind, ListOf, Number, Text
from terbit.config.tree import Entry, Listing, Mapped, Node, Scalar
from terbit.diagnostics import Diagnostic, Location, nearest
from terbit.door import Door, Refused

__all__ = ["Checked", "NamedFile", "check_tree"]

_INVALID: Final = object()
_BARE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_MANY_CHOICES = 16
_USUAL = 8


@dataclass(frozen=True)
class NamedFile:
    """A file that the configuration names: its dotted key, its path and the place."""

    key: str
    path: str
    where: Location


@dataclass(frozen=True)
class Checked:
    """What a tree says: valid values by key, the place of each dotted key, files in order, and findings."""

    values: Mapping[str, Any]
    places: Mapping[str, Location]
    files: tuple[NamedFile, ...]
    findings: tuple[Diagnostic, ...]


def _or_by_name(refused: Refused, ending: str) -> Refused:
    """Say that what was taken for a path may go by its name alone: an address of a style ends in it."""
    name = refused.reference.rstrip("/").rpartition("/")[2].removesuffix(ending)
    if refused.reason not in {"missing", "remote"} or not _BARE_NAME.fullmatch(name):
        return refused
    return replace(refused, hint=f"{refused.hint}; or write the name alone: '{name}'")


def check_tree(tree: Mapped, table: Fields, door: Door) -> Checked:
    """Check a whole tree; values with findings are left out."""
    walk = _Walk(table, door)
    values = walk.fields(table, tree, "")
    return Checked(values, walk.places, tuple(walk.files), tuple(walk.findings))


class _Walk:
    """One walk over one tree, and what it has gathered."""

    def __init__(self, table: Fields, door: Door) -> None:
        self._table = table
        self._door = door
        self.places: dict[str, Location] = {}
        self.files: list[NamedFile] = []
        self.findings: list[Diagnostic] = []

    def read(self, kind: Kind, node: Node, key: str) -> Any:
        """Return a node's value in canonical form, or the mark of an invalid one."""
        self.places[key] = node.where
        match _branch(kind, node), node:
            case Text() as text, Scalar():
                return self.text(text, node, key)
            case Number() as number, Scalar():
                return self.number(number, node, key)
            case FileName() as name, Scalar():
                return self.file(name, node, key)
            case ListOf() as several, Listing():
                return self.listing(several, node, key)
            case Fields() as fields, Mapped():
                return self.fields(fields, node, key)
        return self._wrong_type(kind, node, key)

    def text(self, kind: Text, node: Scalar, key: str) -> Any:
        """Return text with its spaces made single, checked and among the choices."""
        text = node.text.strip() if kind.lines else " ".join(node.text.split())
        if not text:
            return self._bad(f"{key} has no value", node.where, "write one, or remove the line")
        if odd := next((char for char in text if _unprintable(char, kind)), ""):
            return self._bad(f"{key} holds the character U+{ord(odd):04X}, which cannot be printed", node.where)
        if kind.choices and text not in kind.choices:
            message = f"{key} is '{shown(text)}', which is not {kind.what}"
            return self._bad(message, node.where, _choice(text, kind))
        try:
            return kind.check(text) if kind.check else text
        except BadValue as bad:
            return self._bad(f"{key} {bad.message}", node.where, bad.hint)

    def number(self, kind: Number, node: Scalar, key: str) -> Any:
        """Return a number within its limits."""
        value = _number(node.text)
        if value is None or not kind.low <= value <= kind.high or (kind.whole and value % 1):
            what = "a whole number" if kind.whole else "a number"
            hint = f"write {what} from {kind.low:g} to {kind.high:g}"
            return self._bad(f"{key} is {shown(node.text)}", node.where, hint)
        return int(value) if kind.whole else value

    def file(self, kind: FileName, node: Scalar, key: str) -> Any:
        """Return the paths that a name stands for, or the name itself where it is no path."""
        name = node.text.strip()
        if not name:
            return self._wrong_type(kind, node, key)
        if kind.bare and "/" not in name and not name.lower().endswith(kind.bare):
            if name in kind.names or (not kind.names and _BARE_NAME.fullmatch(name)):
                return (name,)
            hint = nearest(name, kind.names) or (f"there are {', '.join(kind.names)}" if kind.names else "")
            return self._bad(f"{key} is '{shown(name)}', which is not {kind.what.replace('`', '')}", node.where, hint)
        found = self._door.resolve(name)
        if kind.globs and is_glob(name) and isinstance(found, Refused) and found.code == "file-missing":
            return self._expand(name, node.where, key)
        if kind.bare and isinstance(found, Refused):
            found = _or_by_name(found, kind.bare)
        return self._paths((found,), node.where, key)

    def listing(self, kind: ListOf, node: Listing, key: str) -> Any:
        """Return the valid items of a list."""
        if not node.items:
            return self._bad(f"{key} is an empty list", node.where, "name at least one, or remove the line")
        values: list[Any] = []
        for index, item in enumerate(node.items):
            value = self.read(kind.item, item, f"{key}.{index}")
            if kind.unique and value in values:
                self._bad(f"{key}.{index} repeats '{shown(str(value))}'", item.where, "name it once")
            elif value is not _INVALID:
                values.append(value)
        return tuple(values)

    def fields(self, kind: Fields, node: Mapped, key: str) -> Any:
        """Return the valid values of a mapping by their keys."""
        prefix = f"{key}." if key else ""
        known = {one.name: one.kind for one in kind.keys}
        first: dict[str, Location] = {}
        meant: set[str] = set()
        values: dict[str, Any] = {}
        for entry in node.entries:
            if entry.name in first:
                self._twice(entry, prefix, first[entry.name])
                continue
            first[entry.name] = entry.where
            if entry.name not in known:
                meant.update(self._unknown(entry, prefix, kind))
            elif (value := self.read(known[entry.name], entry.value, prefix + entry.name)) is not _INVALID:
                values[entry.name] = value
        for one in kind.keys:
            if one.required and one.name not in first and prefix + one.name not in meant:
                hint = f"add '{one.name}: {one.example}' ({one.description})"
                self._add("missing-key", f"{prefix}{one.name} is missing", node.where, hint)
        return values

    def _expand(self, pattern: str, where: Location, key: str) -> Any:
        try:
            found = expand(self._door.root, pattern)
        except TooManyFilesError:
            message = f"{key}: '{shown(pattern)}' has too many files to look at"
            return self._bad(message, where, "begin it with a folder")
        if not found:
            hint = "the path begins at the folder of terbit.yaml"
            self._add("glob-empty", f"{key}: no file matches '{shown(pattern)}'", where, hint)
            return _INVALID
        return self._paths(tuple(map(self._door.resolve, found)), where, key)

    def _paths(self, found: tuple[str | Refused, ...], where: Location, key: str) -> Any:
        for one in found:
            if isinstance(one, Refused):
                self._add(one.code, f"{key}: {one.message}", where, one.hint)
            else:
                self.files.append(NamedFile(key, one, where))
        return tuple(one for one in found if isinstance(one, str)) or _INVALID

    def _wrong_type(self, kind: Kind, node: Node, key: str) -> Any:
        if isinstance(node, Scalar) and (node.type == "nothing" or not node.text.strip()):
            hint = getattr(kind, "hint", "") or "write one, or remove the line"
            self._add("wrong-type", f"{key} has no value", node.where, hint)
        else:
            message = f"{key} should be {_described(kind)}, but is {_shape(node)}"
            self._add("wrong-type", message, node.where, _type_hint(kind, node))
        return _INVALID

    def _twice(self, entry: Entry, prefix: str, first: Location) -> None:
        message = f"{prefix}{shown(entry.name)} is given twice, first on line {first.line}"
        self._add("duplicate-key", message, entry.where, "keep one of them")

    def _unknown(self, entry: Entry, prefix: str, level: Fields) -> tuple[str, ...]:
        """Report a key, and return what it may have been meant for: that is not missing too."""
        from terbit.config.suggest import hint_for, meant_by  # noqa: PLC0415 - only where something is wrong

        meant = meant_by(entry.name, prefix, level, self._table)
        hint = hint_for(meant, level)
        self._add("unknown-key", f"unknown key '{prefix}{shown(entry.name)}'", entry.where, hint)
        return meant

    def _bad(self, message: str, where: Location, hint: str = "") -> Any:
        self._add("bad-value", message, where, hint)
        return _INVALID

    def _add(self, code: str, message: str, where: Location, hint: str) -> None:
        self.findings.append(fault(code, message, where, hint))


def _branch(kind: Kind, node: Node) -> Kind | None:
    """Return the alternative that takes the node's YAML type."""
    match kind, node:
        case Either(kinds), _:
            return next((one for one in kinds if _branch(one, node)), None)
        case (ListOf(), Listing()) | (Fields(), Mapped()):
            return kind
        case Text(unquoted=also), Scalar(type=name):
            return kind if name in {"text", *also} else None
        case FileName(), Scalar(type="text"):
            return kind
        case Number(), Scalar(type="number"):
            return kind
    return None


def _described(kind: Kind) -> str:
    match kind:
        case Either(kinds):
            return " or ".join(map(_described, kinds))
        case ListOf():
            return "a list"
        case Fields(keys):
            return "keys with values (" + ", ".join(key.name for key in keys) + ")"
        case Number(what, whole=whole):
            return "a whole number" if whole else f"a number of {what}"
        case Text(what) | FileName(what):
            return what.replace("`", "'")


def _shape(node: Node) -> str:
    match node:
        case Listing():
            return "a list"
        case Mapped():
            return "keys with values"
        case Scalar(type="number" | "date" as name, text=text):
            return f"the {name} {shown(text)}"
        case Scalar(type="true or false", text=text):
            return f"'{shown(text)}', which YAML takes for true or false"
        case Scalar(type=name, text=text):
            return f"'{shown(text)}'" if name == "text" else name


def _type_hint(kind: Kind, node: Node) -> str:
    kinds = kind.kinds if isinstance(kind, Either) else (kind,)
    if not isinstance(node, Scalar):
        return ""
    if node.type == "something tagged":
        return "remove the tag, which begins with '!'"
    if node.type != "text" and Text() in kinds:
        return f'put it in quotes: "{shown(node.text)}"'
    if node.type == "text" and any(isinstance(one, ListOf) for one in kinds):
        return f"write it as a list: [{shown(node.text)}]"
    if isinstance(kind, Number) and node.type == "text":
        return f"write the number alone, from {kind.low:g} to {kind.high:g}"
    return ""


def _choice(text: str, kind: Text) -> str:
    """Suggest the nearest choice, by its name or by its meaning."""
    word = text.casefold()
    for name, meaning in kind.choices.items():
        if word in {name.casefold(), meaning.casefold()}:
            return f"did you mean '{name}'?"
    if hint := nearest(text, kind.choices):
        return hint
    if len(kind.choices) <= _MANY_CHOICES:
        return f"choose among {', '.join(kind.choices)}"
    return f"the usual ones are {', '.join(list(kind.choices)[:_USUAL])}"


def _number(text: str) -> float | None:
    """Return a YAML number, or None for one that no book has (octal, infinite, endless)."""
    if not re.fullmatch(r"[-+]?[0-9]{1,9}(\.[0-9]{0,9})?|[-+]?\.[0-9]{1,9}", text):
        return None
    return float(text)


def _unprintable(char: str, kind: Text) -> bool:
    if char in "\n\t" and kind.lines:
        return False
    return unicodedata.category(char) in {"Cc", "Cs"} or char in "\ufffe\uffff"
