"""Groups and conditions: what is written at all."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from citeproc import model

from terbit.citations import numerals
from terbit.citations.item import Item
from terbit.citations.overrides.containers import Branch, Choose, Container

__all__ = ["Else_If", "Group", "If", "Macro"]


class Group(Container, model.Group):
    """Defect: a term counts as a variable if an element beside it could have written one."""

    def render(self, item: Item, context: Any = None, sort_options: Any = None, _: str = "") -> str | None:
        """Join the children, unless variables are called and all of them are empty (CSL 1.0.2, "Group")."""
        called, found = item.called, item.found
        delimiter = self._memo("delimiter", lambda: self.get("delimiter", ""))
        texts = self.texts(item, context, sort_options, delimiter)
        if not texts or (item.called > called and item.found == found):
            return None
        # To a group around it, it is a variable that was there.
        item.called, item.found = item.called + 1, item.found + 1
        return self.wrap(self.format(delimiter.join(texts)))

    def counts(self) -> bool:
        """Tell that a group which is written is a variable to others."""
        return True

    def essence(self, shape: str) -> Any:
        """Return the only child of a group that adds nothing to it."""
        only = self.only(shape)
        return only if only is not None and only.counts() and self._memo("plain", self.is_plain) else self


class Macro(Container, model.Macro):
    """Defect: the terms of a macro stay when all its variables are empty."""

    def render(self, item: Item, context: Any = None, sort_options: Any = None) -> str | None:
        """Render the children, unless variables are called and all of them are empty, as in a group.

        A macro that calls no variable is one that was there to the group around it, whether it writes anything
        or not: on this the reference implementation and pandoc agree.
        """
        called, found = item.called, item.found
        text = self.render_children(item, context, sort_options)
        if item.called == called:
            item.called, item.found = called + 1, found + 1
        return None if item.found == found else text

    def essence(self, shape: str) -> Any:
        """Return the only child, unless the terms in it may have to go."""
        only = self.only(shape)
        return self if only is None or isinstance(only, Branch | Choose) else only


class _Condition(Branch):
    """Defects: disambiguate is not tested, is-numeric knows no ranges, near-note crashes on its distance."""

    def holds(self, item: Item) -> bool:
        """Tell whether the tests hold."""
        results = (answer(item, value) for answer, value in self._memo("tests", self._tests))
        match = self._memo("match", lambda: self.get("match", "all"))  # type: ignore[attr-defined]
        return any(results) if match == "any" else not any(results) if match == "none" else all(results)

    def _tests(self) -> list[tuple[Callable[[Item, str], bool], str]]:
        found = ((answer, self.get(test, "")) for test, answer in _TESTS.items())  # type: ignore[attr-defined]
        tests = [(answer, value) for answer, values in found for value in values.split()]
        types = self.get("type", "").split()  # type: ignore[attr-defined]
        # A source has one type, so that several are alternatives whatever the match.
        return [(lambda item, _: item.record.type in types, ""), *tests] if types else tests


def _numeric(item: Item, variable: str) -> bool:
    if variable == "locator":
        locator = item.locator
        return locator is not None and numerals.is_numeric(locator.value)
    value = item.record.values.get(variable)
    return isinstance(value, str) and numerals.is_numeric(value)


_TESTS: Mapping[str, Callable[[Item, str], bool]] = {
    "variable": lambda item, value: item.has(value),
    "is-numeric": _numeric,
    "is-uncertain-date": lambda item, value: bool(getattr(item.record.values.get(value), "circa", False)),
    "locator": lambda item, value: getattr(item.locator, "term", None) == value,
    "position": lambda item, value: item.position.tests(value),
    "disambiguate": lambda item, value: item.shown.condition == (value == "true"),
}


class If(_Condition, model.If):
    """A condition; see `_Condition`."""


class Else_If(_Condition, model.Else_If):  # noqa: N801 - the element's name
    """A further condition; see `_Condition`."""
