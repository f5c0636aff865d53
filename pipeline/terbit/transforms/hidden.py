"""What points at matter that an edition or a target does not show."""

from __future__ import annotations

from dataclasses import replace

from terbit.ast import Element, Elements, classes
from terbit.model import Anchor, Document
from terbit.transforms._chapters import map_document

__all__ = ["forget_hidden"]


def forget_hidden(document: Document) -> Document:
    """Unlink what leads to nothing now, and bring the anchors up to date.

    Anchors of hidden things go; the titles of the others are read from the tree again, for in the meantime
    their references and citations were resolved.
    """
    shown = {ident for chapter in document.chapters for ident in chapter.survey.identified}

    def change(element: Element) -> Element | Elements | None:
        url = element["c"][2][0] if element["t"] == "Link" else ""
        if not url.startswith("#") or url[1:] in shown:
            return None
        return [] if "backlink" in classes(element) else list(element["c"][1])

    unlinked = map_document(document, change, lambda held: not held.targets <= shown)
    fresh = {ident: e for chapter in unlinked.chapters for ident, e in chapter.survey.identified.items()}
    anchors = {i: _renewed(anchor, fresh[i]) for i, anchor in document.anchors.items() if i in fresh}
    return replace(unlinked, anchors=anchors)


def _renewed(anchor: Anchor, element: Element) -> Anchor:
    if element["t"] == "Header":
        return replace(anchor, title=_bare(element["c"][2]))
    if element["t"] not in ("Figure", "Table"):
        return anchor
    blocks = element["c"][1][1]
    caption = blocks[0]["c"] if blocks and blocks[0]["t"] in ("Plain", "Para") else []
    return replace(anchor, title=_bare(caption))


def _bare(inlines: Elements) -> Elements:
    """Return a title without the number before it."""
    labels = {"heading-label", "caption-label"}
    return inlines[2:] if inlines and labels & set(classes(inlines[0])) else inlines
