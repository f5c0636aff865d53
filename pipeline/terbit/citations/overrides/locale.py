"""A style and its locales: languages, terms, options."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from citeproc import LANGUAGE_NAMES, PRIMARY_DIALECTS, model

from terbit.citations.inlines import Quotes
from terbit.citations.overrides.base import Mended, TermKey

__all__ = ["Locale", "Style", "Term"]

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Style(Mended, model.Style):
    """Defects: its locales are read anew without our elements; the first style-options hide all others."""

    def set_locales(self, language: str, read: Callable[[str], Any]) -> None:
        """List the locales from the style's own dialect to the system's en-US (CSL 1.0.2, "Locale")."""
        self.language = language
        dialect = language if language in LANGUAGE_NAMES else PRIMARY_DIALECTS.get(language, language)
        primary = dialect.partition("-")[0]
        own = {locale.get(_LANG): locale for locale in self.findall("cs:locale", self.nsmap)}
        wanted = [own.get(name) for name in dict.fromkeys((dialect, primary, None))]
        system = dict.fromkeys((dialect, PRIMARY_DIALECTS.get(primary, ""), "en-US"))
        wanted += [read(name) for name in system if name in LANGUAGE_NAMES]
        self.locales = [locale for locale in wanted if locale is not None]
        # en-US comes into play only where the language itself has no form of a term at all.
        spare = len(self.locales) - (primary != "en")
        self.tiers = (self.locales[:spare], self.locales[spare:])
        for locale in self.locales:
            locale.style = self

    def implicit_suffix(self) -> bool:
        """Tell whether the year suffix has no place of its own in the style, and so follows the year."""
        return not self.xpath_search(".//cs:text[@variable='year-suffix']")

    def quotes(self) -> Quotes:
        """Return the quotation marks of the style's language."""
        return Quotes(
            (self.term("open-quote"), self.term("close-quote")),
            (self.term("open-inner-quote"), self.term("close-inner-quote")),
        )

    def locale_option(self, name: str) -> bool:
        """Return an option of the first locale that sets it."""
        return bool(self._memo(("option", name), lambda: self._option(name)))

    def _option(self, name: str) -> bool:
        for locale in self.locales:
            options = locale.find("cs:style-options", self.nsmap)
            if options is not None and options.get(name):
                return bool(options.get(name) == "true")
        return False


class Locale(Mended, model.Locale):
    """Defect: a term is searched for by xpath each time."""

    def term_table(self) -> Mapping[TermKey, Any]:
        """Return the terms by name, form and gender-form."""
        return self._memo("terms", self._terms)  # type: ignore[no-any-return]

    def has_ordinals(self) -> bool:
        """Tell whether the locale says how ordinal numbers are written; if so, it says it all."""
        return bool(self._memo("ordinals", lambda: any(name == "ordinal" for name, _, _ in self.term_table())))

    def ordinal(self, name: str, gender: str | None) -> Any:
        """Return an ordinal suffix for a gender, or the neutral one."""
        table = self.term_table()
        own = table.get((name, None, gender)) if gender else None
        return table.get((name, None, None)) if own is None else own

    def _terms(self) -> dict[TermKey, Any]:
        table: dict[TermKey, Any] = {}
        for term in self.iterfind("cs:terms/cs:term", self.nsmap):
            form = term.get("form")
            key = (term.get("name"), None if form == "long" else form, term.get("gender-form"))
            table.setdefault(key, term)
        return table


class Term(Mended, model.Term):
    """Defect: terms are of a string class of their own, which turns what it is added to into a list."""

    @property
    def single(self) -> str:
        """Return the singular, or the one form."""
        return self._number("single")

    @property
    def multiple(self) -> str:
        """Return the plural, or the one form."""
        return self._number("multiple")

    def _number(self, tag: str) -> str:
        return str(self._memo(tag, lambda: self._read(tag)))

    def _read(self, tag: str) -> str:
        part = self.find(f"cs:{tag}", self.nsmap)
        return (self.text if part is None else part.text) or ""
