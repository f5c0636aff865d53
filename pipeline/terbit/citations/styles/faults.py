"""Where a style departs from CSL 1.0.2, said so that its author can mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from terbit.citations.styles.grammar import Element, complaints, grammar
from terbit.citations.styles.tree import NS, StyleTree
from terbit.diagnostics import Diagnostic, Location, nearest

__all__ = ["schema_faults"]

# The schema shares these elements with dependent styles and locale files, which need less.
_ALWAYS: Mapping[str, tuple[str, ...]] = {
    f"{NS}style": ("@class", f"{NS}info", f"{NS}citation"),
    f"{NS}info": (f"{NS}title", f"{NS}id", f"{NS}updated"),
}
_FEW = 8
_SAID = (
    (r"Invalid attribute (\S+) for element (\S+)", "cs:{1} cannot have {0} as it stands here"),
    (r"Type dateTime doesn't allow value '(.*)'", "'{0}' is no date with a time, as in 2026-01-31T00:00:00+00:00"),
    (r"Type (\S+) doesn't allow value '(.*)'", "'{1}' is no {0}"),
    (r"Element (\S+) has extra content: (\S+)", "cs:{1} cannot stand in this place of cs:{0}"),
    (r"Extra element (\S+) in interleave", "cs:{0} cannot stand here, or not once more"),
    (r"Did not expect element (\S+) there", "cs:{0} cannot stand here"),
    (r"Expecting element (\S+), got (\S+)", "cs:{0} has to stand before cs:{1}"),
    (r"Expecting an element (\S+), got nothing", "cs:{0} is missing here"),
    (r"Element (\S+) failed to validate attributes", "the attributes of cs:{0} do not go together, or one is missing"),
    (r"Element (\S+) failed to validate content", "what stands in cs:{0} is not in order"),
)


def schema_faults(tree: StyleTree) -> tuple[Diagnostic, ...]:
    """Return what is wrong with each element; a valid style costs no more than its validation."""
    said = complaints(tree.root.getroottree())
    if not said:
        return ()
    table = grammar()
    found = [fault for element in tree.root.iter("*") for fault in _faults(element, table, tree)]
    return tuple(found) or (_translated(said, tree),)


def _faults(element: Any, table: Mapping[str, Element], tree: StyleTree) -> Iterator[Diagnostic]:
    above = element.getparent()
    rule = table.get(element.tag)
    if above is not None and above.tag not in table:
        return
    if rule is None:
        name = _shown(element.tag)
        known = map(_shown, table[above.tag].children if above is not None else ())
        yield _finding(f"CSL has no element {name}", tree.at(element), nearest(name, known))
        return
    if above is not None and element.tag not in table[above.tag].children:
        yield _finding(f"{_shown(element.tag)} cannot stand in {_shown(above.tag)}", tree.at(element))
    yield from _attributes(element, rule, tree)
    yield from _words(element, rule, tree)
    if all(child.tag in rule.children for child in element.iterchildren("*")):
        yield from _missing(element, rule, tree)


def _attributes(element: Any, rule: Element, tree: StyleTree) -> Iterator[Diagnostic]:
    for name, value in element.attrib.items():
        known = rule.attributes.get(name)
        if known is None:
            message = f"{_shown(element.tag)} has no attribute '{name}'"
            yield _finding(message, tree.at(element), nearest(name, rule.attributes) or "take it out")
        elif (odd := known.odd(value)) is not None:
            message = f'{_shown(element.tag)} cannot have {name}="{odd}"'
            yield _finding(message, tree.at(element), _instead(odd, known.words))


def _instead(word: str, words: set[str]) -> str:
    if not words:
        return "write a whole number"
    listed = f"it may be {', '.join(sorted(words))}"
    return nearest(word, words) or (listed if len(words) <= _FEW else "see the CSL specification for what it may be")


def _words(element: Any, rule: Element, tree: StyleTree) -> Iterator[Diagnostic]:
    """Yield text that stands where only elements may."""
    text = "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
    if text and not rule.text:
        message = f"'{text[:40]}' stands in {_shown(element.tag)}, which holds elements alone"
        yield _finding(message, tree.at(element), 'words are written as <text value="…"/>')


def _missing(element: Any, rule: Element, tree: StyleTree) -> Iterator[Diagnostic]:
    has = {f"@{name}" for name in element.attrib} | {child.tag for child in element.iterchildren("*")}
    always = [frozenset({name}) for name in _ALWAYS.get(element.tag, ())]
    for need in dict.fromkeys((*always, *sorted(rule.needs, key=sorted))):
        if need.isdisjoint(has):
            *most, last = sorted(map(_shown, need))
            names = f"{', '.join(most)} or {last}" if most else last
            yield _finding(f"{_shown(element.tag)} lacks {names}", tree.at(element), "add it")


def _translated(said: tuple[tuple[int, str], ...], tree: StyleTree) -> Diagnostic:
    """Return the first complaint of the validator, in other words than its own."""
    line, message = said[0]
    for pattern, wording in _SAID:
        if found := re.fullmatch(pattern, message):
            return _finding(wording.format(*found.groups()), _place(line, f"{NS}{found[1]}", tree))
    return _finding(message, _place(line, "", tree))


def _place(line: int, name: str, tree: StyleTree) -> Location:
    """Return where an element is that the validator gives the line of, or none: then it is the last of its name."""
    if line:
        return next((at for e in tree.root.iter("*") if (at := tree.at(e)).line == line), Location(tree.path, line))
    return tree.at(next(reversed(list(tree.root.iter(name))), tree.root))


def _shown(name: str) -> str:
    """Write the name of an element as the specification does, that of an attribute without its sign."""
    return name.removeprefix("@") if name[0] == "@" else name.replace(NS, "cs:")


def _finding(message: str, place: Location, hint: str = "") -> Diagnostic:
    hint = hint or "see the CSL 1.0.2 specification"
    return Diagnostic("error", "style-invalid", f"not CSL 1.0.2: {message}", place, hint)
