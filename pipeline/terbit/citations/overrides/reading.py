"""Reading a style with mended elements."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from citeproc import LOCALES_PATH, model
from lxml import etree

from terbit.citations.overrides import containers, dates, groups, locale, names, numbers, sorting, text
from terbit.citations.overrides.base import Mended

__all__ = ["parser", "prepare"]

_MENDED = (containers, dates, groups, locale, names, numbers, sorting, text)  # their classes are found by `parser`
_NS = "http://purl.org/net/xbiblio/csl"


def parser() -> etree.XMLParser:
    """Return an XML parser that makes mended elements; it opens nothing that a style may name."""
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace(_NS)
    namespace[None] = type("Plain", (Mended, model.CitationStylesElement), {})
    ours = {cls.__name__: cls for cls in _subclasses(Mended)}
    for upstream in (*model.CitationStylesElement.__subclasses__(), model.Else_If):
        name = upstream.__name__
        if upstream.__module__ == model.__name__:
            mended = ours.get(name) or type(name, (Mended, upstream), {})
            namespace[name.replace("_", "-").lower()] = mended
    made = etree.XMLParser(remove_comments=True, no_network=True, resolve_entities=False, remove_pis=True)
    made.set_element_class_lookup(lookup)
    return made


def _subclasses(cls: type) -> Iterable[type]:
    sub: type
    for sub in cls.__subclasses__():
        yield sub
        yield from _subclasses(sub)


def prepare(style: Any, language: str, made: etree.XMLParser) -> None:
    """Give a style its locales, and each cs:names the cs:name that it may leave out."""

    def read(name: str) -> Any:
        return etree.fromstring(Path(LOCALES_PATH, f"locales-{name}.xml").read_bytes(), made)

    for element in style.iterfind(".//cs:names", style.nsmap):
        in_substitute = next(element.iterancestors(f"{{{_NS}}}substitute"), None) is not None
        if element.find("cs:name", style.nsmap) is None and not (in_substitute and len(element) == 0):
            element.insert(0, element.makeelement(f"{{{_NS}}}name"))
    style.set_locales(language, read)
    # lxml forgets what hangs on an element that nothing refers to.
    style.kept = [element for root in (style, *style.locales) for element in root.iter()]
