"""Placeholders of slides as elements: python-pptx 1.0 searches by XPath each time that it is asked for one."""

from __future__ import annotations

from typing import Any

from pptx.oxml.ns import qn

__all__ = ["holders", "next_identifier", "remove_empty", "shape_tree", "shown_name", "text_body"]

_HOLDER = f"{qn('p:nvPr')}/{qn('p:ph')}"
_SHAPE, _TEXT_BODY, _TEXT, _NAME = qn("p:sp"), qn("p:txBody"), qn("a:t"), qn("p:cNvPr")


def shape_tree(made: Any) -> Any:
    """Return the shapes of a slide or its notes as an element."""
    return made._element.cSld.spTree  # noqa: SLF001


def holders(tree: Any) -> dict[int, Any]:
    """Return the placeholders among a tree's shapes by their indices; a title's is 0."""
    found = {}
    for shape in tree:
        holder = shape[0].find(_HOLDER) if len(shape) else None
        if holder is not None:
            found[int(holder.get("idx", "0"))] = shape
    return found


def text_body(shape: Any) -> Any:
    """Return a shape's text body, added where it has none."""
    body = shape.find(_TEXT_BODY)
    return shape.get_or_add_txBody() if body is None else body


def remove_empty(tree: Any) -> None:
    """Take away what nothing was put into: it would show a prompt to whoever edits the deck."""
    for shape in holders(tree).values():
        if shape.tag == _SHAPE and not any((text.text or "").strip() for text in shape.iter(_TEXT)):
            tree.remove(shape)


def shown_name(shape: Any) -> Any:
    """Return the element that names a shape, and says where it leads."""
    return shape[0].find(_NAME)


def next_identifier(tree: Any) -> str:
    """Return a number that no shape of a tree has."""
    return str(max(int(name.get("id")) for name in tree.iter(_NAME)) + 1)
