"""`terbit.yaml` as a small tree in which every key and value knows its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from terbit.config.faults import fault, syntax_fault
from terbit.diagnostics import Location
from terbit.errors import ConfigError

__all__ = ["FILE", "Entry", "Listing", "Mapped", "Node", "Scalar", "read_tree"]

FILE = "terbit.yaml"
_MAX_BYTES = 256 * 1024
_MAX_DEPTH = 16
_MAX_NODES = 20_000

ScalarType = Literal["text", "number", "date", "true or false", "nothing", "something tagged"]
_TYPES: dict[str, ScalarType] = {
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:int": "number",
    "tag:yaml.org,2002:float": "number",
    "tag:yaml.org,2002:timestamp": "date",
    "tag:yaml.org,2002:bool": "true or false",
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:merge": "text",
}


@dataclass(frozen=True)
class Scalar:
    """A single value as written, and what YAML 1.2 takes it for."""

    where: Location
    type: ScalarType
    text: str


@dataclass(frozen=True)
class Listing:
    """A list."""

    where: Location
    items: tuple[Node, ...]


@dataclass(frozen=True)
class Entry:
    """A key of a mapping and its value."""

    where: Location
    name: str
    value: Node


@dataclass(frozen=True)
class Mapped:
    """A mapping; keys given twice are both here."""

    where: Location
    entries: tuple[Entry, ...]


Node: TypeAlias = "Scalar | Listing | Mapped"


def read_tree(root: Path) -> Mapped:
    """Read `terbit.yaml` of a project.

    Raises
    ------
    ConfigError
        If it is not there, is no UTF-8, no YAML, empty, or larger or deeper than any book needs.
    """
    text = _text(root / FILE)
    try:
        _bound_depth(text)
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        raise ConfigError([syntax_fault(FILE, error, text)]) from None
    except (YAMLError, ValueError, RecursionError) as error:
        raise ConfigError([fault("config-syntax", f"this is not YAML: {str(error).splitlines()[0]}")]) from None
    if node is None:
        raise ConfigError([fault("config-empty", "terbit.yaml is empty", hint="begin with 'title: …'")])
    tree = _Converter().convert(node)
    if not isinstance(tree, Mapped):
        message = "terbit.yaml should hold keys with values"
        raise ConfigError([fault("wrong-type", message, tree.where, "begin with 'title: …'")])
    return tree


def _text(path: Path) -> str:
    """Return the file's text, once it is text."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            message = f"terbit.yaml is larger than {_MAX_BYTES // 1024} KiB"
            raise ConfigError([fault("config-too-large", message, hint="no book needs as much")])
        data = path.read_bytes()
    except FileNotFoundError:
        hint = "run this in the project's folder, or name that with -C"
        raise ConfigError([fault("config-missing", "there is no terbit.yaml", Location(FILE), hint)]) from None
    except (OSError, ValueError) as error:
        message = f"cannot read terbit.yaml: {getattr(error, 'strerror', None) or error}"
        raise ConfigError([fault("config-missing", message, Location(FILE))]) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        hint = "save the file as UTF-8"
        raise ConfigError([fault("config-encoding", "terbit.yaml is not UTF-8", _place(before), hint)]) from None
    for index, char in enumerate(text):
        if unicodedata.category(char) == "Cc" and char not in "\t\n\r\x85":
            message = f"terbit.yaml holds the control character U+{ord(char):04X}"
            raise ConfigError([fault("config-encoding", message, _place(text[:index]), "delete it")])
    return text


def _place(before: str) -> Location:
    line = before.count("\n") + 1
    return Location(FILE, line, len(before) - (before.rfind("\n") + 1) + 1)


def _bound_depth(text: str) -> None:
    """Stop before the parser would recurse, and slow down, over brackets within brackets."""
    depth = 0
    for event in YAML(typ="rt", pure=True).parse(text):
        depth += isinstance(event, CollectionStartEvent)
        depth -= isinstance(event, CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise ConfigError([_too_deep(_location(event.start_mark))])


def _too_deep(where: Location) -> Any:
    return fault("config-too-deep", f"lists and mappings are nested more than {_MAX_DEPTH} deep", where)


def _location(mark: Any) -> Location:
    return Location(FILE, mark.line + 1, mark.column + 1)


class _Converter:
    """Turns ruamel's nodes into a tree; counts, since aliases can make a few lines into billions of nodes."""

    def __init__(self) -> None:
        self._count = 0

    def convert(self, node: Any, depth: int = 0) -> Node:
        where = _location(node.start_mark)
        self._count += 1
        if self._count > _MAX_NODES:
            raise ConfigError([fault("config-too-large", "terbit.yaml unfolds to too many values", where)])
        if depth > _MAX_DEPTH:
            raise ConfigError([_too_deep(where)])
        return _BUILDERS[type(node)](self, node, where, depth + 1)

    def scalar(self, node: Any, where: Location, _: int) -> Scalar:
        text = str(node.value)
        if node.style == ">":
            text = text.replace("\a", "")  # ruamel.yaml marks where lines were folded, to fold them there again
        return Scalar(where, _TYPES.get(str(node.tag), "something tagged"), text)

    def listing(self, node: Any, where: Location, depth: int) -> Listing:
        return Listing(where, tuple(self.convert(item, depth) for item in node.value))

    def mapped(self, node: Any, where: Location, depth: int) -> Mapped:
        return Mapped(where, tuple(self._entry(key, value, depth) for key, value in node.value))

    def _entry(self, key: Any, value: Any, depth: int) -> Entry:
        name = str(key.value) if isinstance(key, ScalarNode) else "[…]"
        where = _location(key.start_mark)
        inner = self.convert(value, depth)
        if isinstance(inner, Scalar) and inner.type == "nothing":
            inner = Scalar(where, "nothing", "")  # the parser places an absent value on the next line
        return Entry(where, name, inner)


_BUILDERS: dict[type, Callable[[_Converter, Any, Location, int], Node]] = {
    ScalarNode: _Converter.scalar,
    SequenceNode: _Converter.listing,
    MappingNode: _Converter.mapped,
}
