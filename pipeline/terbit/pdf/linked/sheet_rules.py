"""What style sheets say about the order of pages: where sections begin, and what ties the pages of a book together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import cssselect2
import tinycss2

from terbit.pdf.linked.order import Start

__all__ = ["Cascade", "read_rules", "starts", "tie"]

_STARTS: dict[str, Start] = {"right": "right", "recto": "right", "left": "left", "verso": "left", "page": "any"}
_RESETS = {"list-item", "footnote", "page"}
_COUNTERS = {"counter-increment", "counter-reset", "counter-set"}
_TARGETS = {"target-counter", "target-counters", "target-text"}


class Cascade:
    """The value of one property for each element that a rule gives it to (CSS Cascading 4, section 6)."""

    def __init__(self, rules: Iterable[Any], name: str) -> None:
        """Take the rules that have the property."""
        self._matcher = cssselect2.Matcher()
        self.values: set[str] = set()
        for rule in (rule for rule in rules if rule.type == "qualified-rule"):
            for declaration in _declarations(rule):
                if declaration.lower_name == name:
                    self._add(rule, tinycss2.serialize(declaration.value).strip().lower())

    def value(self, element: Any) -> tuple[str, str]:
        """Return the value for a wrapped element and the selector that gives it, both "" if there is none."""
        found = sorted((match[:2], match[3]) for match in self._matcher.match(element) if match[2] is None)
        return found[-1][1] if found else ("", "")

    def matches(self, root: Any) -> Iterator[tuple[Any, str, str]]:
        """Yield the elements of a document that have a value, with it and the selector that gives it."""
        for element in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
            value, selector = self.value(element)
            if value:
                yield element.etree_element, value, selector

    def _add(self, rule: Any, value: str) -> None:
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            return
        self.values.add(value)
        for selector in selectors:
            self._matcher.add_selector(selector, (value, tinycss2.serialize(rule.prelude).strip()))


def starts(root: Any, rules: Iterable[Any]) -> list[Start | None]:
    """Return where each child of the body begins: a side, any page, or None for wherever the last one ends."""
    breaks = Cascade(rules, "break-before")
    wrapper = cssselect2.ElementWrapper.from_html_root(root)
    body = next(child for child in wrapper.iter_children() if child.local_name == "body")
    return [_STARTS.get(breaks.value(child)[0]) for child in body.iter_children()]


def tie(rules: Iterable[Any]) -> str:
    """Return what in style sheets ties the pages of the whole book together, "" if nothing does."""
    return next(_ties(rules), "")


def _ties(rules: Iterable[Any]) -> Iterator[str]:
    for rule in rules:
        is_page = rule.type == "at-rule" and rule.lower_at_keyword == "page"
        selector = tinycss2.serialize(rule.prelude).strip()
        if is_page and (":first" in selector or (":nth(" in selector and " of " not in selector)):
            yield f"@page {selector}"
        for declaration in _declarations(rule):
            said = _tie_of(declaration, is_page=is_page)
            if said:
                yield f"'{declaration.lower_name}: {said}'"


def _tie_of(declaration: Any, *, is_page: bool) -> str:
    """Return the value of a declaration that needs other pages than the unit's own."""
    value: str = tinycss2.serialize(declaration.value).strip()
    if declaration.lower_name in _COUNTERS:
        if is_page and value != "page 1":
            return value
        names = {token.lower_value for token in declaration.value if token.type == "ident"}
        return value if names - _RESETS - {"none"} else ""
    for function in (token for token in declaration.value if token.type == "function"):
        arguments = [token.lower_value for token in function.arguments if token.type == "ident"]
        is_counter = function.lower_name in ("counter", "counters") and arguments[:1] in (["page"], ["pages"])
        if function.lower_name in _TARGETS or (is_counter and not is_page):
            return value
    return ""


def read_rules(stylesheets: Iterable[str]) -> list[Any]:
    """Return the style rules and page rules of style sheets."""
    return [rule for text in stylesheets for rule in _rules(text)]


def _rules(text: str) -> Iterator[Any]:
    yield from _inner(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _inner(rules: Iterable[Any]) -> Iterator[Any]:
    """Yield style rules and page rules, those in conditions among them: any of them may come to apply."""
    for rule in rules:
        if rule.type == "qualified-rule" or (rule.type == "at-rule" and rule.lower_at_keyword == "page"):
            yield rule
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in ("media", "supports", "layer"):
            yield from _inner(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def _declarations(rule: Any) -> Iterator[Any]:
    """Yield the declarations of a rule, and of the margins in a page rule."""
    for item in tinycss2.parse_blocks_contents(rule.content or [], skip_comments=True, skip_whitespace=True):
        if item.type == "declaration":
            yield item
        elif item.type == "at-rule":
            yield from _declarations(item)
