"""The style: found fit for use, or refused with the line at which it is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from terbit.assets import styles_dir
from terbit.citations.styles.tree import NS, StyleTree, read_tree
from terbit.diagnostics import Diagnostic, Location, errors_in
from terbit.digest import digest_bytes
from terbit.model import Resource

__all__ = ["DEFAULT", "check", "default", "in_notes", "language", "usable"]

DEFAULT = "csl/terbit-author-date-id.csl"
_VERSION = "1.0"


def usable(style: Resource | None) -> tuple[Resource, tuple[Diagnostic, ...]]:
    """Return a style that can be used, Terbit's own in the place of one that cannot, and what is wrong."""
    if style is None:
        return default(), ()
    found = check(style)
    return (default() if errors_in(found) else style), found


def default() -> Resource:
    """Return the style that comes with Terbit."""
    data = (styles_dir() / DEFAULT).read_bytes()
    return Resource(DEFAULT, data, digest_bytes(data))


def check(style: Resource) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a style; each kind of fault is looked for where there is none of the one before."""
    from terbit.citations.styles.faults import schema_faults  # noqa: PLC0415 - slow to load: a style is judged once
    from terbit.citations.styles.locales import locale_faults  # noqa: PLC0415
    from terbit.citations.styles.macros import macro_faults  # noqa: PLC0415

    tree = read_tree(style)
    if isinstance(tree, Diagnostic):
        return (tree,)
    for faults in (_kind, macro_faults, schema_faults, locale_faults):
        found = tuple(faults(tree))
        if found:
            return found
    return ()


def in_notes(style: Resource) -> bool:
    """Tell whether a style cites in footnotes."""
    return bool(_root(style).get("class") == "note")


def language(style: Resource, book: str) -> str:
    """Return the language that a style writes in: the book's, in the style's own variety if the book names none."""
    own = str(_root(style).get("default-locale") or "")
    return own if "-" not in book and own.partition("-")[0] == book else book


def _root(style: Resource) -> Any:
    return etree.fromstring(style.data, etree.XMLParser(no_network=True, resolve_entities=False))


def _kind(tree: StyleTree) -> Iterator[Diagnostic]:
    """Yield the one reason why the file is no style of the version that is read."""
    root, place = tree.root, tree.at(tree.root)
    version = root.get("version")
    if root.tag == "style":
        yield _finding("the style has no namespace", place, f'write <style xmlns="{NS[1:-1]}" …>')
    elif root.tag != f"{NS}style":
        name = etree.QName(root).localname
        yield _finding(f"the file is no CSL style: it begins with <{name}>", place, "a style begins with <style>")
    elif version is None:
        message = "the style does not say which version of CSL it keeps to: it may be of CSL 0.8"
        yield _finding(message, place, f'take a newer one, or write version="{_VERSION}" if it is')
    elif version != _VERSION:
        small = version.startswith(f"{_VERSION}.")
        hint = f'write version="{_VERSION}", which all of CSL 1.0 has' if small else "take the style for CSL 1.0"
        yield _finding(f"the style is for CSL {version}, not {_VERSION}", place, hint)
    elif root.find(f"{NS}citation/{NS}layout") is None:
        hint = "an independent style has a cs:citation with a cs:layout"
        yield _finding("the style says nothing about citations (cs:citation)", place, hint)


def _finding(message: str, place: Location, hint: str) -> Diagnostic:
    return Diagnostic("error", "style-invalid", message, place, hint)
