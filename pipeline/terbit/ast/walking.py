"""Walking a tree: its elements, and the tree rebuilt with others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from terbit.ast.shape import Element, Elements

__all__ = ["elements", "map_elements", "strip_positions"]

_TREES = (list, dict)
_WORDS = frozenset({"Str", "Space", "SoftBreak"})


def elements(node: Any, *, words: bool = False) -> Iterator[Element]:
    """Yield every element below a node in document order, outer ones first; words and spaces if they are asked for."""
    skipped = frozenset[str]() if words else _WORDS
    found: Elements = [node] if type(node) is dict and node.get("t") in skipped else []
    _gather((node,), skipped, found)
    return iter(found)


def _gather(items: Iterable[Any], skipped: Collection[str], found: Elements) -> None:
    # Exact types, one call for all siblings, and none for a word: a book is walked some ten times in a build.
    for item in items:
        kind = type(item)
        if kind is list:
            _gather(item, skipped, found)
        elif kind is dict:
            tag = item.get("t")
            if tag is None:
                _gather(item.values(), skipped, found)
            elif tag not in skipped:
                found.append(item)
                contents = item.get("c")
                if type(contents) in _TREES:
                    _gather((contents,), skipped, found)


def map_elements(node: Any, change: Callable[[Element], Element | Elements | None]) -> Any:
    """Rebuild a tree from the leaves up; what does not change is the same object afterwards.

    `change` sees each element after its contents, words and spaces apart, and returns None to keep it, an element
    to replace it, or a list to put in its place among its siblings.
    """
    if type(node) is list:
        return _map_list(node, change)
    if type(node) is not dict:
        return node
    if "t" not in node:
        rebuilt = {key: map_elements(value, change) for key, value in node.items()}
        return node if all(rebuilt[key] is value for key, value in node.items()) else rebuilt
    return _map_element(node, change)


def _map_list(node: list[Any], change: Callable[[Element], Element | Elements | None]) -> list[Any]:
    out: list[Any] = []
    same = True
    for item in node:
        if type(item) is list:
            mapped: Any = _map_list(item, change)
        elif type(item) is not dict or item.get("t") in _WORDS:
            mapped = item
        else:
            mapped = _map_element(item, change) if "t" in item else map_elements(item, change)
            if type(mapped) is list:
                out += mapped
                same = False
                continue
        same = same and mapped is item
        out.append(mapped)
    return node if same else out


def _map_element(element: Element, change: Callable[[Element], Element | Elements | None]) -> Any:
    contents = element.get("c")
    mapped = map_elements(contents, change) if type(contents) in _TREES else contents
    element = element if mapped is contents else {**element, "c": mapped}
    changed = change(element)
    return element if changed is None else changed


def strip_positions(node: Any) -> Any:
    """Return the tree without places, so that its digest changes only with its content."""
    if isinstance(node, list):
        return [strip_positions(item) for item in node]
    if isinstance(node, dict):
        return {k: strip_positions(v) for k, v in node.items() if k != "p"}
    return node
