"""Links of a unit: annotations, one for each line of an anchor, owned by its structure element."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from terbit.pdf.linked.leaf import Leaf, Link
from terbit.pdf.linked.model import Annotation
from terbit.pdf.linked.nodes import Node
from terbit.pdf.linked.objects import Objects
from terbit.pdf.linked.strings import pdf_string
from terbit.pdf.linked.tree import Tree
from terbit.pdf.linked.walk import Elements
from terbit.pdf.pagination import TARGET

__all__ = ["annotation", "hang", "page_links"]

_PT = 0.75
_PRINT = 4
"""The flag of annotations that are printed: what is on the screen is on paper too (ISO 32000-1, table 165)."""


def page_links(page: Any, elements: Elements) -> Iterator[Link]:
    """Yield the links of a laid-out page.

    WeasyPrint 70 names one more for each element in an anchor; those would hang on elements that are no Link
    in the structure tree (ISO 14289-1, 7.18.5).
    """
    for kind, target, (left, top, right, bottom), box in page.links:
        if box.element_tag == "a" and kind in ("internal", "external"):
            corners = (left * _PT, (page.height - top) * _PT, right * _PT, (page.height - bottom) * _PT)
            numbering = str(box.style["list_style_type"])
            yield Link(elements.place(box.element), numbering, target, kind == "internal", corners)


def hang(
    leaves: Sequence[Leaf], elements: Sequence[Any], tree: Tree, objects: Objects
) -> list[tuple[int, bytes, int, Node]]:
    """Hang links on their structure elements.

    Return for each the number of its annotation, its dictionary, its page and its structure element.
    """
    hung = []
    for page, leaf in enumerate(leaves):
        for link in leaf.links:
            element = elements[link.element]
            node = tree.node(element, link.numbering)
            number = objects.reserve()
            node.kids.append((number, page))
            hung.append((number, _dictionary(link, element), page, node))
    return hung


def annotation(number: int, data: bytes, page: int, node: Node) -> Annotation:
    """Return a link's annotation, its structure element having its number now."""
    return Annotation(number, data, page, node.number)


def _dictionary(link: Link, element: Any) -> bytes:
    corners = " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in link.corners)
    goal = b"/Dest %s" % pdf_string(link.target)
    if not link.inside:
        goal = b"/A<</Type/Action/S/URI/URI %s>>" % pdf_string(link.target)
    said = pdf_string(element.get("title") or (_said(element) if link.inside else link.target))
    return b"<</Type/Annot/Subtype/Link/F %d/BS<</W 0>>/Rect[%s]/Contents %s%s" % (_PRINT, corners.encode(), said, goal)


def _said(element: Any) -> str:
    """Return a link's words, without page numbers, which are not known here; its target where it has none."""
    words = " ".join("".join(_words(element)).split())
    return words or (element.get("href") or "").removeprefix("#")


def _words(element: Any) -> Iterator[str]:
    if element.get(TARGET) is None:
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""
