"""XHTML trees: made, put into their namespaces, and written as whole documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from terbit.epub.languages import is_rightward

__all__ = [
    "EPUB",
    "MATHML",
    "SVG",
    "XHTML",
    "E",
    "Tree",
    "add_class",
    "by_class",
    "document",
    "fragment",
    "has_class",
    "local",
    "plain_text",
    "set_type",
    "walk",
]

Tree = Any
XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
MATHML = "http://www.w3.org/1998/Math/MathML"
SVG = "http://www.w3.org/2000/svg"
_XML = "http://www.w3.org/XML/1998/namespace"
_FOREIGN = {"math": MATHML, "svg": SVG}
# The first condition is quick, and holds of few.
_BY_CLASS = etree.XPath(
    "descendant-or-self::*[contains(@class, $name)]"
    "[contains(concat(' ', normalize-space(@class), ' '), concat(' ', $name, ' '))]"
)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


def E(tag: str, attributes: dict[str, str] | None = None, *children: Tree | str) -> Tree:  # noqa: N802
    """Make an XHTML element; strings among the children become text."""
    element = etree.Element(f"{{{XHTML}}}{tag}", attributes or {}, nsmap={None: XHTML, "epub": EPUB})
    last: Tree = None
    for child in children:
        if not isinstance(child, str):
            element.append(child)
            last = child
        elif last is None:
            element.text = (element.text or "") + child
        else:
            last.tail = (last.tail or "") + child
    return element


def fragment(markup: str) -> Tree:
    """Parse a fragment without namespaces and return it as XHTML, with MathML and SVG in their own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = E("div")
    root.append(etree.fromstring(markup, parser))
    for element in root.iter(etree.Element):
        if etree.QName(element).namespace is None:
            element.tag = f"{{{_namespace(element)}}}{element.tag}"
    found = root[0]
    root.remove(found)
    return found


def _namespace(element: Tree) -> str:
    """Return the namespace of an element whose ancestors have theirs already."""
    if element.tag in _FOREIGN:
        return _FOREIGN[element.tag]
    parent = element.getparent()
    above = etree.QName(parent)
    leaves_svg = above.namespace == SVG and above.localname == "foreignObject"
    return XHTML if leaves_svg else str(above.namespace)


def local(element: Tree) -> str:
    """Return an element's name without its namespace."""
    return str(etree.QName(element).localname)


def walk(element: Tree, *tags: str) -> Iterator[Tree]:
    """Yield the XHTML elements of these names in document order (all elements without a name)."""
    wanted = [f"{{{XHTML}}}{tag}" for tag in tags] or [etree.Element]
    yield from list(element.iter(*wanted))


def has_class(element: Tree, name: str) -> bool:
    """Tell whether the element bears the class."""
    return name in (element.get("class") or "").split()


def add_class(element: Tree, name: str) -> None:
    """Give the element one more class."""
    element.set("class", " ".join([*(element.get("class") or "").split(), name]))


def by_class(element: Tree, name: str) -> Iterator[Tree]:
    """Yield the elements that bear the class, in document order."""
    yield from _BY_CLASS(element, name=name)


def set_type(element: Tree, kind: str, role: str = "") -> None:
    """Say what an element is, to reading systems (epub:type) and to assistive technology (role)."""
    if kind:
        element.set(f"{{{EPUB}}}type", kind)
    if role:
        element.set("role", role)


def plain_text(element: Tree) -> str:
    """Return the text below an element, white space folded; alternative text stands for formulas."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Tree) -> Iterator[str]:
    if element.tag == f"{{{MATHML}}}math":
        yield element.get("alttext") or "".join(element.itertext())
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not has_class(child, "noteref") and not has_class(child, "scroll-hint"):
            yield from _texts(child)
        yield child.tail or ""


def document(body: Tree, *, title: str, language: str, css: str) -> bytes:
    """Write a whole XHTML file: `body` is its body element, `css` the relative path of its style sheet."""
    head = E(
        "head",
        {},
        E("title", {}, title),
        E("link", {"rel": "stylesheet", "type": "text/css", "href": css}),
    )
    root = E("html", {"lang": language, f"{{{_XML}}}lang": language}, head, body)
    if not is_rightward(language):
        root.set("dir", "rtl")
    for element in root.iter(etree.Element):
        _finish(element)
    etree.cleanup_namespaces(root, top_nsmap={None: XHTML, "epub": EPUB})
    text = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{text}\n'.encode()


def _finish(element: Tree) -> None:
    """Repeat the language for XML readers; keep empty elements open, since some readers parse HTML."""
    if element.get("lang"):
        element.set(f"{{{_XML}}}lang", element.get("lang"))
    if not len(element) and not element.text and local(element) not in _VOID:
        element.text = ""
