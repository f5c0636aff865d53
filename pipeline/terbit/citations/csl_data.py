"""CSL-JSON and CSL-YAML as items that know their places; what cannot be read of a file leaves the rest as it is."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from terbit.diagnostics import Diagnostic, Location

__all__ = ["Item", "read_json", "read_yaml"]

_SPACE = re.compile(r"[\s,]*")
_ITEM = re.compile(r"[}\]]\s*,\s*(?=\{)")
_LIST = re.compile(r'\s*(?:\{\s*"(?:items|references)"\s*:\s*)?\[')
_KEY = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:')
_NOTHING = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True)
class Item:
    """One item as it is written, its place, those of its variables, and whether its texts are Markdown."""

    data: Mapping[str, Any]
    where: Location
    places: Mapping[str, Location] = field(default_factory=dict)
    markdown: bool = False


def _syntax(message: str, where: Location, hint: str = "") -> Diagnostic:
    return Diagnostic("error", "bibliography-syntax", message, where, hint)


# --------------------------------------------------------------------- JSON


def read_json(file: str, text: str) -> tuple[list[Item], list[Diagnostic]]:
    """Read a list of CSL-JSON items, or one item; after a fault, go on with the item after it."""
    reader = _Json(file, text)
    return list(reader.items()), reader.findings


@dataclass
class _Json:
    file: str
    text: str
    findings: list[Diagnostic] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def items(self) -> Iterator[Item]:
        self.lines = [0, *(found.end() for found in re.finditer("\n", self.text))]
        opened = _LIST.match(self.text)
        at = opened.end() if opened else 0
        while (at := _end(_SPACE, self.text, at)) < len(self.text) and self.text[at] != "]":
            try:
                data, end = json.JSONDecoder().raw_decode(self.text, at)
            except (ValueError, RecursionError) as error:
                self._refuse(getattr(error, "pos", at), getattr(error, "msg", "nested too deeply"))
                following = _ITEM.search(self.text, max(at, getattr(error, "pos", at)))
                at = following.end() if following else len(self.text)
                continue
            if isinstance(data, dict):
                yield Item(data, self._locate(at), dict(self._places(at, end)))
            else:
                self.findings.append(_syntax('an entry is an object: {"id": …}', self._locate(at)))
            at = end
        if opened and at >= len(self.text):
            self._refuse(len(self.text.rstrip()), "the list is never closed by ']'")

    def _refuse(self, at: int, message: str) -> None:
        if not self.findings:  # what is wrong after the first fault mostly follows from it
            self.findings.append(_syntax(f"this is not JSON: {message}", self._locate(at)))

    def _places(self, at: int, end: int) -> Iterator[tuple[str, Location]]:
        seen: set[str] = set()
        for key in _KEY.finditer(self.text, at, end):
            if key[1] not in seen:
                seen.add(key[1])
                yield key[1], self._locate(key.start())

    def _locate(self, at: int) -> Location:
        line = bisect_right(self.lines, at)
        return Location(self.file, line, at - self.lines[line - 1] + 1)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


# --------------------------------------------------------------------- YAML


def read_yaml(file: str, text: str) -> tuple[list[Item], list[Diagnostic]]:
    """Read CSL-YAML: a list of items, alone or under `references:`, perhaps between lines `---`."""
    text = re.sub(r"^(?:---|\.\.\.)[ \t]*$", "", text, flags=re.MULTILINE)
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        where = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)
        return [], [_syntax(f"this is not YAML: {error.problem}", where)]
    except (YAMLError, ValueError, RecursionError) as error:
        return [], [_syntax(f"this is not YAML: {str(error).splitlines()[0]}", Location(file))]
    return _yaml_items(file, node)


def _yaml_items(file: str, node: Node | None) -> tuple[list[Item], list[Diagnostic]]:
    found: list[Item] = []
    findings: list[Diagnostic] = []
    aliases: list[Node] = []
    seen: set[int] = set()
    for item in _listed(node):
        where = _place(file, item)
        if isinstance(item, MappingNode):
            places = {str(key.value): _place(file, key) for key, _ in item.value}
            found.append(Item(_plain(item, seen, aliases), where, places, markdown=True))
        else:
            findings.append(_syntax("an entry is a mapping: 'id: …'", where))
    if aliases:
        message = "a list or mapping with an anchor is read in one place only"
        findings.append(_syntax(message, _place(file, aliases[0]), "write it out in each place"))
    return found, findings


def _listed(node: Node | None) -> list[Node]:
    if isinstance(node, MappingNode):
        named = {str(key.value): value for key, value in node.value}
        node = named.get("references", node)
    if isinstance(node, SequenceNode):
        return list(node.value)
    return [] if node is None else [node]


def _plain(node: Node, seen: set[int], aliases: list[Node]) -> Any:
    """Return a node as JSON has it, except that every value is a text or nothing: a year is none the less a year.

    A collection that is `seen` already is left out, for aliases of aliases can grow without end.
    """
    if isinstance(node, ScalarNode):
        return None if node.style is None and node.value in _NOTHING else node.value
    if id(node) in seen:
        aliases.append(node)
        return None
    seen.add(id(node))
    if isinstance(node, SequenceNode):
        return [_plain(value, seen, aliases) for value in node.value]
    return {str(key.value): _plain(value, seen, aliases) for key, value in node.value}


def _place(file: str, node: Node) -> Location:
    return Location(file, node.start_mark.line + 1, node.start_mark.column + 1)
