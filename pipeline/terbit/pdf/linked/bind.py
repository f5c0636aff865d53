"""Binding: leaves become an object file, with the structure of all of them and what they share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from terbit.pdf.linked.leaf import Leaf
from terbit.pdf.linked.links import annotation, hang
from terbit.pdf.linked.model import Deflated, FontUse, Hole, NumberTable, ObjectFile, Page
from terbit.pdf.linked.nodes import Content
from terbit.pdf.linked.objects import Objects
from terbit.pdf.linked.sheaves import sheaves
from terbit.pdf.linked.structure import write_tree
from terbit.pdf.linked.tree import Tree

__all__ = ["bound"]


def bound(leaves: Sequence[Leaf], elements: Sequence[Any], objects: Objects, fonts: tuple[FontUse, ...]) -> ObjectFile:
    """Return the object file of leaves; `elements` are those of the HTML in its order."""
    tree = _grown(leaves, elements)
    hung = hang(leaves, elements, tree, objects)
    nodes, owners = write_tree(tree.root, objects)
    streams, others, images = objects.kept()
    tables = _tables(leaves)
    return ObjectFile(
        pages=tuple(
            Page(
                number=objects.page(index),
                pieces=objects.page_pieces(leaf.boxes),
                media=leaf.media,
                content=tuple(_placed(part, leaf.tables, tables) for part in leaf.content),
                parents=tuple(owners[index, mcid] for mcid in range(leaf.marked)),
                name=leaf.name,
            )
            for index, leaf in enumerate(leaves)
        ),
        streams=streams,
        sheaves=sheaves(others),
        annotations=tuple(annotation(*one) for one in hung),
        bookmarks=tuple(mark for leaf in leaves for mark in leaf.bookmarks),
        anchors=tuple(_anchors(leaves)),
        targets=tuple(sorted({link.target for leaf in leaves for link in leaf.links if link.inside})),
        fonts=fonts,
        images=images,
        tables=tuple(tables),
        tops=tuple(node.number for node in nodes if node.above is tree.root),
        notes=tuple(node.number for node in nodes if node.kind == "Note"),
        closed=not all(leaf.is_even for leaf in leaves),
    )


def _grown(leaves: Sequence[Leaf], elements: Sequence[Any]) -> Tree:
    html = elements[0]
    tree = Tree(html, html.get("lang") or "")
    for leaf in leaves:
        for link in leaf.links:
            tree.expect_link(elements[link.element])
    for index, leaf in enumerate(leaves):
        for event in leaf.events:
            element = elements[event.element]
            if event.kind == "cell":
                tree.node(element, event.numbering)
            elif event.kind == "text":
                tree.add(element, event.pseudo, event.numbering, Content(index, event.mcid))
            else:
                tree.add_image(element, event.numbering, event.attributes, Content(index, event.mcid))
    return tree


def _tables(leaves: Sequence[Leaf]) -> list[NumberTable]:
    """Return the tables that the holes of leaves name, each once."""
    tables: list[NumberTable] = []
    for table in (table for leaf in leaves for table in leaf.tables):
        if table not in tables:
            tables.append(table)
    return tables


def _anchors(leaves: Sequence[Leaf]) -> list[tuple[str, int, float, float]]:
    """Return the first place of each identifier."""
    first: dict[str, tuple[str, int, float, float]] = {}
    for index, leaf in enumerate(leaves):
        for name, x, y in leaf.anchors:
            first.setdefault(name, (name, index, x, y))
    return list(first.values())


def _placed(part: Deflated | Hole, own: Sequence[NumberTable], tables: Sequence[NumberTable]) -> Deflated | Hole:
    """Return a part of a content with its table, if it is a hole, among those of the unit."""
    return part._replace(table=tables.index(own[part.table])) if isinstance(part, Hole) else part
