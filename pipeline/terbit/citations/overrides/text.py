"""Texts: variables, macros, terms and values of a style."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
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

_NUMBERS = frozenset({"chapter-number", "collection-number", "issue", "part-number", "volume"})

_SOURCES = ("variable", "macro", "term", "value")
_LINKED: Mapping[str, Kind] = {"URL": "url", "DOI": "doi"}
_GENERATED: Mapping[str, Callable[[Item], object]] = {
    "year-suffix": lambda item: item.shown.year_suffix,
    "citation-number": lambda item: item.number,
    "first-reference-note-number": lambda item: wrap("note", str(item.position.first_note or "")),
}


class Text(Mended, model.Text):
    """Defects: no year-suffix; a macro forgets that it sorts; punctuation never goes into quotation marks."""

    def render(self, item: Item, context: Any = None, sort_options: Any = None, _: str = "") -> str | None:
        """Write a variable or a macro, in the language of the source, or the style's own words."""
        source, name = self._memo("source", self._source)
        if source == "macro":
            text = self.get_macro(name).render(item, context, sort_options)
            return self.markup(text, item.record.language)
        if source == "variable":
            item.called += 1
            text = self._text(item, name, sorting=sort_options is not None)
            item.found += 1
            return self.markup(text, item.record.language)
        if name == "no date":  # it stands for a date
            item.called, item.found = item.called + 1, item.found + 1
        return self._memo("own", self._own)  # type: ignore[no-any-return]

    def counts(self) -> bool:
        """Tell whether the text is that of a variable."""
        source, _ = self._memo("source", self._source)
        return bool(source == "variable")

    def essence(self, shape: str) -> Any:
        """Return what a macro comes to."""
        source, name = self._memo("source", self._source)
        if source != "macro" or not self._memo("plain", self.is_plain):
            return self
        macro = self.get_macro(name)
        essence = macro.essence(shape)
        return self if essence is macro else essence

    def _source(self) -> tuple[str, str]:
        return next(((kind, self.get(kind)) for kind in _SOURCES if self.get(kind) is not None), ("value", ""))

    def _own(self) -> str | None:
        """Write a term or a value: title case is for English titles alone, but these in any language."""
        source, text = self._source()
        if source == "value":
            return self.markup(quoted(from_html(text)), "en")
        term = self.term(text, self.get("form"), plural=self.get("plural") == "true")
        return self.markup(wrap("term", term), "en")

    def _text(self, item: Item, variable: str, *, sorting: bool) -> str | None:
        if variable == "locator" and (locator := item.locator):
            value = re.sub(r"\s*&\s*", f" {self.term('and', 'symbol') or '&'} ", locator.value)
            return wrap("field", self.pages(value) if locator.label == "page" else numerals.dashed(value))
        if variable == "citation-label":
            label = citation_label(item.record) or self._nothing()
            item.suffixed = self.get_root().implicit_suffix()
            return label + wrap("letter", item.shown.year_suffix if item.suffixed else "")
        if variable in _GENERATED:
            kind: Kind = "letter" if variable == "year-suffix" else "generated"
            return wrap(kind, str(_GENERATED[variable](item) or "")) or self._nothing()
        value = self._value(item, variable) or self._nothing()
        if variable in _NUMBERS and numerals.is_numeric(value):
            value = numerals.dashed(value)
        if sorting:
            return value
        return wrap("field", wrap(_LINKED[variable], value) if variable in _LINKED else value)

    def _value(self, item: Item, variable: str) -> str:
        if self._memo("short", lambda: self.get("form") == "short") and (short := item.text(f"{variable}-short")):
            return short
        if variable == "page":
            return self.pages(item.text("page"))
        return item.text(variable)

    def _nothing(self) -> str:
        raise VariableError
