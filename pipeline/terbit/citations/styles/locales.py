"""The languages that a style names: its own, and those whose words it has of its own."""

from __future__ import annotations

from collections.abc import Iterator

from citeproc import LANGUAGE_NAMES, PRIMARY_DIALECTS

from terbit.citations.styles.tree import NS, StyleTree
from terbit.diagnostics import Diagnostic, nearest

__all__ = ["locale_faults"]

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_KNOWN = frozenset((*LANGUAGE_NAMES, *PRIMARY_DIALECTS))


def locale_faults(tree: StyleTree) -> Iterator[Diagnostic]:
    """Yield the languages that CSL has no terms for, so that the style's own will hardly ever be used."""
    named = [(tree.root, tree.root.get("default-locale"))]
    named += [(locale, locale.get(_LANG)) for locale in tree.root.iterchildren(f"{NS}locale")]
    for element, language in named:
        if language and language.partition("-")[0] not in PRIMARY_DIALECTS and language not in _KNOWN:
            message = f"CSL has no locale '{language}'"
            hint = nearest(language, _KNOWN) or "write it as in 'id-ID' or 'en'"
            yield Diagnostic("warning", "style-locale", message, tree.at(element), hint)
