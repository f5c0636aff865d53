"""Texts: variables, macros, terms and values of a style."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from citeproc import model
from citeproc.source import VariableError

from terbit.citations import numerals
from terbit.citations.item import Item
from terbit.citations.markup import Kind, from_html, wrap
from terbit.citations.overrides.base import Mended
from terbit.citations.quotation import quoted
from terbit.citations.trigraph import citation_label

__all__ = ["Text"]

_NUMBERS = frozenset({"chapter-number", "collection-number", "issue", "number", "part-number", "volume"})


class Text(Mended, model.Text):
    """Defects: no year-suffix; a macro forgets that it sorts; punctuation never goes into quotation marks."""

    def process(
        self, item: Item, context: Any = None, sort_options: Any = None, **_: object
    ) -> tuple[str | None, str]:
        """Return the text, and the language that its title case follows."""
        context = self if context is None else context
        text: str | None = None
        if (variable := self.get("variable")) is not None:
            item.called += 1
            text = self._text(item, variable, sorting=sort_options is not None)
            item.found += 1
        elif (macro := self.get("macro")) is not None:
            text = self.get_macro(macro).render(item, context=context, sort_options=sort_options)
        elif (term := self.get("term")) is not None:
            if term == "no date":  # it stands for a date
                item.called, item.found = item.called + 1, item.found + 1
            text = wrap("term", self.term(term, self.get("form"), plural=self.get("plural") == "true"))
        elif (value := self.get("value")) is not None:
            text = self._memo("value", lambda: quoted(from_html(value)))
        own = "term" in self.attrib or "value" in self.attrib
        return text, "" if own else item.record.language

    def _text(self, item: Item, variable: str, *, sorting: bool) -> str | None:
        if variable == "locator" and item.locator:
            value = item.locator.value.replace(" & ", f" {self.term('and', 'symbol') or '&'} ")
            if item.locator.label == "page":
                return wrap("field", self._pages(value))
            return wrap("field", numerals.dashed(value))
        if variable == "citation-label":
            label = citation_label(item.record) or self._nothing()
            item.suffixed = self.get_root().implicit_suffix()
            return label + wrap("letter", item.shown.year_suffix if item.suffixed else "")
        generated = {
            "year-suffix": item.shown.year_suffix,
            "citation-number": str(item.number or ""),
            "first-reference-note-number": str(item.position.first_note or ""),
        }.get(variable)
        if generated is not None:
            kind: Kind = "letter" if variable == "year-suffix" else "generated"
            return wrap(kind, generated) or self._nothing()
        value = self._value(item, variable) or self._nothing()
        if variable in _NUMBERS and numerals.is_numeric(value):
            value = numerals.dashed(value)
        if sorting:
            return value
        kinds: Mapping[str, Kind] = {"URL": "url", "DOI": "doi"}
        return wrap("field", wrap(kinds[variable], value) if variable in kinds else value)

    def _value(self, item: Item, variable: str) -> str:
        if self.get("form") == "short" and (short := item.text(f"{variable}-short")):
            return short
        if variable == "page":
            return self._pages(item.text("page"))
        if variable == "page-first":
            return re.split(r"\s*[-–—,&]", item.text("page"), maxsplit=1)[0]
        return item.text(variable)

    def _pages(self, value: str) -> str:
        delimiter = self.term("page-range-delimiter") or "–"
        return numerals.page_range(value, self.get_root().get("page-range-format"), delimiter)

    def _nothing(self) -> str:
        raise VariableError
