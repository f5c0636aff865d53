"""The style: a CSL file, found fit for use or refused with the line at which it is not."""

from __future__ import annotations

from lxml import etree

from terbit.assets import styles_dir
from terbit.diagnostics import Diagnostic, Location
from terbit.digest import digest_bytes
from terbit.model import Document, Resource

__all__ = ["DEFAULT", "check", "choose", "in_notes"]

DEFAULT = "csl/terbit-author-date-id.csl"
_NS = "{http://purl.org/net/xbiblio/csl}"


def choose(document: Document, style: Resource | None) -> Resource:
    """Return the project's style, or the default one of the theme."""
    if style is not None:
        return style
    themed = document.styles.get(DEFAULT)
    if themed is not None:
        return themed
    data = (styles_dir() / DEFAULT).read_bytes()
    return Resource(DEFAULT, data, digest_bytes(data))


def check(style: Resource) -> tuple[Diagnostic, ...]:
    """Return the reasons not to use a style: not XML, not CSL, without citations, dependent on another."""
    made = etree.XMLParser(no_network=True, resolve_entities=False)
    try:
        root = etree.fromstring(style.data, made)
    except etree.XMLSyntaxError as error:
        place = Location(style.path, *error.position)
        return (_finding("style-syntax", f"the style is not well-formed XML: {error.msg}", place),)
    place = Location(style.path, root.sourceline or 1)
    if root.tag != f"{_NS}style":
        return (_finding("style-invalid", "the file is no CSL style", place, "its first element is cs:style"),)
    parent = root.find(f"{_NS}info/{_NS}link[@rel='independent-parent']")
    if root.find(f"{_NS}citation") is None and parent is not None:
        message = f"the style only refers to another one, {parent.get('href')}"
        hint = "name the file of that style in terbit.yaml (csl:)"
        return (_finding("style-dependent", message, Location(style.path, parent.sourceline), hint),)
    if root.find(f"{_NS}citation/{_NS}layout") is None:
        return (_finding("style-invalid", "the style says nothing about citations (cs:citation)", place),)
    return ()


def in_notes(style: Resource) -> bool:
    """Tell whether a style cites in footnotes."""
    root = etree.fromstring(style.data, etree.XMLParser(no_network=True, resolve_entities=False))
    return bool(root.get("class") == "note")


def _finding(code: str, message: str, place: Location, hint: str = "") -> Diagnostic:
    return Diagnostic("error", code, message, place, hint)
