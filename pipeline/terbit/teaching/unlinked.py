"""Decks that leave their folder: links to the book beside it would lead nowhere, and are taken out."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

__all__ = ["unlinked"]

_LINK = re.compile(r'<a href="\.\./[^"]*">(.*?)</a>', re.DOTALL)
_RELATIONS = re.compile(r"ppt/slides/_rels/(slide\d+\.xml)\.rels")
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def unlinked(path: str, deck: bytes) -> bytes:
    """Return a deck without the links that lead out of its folder; those that lead to the web stay."""
    suffix = PurePosixPath(path).suffix
    if suffix == ".html":
        return _LINK.sub(r"\1", deck.decode()).encode()
    return _presentation(deck) if suffix == ".pptx" else deck


def _presentation(deck: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck)) as old, zipfile.ZipFile(out, "w") as new:
        changed: dict[str, bytes] = {}
        for name in old.namelist():
            slide = _RELATIONS.fullmatch(name)
            if slide and b'"../' in (relations := old.read(name)):
                changed[name], gone = _without_outer(relations)
                part = f"ppt/slides/{slide[1]}"
                changed[part] = _without_clicks(old.read(part), gone)
        if not changed:
            return deck
        for entry in old.infolist():
            new.writestr(entry, changed.get(entry.filename) or old.read(entry.filename), entry.compress_type, 9)
    return out.getvalue()


def _without_outer(relations: bytes) -> tuple[bytes, set[str]]:
    """Return a slide's relationships without those to files outside the presentation, and the names of these."""
    root, gone = etree.fromstring(relations), set[str]()
    for relation in list(root):
        if relation.get("TargetMode") == "External" and relation.get("Target", "").startswith("../"):
            gone.add(relation.get("Id", ""))
            root.remove(relation)
    return _written(root), gone


def _without_clicks(slide: bytes, gone: set[str]) -> bytes:
    root = etree.fromstring(slide)
    for click in list(root.iter("{*}hlinkClick")):
        if click.get(_ID) in gone:
            click.getparent().remove(click)
    return _written(root)


def _written(root: Any) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
