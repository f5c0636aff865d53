"""The schema of CSL 1.0.2 (RELAX NG), as a judge of styles and as a table of what each element may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from citeproc import SCHEMA_PATH
from lxml import etree

__all__ = ["Attribute", "Element", "complaints", "grammar"]

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_Defined = Mapping[str, Sequence[Any]]


@dataclass
class Attribute:
    """What an attribute may say: one of `words`, several of them if `listed`, a number, anything if `free`."""

    words: set[str] = field(default_factory=set)
    free: bool = False
    listed: bool = False
    number: bool = False

    def odd(self, value: str) -> str | None:
        """Return the part of a value that the schema does not know, or None."""
        if self.free or (self.number and value.strip().isdecimal()):
            return None
        parts = value.split() if self.listed else [value]
        return next((part for part in parts if part not in self.words), None if parts else value)


@dataclass
class Element:
    """What an element may have, in whichever of its places; `needs` has sets of names, of which one must be there.

    Names of attributes begin with ``@`` in `needs`.
    """

    attributes: dict[str, Attribute] = field(default_factory=dict)
    children: set[str] = field(default_factory=set)
    text: bool = False
    needs: frozenset[frozenset[str]] = frozenset()


def complaints(style: Any) -> tuple[tuple[int, str], ...]:
    """Return where a style departs from the schema, in the validator's words: line and message."""
    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    schema.validate(style)
    return tuple((error.line, error.message) for error in schema.error_log)


def grammar() -> Mapping[str, Element]:
    """Return the elements that a style can hold, by their qualified names."""
    root = etree.parse(SCHEMA_PATH).getroot()
    defined: dict[str, list[Any]] = {}
    for define in root.iter(f"{_RNG}define"):
        defined.setdefault(define.get("name"), []).extend(define)
    table: dict[str, Element] = {}
    for node in root.iter(f"{_RNG}element"):
        own = Element(needs=_needs(node, defined))
        _fill(own, node, defined)
        for name in _names(node):
            table[name] = _joined(table[name], own) if name in table else _joined(Element(needs=own.needs), own)
    return table


def _fill(own: Element, node: Any, defined: _Defined) -> None:
    """Gather what stands directly in an element, through the definitions that it refers to."""
    for child in node:
        match _kind(child):
            case "element":
                own.children.update(_names(child))
            case "attribute":
                for name in _names(child):
                    _values(attribute := own.attributes.setdefault(name, Attribute()), child, defined)
                    # An attribute without any pattern holds text.
                    attribute.free |= not (attribute.words or attribute.number)
            case "ref":
                _fill(own, defined[child.get("name")], defined)
            case "text" | "data":
                own.text = True
            case _:
                _fill(own, child, defined)


def _values(attribute: Attribute, node: Any, defined: _Defined) -> None:
    for child in node:
        match _kind(child), child.get("type"):
            case "value", _:
                attribute.words.add(child.text or "")
            case "data", "boolean":
                attribute.words |= {"true", "false"}
            case "data", "integer" | "nonNegativeInteger":
                attribute.number = True
            case "text" | "data", _:
                attribute.free = True
            case "ref", _:
                _values(attribute, defined[child.get("name")], defined)
            case "name" | "documentation" | "", _:
                pass
            case kind, _:
                attribute.listed |= kind == "list"
                _values(attribute, child, defined)


def _needs(nodes: Any, defined: _Defined) -> frozenset[frozenset[str]]:
    """Return what patterns cannot do without, one after the other."""
    return frozenset(need for node in nodes for need in _need(node, defined))


def _need(node: Any, defined: _Defined) -> frozenset[frozenset[str]]:
    match _kind(node):
        case "element":
            return frozenset({frozenset(_names(node))})
        case "attribute":
            return frozenset({frozenset(f"@{name}" for name in _names(node))})
        case "ref":
            return _needs(defined[node.get("name")], defined)
        case "choice":
            return _either([_need(child, defined) for child in node if child.tag != f"{_RNG}name"])
        case "optional" | "zeroOrMore" | "name" | "":
            return frozenset()
        case _:
            return _needs(node, defined)


def _either(branches: Sequence[frozenset[frozenset[str]]]) -> frozenset[frozenset[str]]:
    """Return what is needed if one of several patterns is enough: anything that any of them needs."""
    if not branches or not all(branches):
        return frozenset()
    return frozenset({frozenset(name for branch in branches for need in branch for name in need)})


def _kind(node: Any) -> str:
    """Return the name of an element of the schema's own language, or nothing for annotations."""
    found = isinstance(node.tag, str) and node.tag.startswith(_RNG)
    return str(etree.QName(node).localname) if found else ""


def _names(node: Any) -> Iterator[str]:
    """Yield the qualified names that an element or attribute of the schema stands for."""
    for name in node.iterfind(f"{_RNG}name"):
        yield f"{{{name.get('ns')}}}{name.text}" if name.get("ns") else name.text
    for choice in node.iterfind(f"{_RNG}choice"):
        yield from _names(choice) if choice.find(f"{_RNG}name") is not None else ()


def _joined(one: Element, other: Element) -> Element:
    """Return an element that may be like either of two; what both need, it needs."""
    attributes = {name: one.attributes.get(name, Attribute()) for name in (*one.attributes, *other.attributes)}
    for name, more in other.attributes.items():
        mine = attributes[name]
        attributes[name] = Attribute(
            mine.words | more.words, mine.free or more.free, mine.listed or more.listed, mine.number or more.number
        )
    both = one.needs & other.needs
    needs = both | _either([one.needs - both, other.needs - both])
    return Element(attributes, one.children | other.children, one.text or other.text, needs)
