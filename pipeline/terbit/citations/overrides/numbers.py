"""Numbers and their labels."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from typing import Any

from citeproc import model

from terbit.citations import numerals
from terbit.citations.item import Item
from terbit.citations.markup import strip, wrap
from terbit.citations.overrides.base import Mended
from terbit.numerals import small_roman

__all__ = ["Label", "Number", "gender_of", "ordinal"]


class Number(Mended, model.Number):
    """Defects: hyphenated variables are not found; "Cetakan ke-44" is taken for a range."""

    def render(self, item: Item, _: Any = None, __: Any = None, ___: str = "") -> str | None:
        """Return the number in the form asked for; what is not numeric stays as it is."""
        variable = self._memo("variable", lambda: self.get("variable"))
        locator = item.locator if variable == "locator" else None
        value = locator.value if locator else item.text(variable)
        item.called += 1
        if not value:
            return None
        item.found += 1
        if numerals.is_numeric(value) and strip(value) == value:
            return self.markup(numerals.reform(value, self._form))
        return self.markup(wrap("field", self.pages(value) if variable == "page" else value))

    def counts(self) -> bool:
        """Tell that it is a variable."""
        return True

    def _form(self, number: int) -> str:
        form = self.get("form", "numeric")
        if form == "roman":
            return small_roman(number)
        if form not in ("ordinal", "long-ordinal"):
            return str(number)
        gender = gender_of(self, self.get("variable"))
        if form == "long-ordinal" and number <= 10:
            found = (locale.ordinal(f"long-ordinal-{number:02}", gender) for locale in self.get_locales())
            term = next((term for term in found if term is not None), None)
            return ordinal(number, self, gender) if term is None else str(term.single)
        return ordinal(number, self, gender)


def gender_of(element: Mended, name: str) -> str | None:
    """Return the gender of a term, with which ordinal numbers before it agree."""
    term = element.get_term(name)
    gender: str | None = None if term is None else term.get("gender")
    return gender


def ordinal(number: int, element: Mended, gender: str | None) -> str:
    """Write an ordinal number: the term of its last two digits, of its last digit, or the general one."""
    locale = next((locale for locale in element.get_locales() if locale.has_ordinals()), None)
    if locale is None:
        return str(number)
    kinds = ((number, "whole-number"), (number % 100, "last-two-digits"), (number % 10, "last-digit"))
    for digits, match in kinds:
        found = locale.ordinal(f"ordinal-{digits:02}", gender)
        usual = "last-two-digits" if digits > 9 else "last-digit"
        if found is not None and (found.get("match") or usual) == match:
            return f"{number}{found.single}"
    general = locale.ordinal("ordinal", gender)
    return f"{number}{general.single if general is not None else ''}"


class Label(Mended, model.Label):
    """Defects: number-of-pages has no label; roman numbers are never plural."""

    def render(self, item: Item, _: Any = None, __: Any = None, ___: str = "") -> str | None:
        """Return the term for a locator or a number."""
        name = self._memo("variable", lambda: self.get("variable"))
        locator = item.locator if name == "locator" else None
        value = locator.value if locator else item.text(name, peek=True)
        return self.of(locator.term if locator else name, plural=self._plural(name, value)) if value else None

    def of(self, name: str, *, plural: bool) -> str | None:
        """Return the term for a role or for a number of a kind, in its plural if there are several."""
        return self._memo((name, plural), lambda: self._of(name, plural=plural))  # type: ignore[no-any-return]

    def _of(self, name: str, *, plural: bool) -> str | None:
        option = self.get("plural", "contextual")
        plural = option == "always" or (option == "contextual" and plural)
        # Title case is for any language here, as in the reference implementation and pandoc.
        return self.markup(self.term(name, self.get("form"), plural=plural), "en")

    @staticmethod
    def _plural(name: str, value: str) -> bool:
        if name.startswith("number-of") and strip(value).isdigit():
            return int(strip(value)) > 1
        return numerals.is_plural(value)
