"""A style's XML, read without opening anything that it names, with the place of each element."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.parsers import expat

from lxml import etree

from terbit.diagnostics import Diagnostic, Location
from terbit.model import Resource

__all__ = ["NS", "StyleTree", "read_tree"]

NS = "{http://purl.org/net/xbiblio/csl}"
_UTF8 = re.compile(rb"\s*<\?xml(?:(?!\?>).)*?encoding\s*=\s*[\"'](?!utf-?8[\"'])", re.DOTALL | re.IGNORECASE)
_REASONS = {expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: "it ends before all elements are closed"}
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class StyleTree:
    """A style as a tree; `starts` are the line and column of each element in document order."""

    path: str
    root: Any
    starts: tuple[tuple[int, int], ...]

    def at(self, element: Any) -> Location:
        """Return the place where an element begins."""
        return self._places[element]

    @property
    def parent(self) -> Any:
        """Return the link by which the style refers to another one for all that it does, or None."""
        if self.root.tag != f"{NS}style" or self.root.find(f"{NS}citation") is not None:
            return None
        return self.root.find(f"{NS}info/{NS}link[@rel='independent-parent']")

    @cached_property
    def _places(self) -> Mapping[Any, Location]:
        pairs = zip(self.root.iter("*"), self.starts, strict=True)
        return {element: Location(self.path, *start) for element, start in pairs}


def read_tree(style: Resource) -> StyleTree | Diagnostic:
    """Return the tree of a style, or the one reason why it has none."""
    if not style.data.strip():
        return _refused("the style is empty", Location(style.path, 1), "save the style in it anew")
    starts = _starts(style)
    if isinstance(starts, Diagnostic):
        return starts
    try:
        root = etree.fromstring(style.data, etree.XMLParser(no_network=True, resolve_entities=False))
    except etree.XMLSyntaxError as error:
        reason = re.sub(r", (?:use XML_PARSE_HUGE|line \d).*", "", error.msg or "")
        return _not_xml(style.path, reason, *error.position)
    return StyleTree(style.path, root, starts)


class _DoctypeError(Exception):
    """A document type, with its name: it may define entities that swell or name files."""


def _starts(style: Resource) -> tuple[tuple[int, int], ...] | Diagnostic:
    """Return the line and column of each element, or why the file is no XML that may be read further."""
    starts: list[tuple[int, int]] = []
    reader = expat.ParserCreate()

    def begin(name: str, attributes: Mapping[str, str]) -> None:
        del name, attributes
        starts.append((reader.CurrentLineNumber, reader.CurrentColumnNumber + 1))

    def refuse(name: str, *rest: object) -> None:
        del rest
        raise _DoctypeError(name)

    reader.StartElementHandler = begin
    reader.StartDoctypeDeclHandler = refuse
    try:
        reader.Parse(style.data, True)
    except _DoctypeError as doctype:
        return _typed(str(doctype), Location(style.path, reader.CurrentLineNumber, reader.CurrentColumnNumber + 1))
    except expat.ExpatError as error:
        reason = _REASONS.get(error.code) or expat.errors.messages.get(error.code, str(error))
        return _encoding(style) or _not_xml(style.path, reason, error.lineno, error.offset + 1)
    except (LookupError, ValueError):
        return _refused("the style is in an encoding that cannot be read", Location(style.path, 1), "save it as UTF-8")
    return tuple(starts)


def _typed(name: str, place: Location) -> Diagnostic:
    if name.casefold() == "html":
        return _refused("the file is a web page, no citation style", place, "save the style itself, a '.csl' file")
    return _refused("a style has no document type and defines no entities", place, "take out '<!DOCTYPE …>'")


def _encoding(style: Resource) -> Diagnostic | None:
    """Return the byte that is not UTF-8 in a file that has to be."""
    if style.data.startswith(_WIDE) or _UTF8.match(style.data):
        return None
    try:
        style.data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = style.data[: error.start].decode("utf-8")
        place = Location(style.path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        hint = "save it as UTF-8 (it may be Latin-1 or Windows-1252 now)"
        return _refused(f"byte 0x{style.data[error.start]:02x} is not UTF-8", place, hint)
    return None


def _not_xml(path: str, reason: str, line: int, column: int) -> Diagnostic:
    return _refused(f"the style is not well-formed XML: {reason}", Location(path, line, column), "mend or replace it")


def _refused(message: str, place: Location, hint: str) -> Diagnostic:
    return Diagnostic("error", "style-syntax", message, place, hint)
