"""What every element of a style gets."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from citeproc import model

from terbit.citations import numerals
from terbit.citations.case import recase
from terbit.citations.markup import Kind, wrap

__all__ = ["Mended", "TermKey"]

_FORMS: Mapping[str | None, tuple[str | None, ...]] = {
    "short": ("short", None),
    "symbol": ("symbol", "short", None),
    "verb": ("verb", None),
    "verb-short": ("verb-short", "verb", None),
}
_AFFIXES = ("prefix", "suffix", "display")
TermKey = tuple[str, str | None, str | None]
_FORMATS: Mapping[str, Mapping[str, Kind]] = {
    "font-style": {"italic": "italic", "oblique": "italic", "normal": "normal"},
    "font-variant": {"small-caps": "smallcaps", "normal": "uncaps"},
    "font-weight": {"bold": "bold", "light": "light", "normal": "unbold"},
    "text-decoration": {"underline": "underline", "none": "ununderline"},
    "vertical-align": {"sup": "sup", "sub": "sub"},
}


class Mended:
    """What every element gets.

    Defects: xpath is evaluated anew for each element of each cite (38 % of the time); a term that lacks a
    form is not looked for in the form it falls back to; formats are HTML, in which the text of fields is not
    escaped, so that `<script>` in a title comes out alive; font-style="normal" in italics changes nothing.
    """

    memo: dict[object, Any] | None  # like any attribute that is not set, at first None to an element

    def _memo(self, key: object, make: Callable[[], Any]) -> Any:
        memo = self.memo
        if memo is None:
            memo = self.memo = {}
        if key not in memo:
            memo[key] = make()
        return memo[key]

    def xpath_search(self, expression: str) -> Any:
        """Search once: nothing changes a style after it is prepared."""
        return self._memo(expression, lambda: super(Mended, self).xpath_search(expression))  # type: ignore[misc]

    def get_root(self) -> Any:
        """Return the style or locale."""
        return self._memo("root", lambda: super(Mended, self).get_root())  # type: ignore[misc]

    def get_macro(self, name: str) -> Any:
        """Return a macro, searched for once."""
        return self._memo(("macro", name), lambda: super(Mended, self).get_macro(name))  # type: ignore[misc]

    def calls_variable(self) -> bool:
        """Tell once whether the element can write a variable."""
        return bool(self._memo("calls", lambda: super(Mended, self).calls_variable()))  # type: ignore[misc]

    def get_locales(self) -> Sequence[Any]:
        """Return the style's locales, the most particular one first."""
        found: Sequence[Any] = self._whole().locales
        return found

    def _whole(self) -> Any:
        root = self.get_root()
        return root.style if isinstance(root, model.Locale) else root

    def get_term(self, name: str, form: str | None = None, **_: object) -> Any:
        """Find a term in the style's locales, in the form asked for or the next best."""
        forms = _FORMS.get(form, (form, None) if form else (None,))
        tables = ((locale.term_table(), wanted) for tier in self._whole().tiers for wanted in forms for locale in tier)
        return next((table[name, wanted, None] for table, wanted in tables if (name, wanted, None) in table), None)

    def term(self, name: str, form: str | None = None, *, plural: bool = False) -> str:
        """Return a term's text, empty where there is none."""
        found = self.get_term(name, None if form == "long" else form)
        if found is None:
            return ""
        return str(found.multiple if plural else found.single)

    def pages(self, value: str) -> str:
        """Set the ranges of pages as the style wants them."""
        delimiter = self._memo("delimiter", lambda: self.term("page-range-delimiter") or "–")
        return numerals.page_range(value, self.get_root().get("page-range-format"), delimiter)

    def style_language(self) -> str:
        """Return the language of the style, in which its own words are."""
        return str(self._whole().language)

    def essence(self, _: str) -> Any:
        """Return the element within this one that writes all of it for sources of a shape, or this one."""
        return self

    def counts(self) -> bool:
        """Tell whether what the element writes is a variable to a group around it."""
        return False

    def is_plain(self) -> bool:
        """Tell whether the element leaves a text as it is."""
        return not any((*self._manner(), *self._affixes(), *self._formats()))

    def area(self) -> Any:
        """Return the citation or bibliography around a layout."""
        return self._memo("area", self._area)

    def _area(self) -> Any:
        found = self.xpath_search("./ancestor::*[self::cs:citation or self::cs:bibliography][1]")
        return found[0] if found else None

    def markup(self, text: str | None, language: str = "") -> str | None:
        """Give a text the case, the look, the quotation marks and the affixes of the element."""
        if not text:
            return None
        bare, case, quotes = self._memo("manner", self._manner)
        text = text.replace(".", "") if bare else text
        text = self.format(recase(text, case, language or self.style_language()) if case else text)
        return self.wrap(wrap("quote", text) if quotes else text)

    def _manner(self) -> tuple[bool, str, bool]:
        get = self.get  # type: ignore[attr-defined]
        return get("strip-periods") == "true", get("text-case") or "", get("quotes") == "true"

    def format(self, text: str) -> str:
        """Put the codes of the element's formats round a text; an explicit normal stands out of italics."""
        for kind in self._memo("formats", self._formats):
            text = wrap(kind, text)
        return text

    def wrap(self, text: str | None) -> str | None:
        """Put the affixes round a text; how they meet it is seen to when all is written."""
        if text is None:
            return None
        prefix, suffix, display = self._memo("affixes", self._affixes)
        text = f"{prefix}{text}{suffix}"
        return wrap(display, text) if display else text

    def _affixes(self) -> list[str]:
        return [self.get(name, "") for name in _AFFIXES]  # type: ignore[attr-defined]

    def _formats(self) -> tuple[Kind, ...]:
        found = ((name, self.get(name)) for name in _FORMATS)  # type: ignore[attr-defined]
        return tuple(_FORMATS[name][value] for name, value in found if value in _FORMATS[name])

    def case(self, text: str, language: str = "") -> str:
        """Recase text without losing its mark-up.

        Defects: words are joined to a plain string, on which the next text-case crashes; title case follows
        the style's language instead of the entry's.
        """
        return recase(str(text), self.get("text-case") or "", language or self.style_language())  # type: ignore[attr-defined]
