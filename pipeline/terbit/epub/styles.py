"""The style sheet of the EPUB: the theme's custom properties filled in, for readers that know none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import tinycss2

from terbit.diagnostics import Diagnostic, Location
from terbit.model import Resource

__all__ = ["SHEETS", "book_css", "resolve"]

_THEME, _SHEET = SHEETS = ("theme.css", "epub.css")
"""What the style sheet is made of."""
_FETCHING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set"})


def book_css(styles: Mapping[str, Resource]) -> tuple[str, list[Diagnostic]]:
    """Return the rules of `epub.css` with the tokens of `theme.css`, and what had to be left out."""
    properties = dict(_properties(styles[_THEME].data.decode()))
    rules = tinycss2.parse_stylesheet(styles[_SHEET].data.decode(), skip_comments=True, skip_whitespace=True)
    findings: list[Diagnostic] = []
    kept: list[str] = []
    for rule in rules:
        problem = _problem(rule)
        if problem:
            hint = "an EPUB is complete in itself; say it without files and addresses"
            findings.append(Diagnostic("warning", "style-left-out", problem, _where(rule), hint))
        else:
            kept.append(resolve(rule.serialize(), properties))
    return "\n".join(kept) + "\n", findings


def resolve(css: str, properties: Mapping[str, str]) -> str:
    """Put the value of each custom property, or its fallback, in the place of ``var()``."""
    return str(tinycss2.serialize(list(_resolved(tinycss2.parse_component_value_list(css), properties, ()))))


def _properties(css: str) -> Iterator[tuple[str, str]]:
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
            for item in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
                if item.type == "declaration" and item.name.startswith("--"):
                    yield item.name, tinycss2.serialize(item.value).strip()


def _resolved(values: Iterable[Any], properties: Mapping[str, str], inside: tuple[str, ...]) -> Iterator[Any]:
    for value in values:
        if value.type == "function" and value.lower_name == "var":
            yield from _value_of(value, properties, inside)
        elif value.type == "function":
            value.arguments[:] = _resolved(value.arguments, properties, inside)
            yield value
        elif hasattr(value, "content") and isinstance(value.content, list):
            value.content[:] = _resolved(value.content, properties, inside)
            yield value
        elif value.type != "comment":
            yield value


def _value_of(function: Any, properties: Mapping[str, str], inside: tuple[str, ...]) -> Iterator[Any]:
    """Yield the value of a ``var()``; a property that refers to itself has none (CSS Variables 1, 2.3)."""
    arguments = list(function.arguments)
    name = next((a.value for a in arguments if a.type == "ident"), "")
    comma = next((n for n, a in enumerate(arguments) if a == ","), None)
    if name in properties and name not in inside:
        found = tinycss2.parse_component_value_list(properties[name])
        yield from _resolved(found, properties, (*inside, name))
    elif comma is not None:
        yield from _resolved(arguments[comma + 1 :], properties, inside)


def _problem(rule: Any) -> str:
    """Say why a rule cannot be in an EPUB that is complete in itself, or return an empty string."""
    if rule.type == "error":
        return f"not valid CSS: {rule.message}"
    if rule.type == "at-rule" and rule.lower_at_keyword in ("import", "font-face"):
        return f"@{rule.lower_at_keyword} names a file; fonts and files are embedded by the theme"
    addresses = [a for a in _addresses(getattr(rule, "content", None) or []) if not a.startswith("data:")]
    return f"'{addresses[0]}' is outside the book" if addresses else ""


def _addresses(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if value.type == "url":
            yield value.value
        elif value.type == "function" and value.lower_name in _FETCHING:
            yield from (a.value for a in value.arguments if a.type == "string")
        elif value.type == "function":
            yield from _addresses(value.arguments)
        elif hasattr(value, "content") and isinstance(value.content, list):
            yield from _addresses(value.content)


def _where(rule: Any) -> Location:
    return Location(f"styles/{_SHEET}", rule.source_line, rule.source_column)
