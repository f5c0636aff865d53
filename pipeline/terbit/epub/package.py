"""The package document: metadata, manifest and spine (EPUB 3.3, section 5)."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from terbit.epub.languages import is_rightward
from terbit.epub.metadata import DC, OPF, add_metadata
from terbit.epub.parts import NCX_PATH, Item, manifest_id
from terbit.model import Document

__all__ = ["package_document"]


def package_document(
    document: Document, items: Sequence[Item], spine: Sequence[str], accessibility: Sequence[tuple[str, str]]
) -> bytes:
    """Write package.opf; `spine` lists the paths of the pages in reading order."""
    root = etree.Element(
        f"{{{OPF}}}package", {"version": "3.0", "unique-identifier": "publication-id"}, nsmap={None: OPF}
    )
    root.set("{http://www.w3.org/XML/1998/namespace}lang", document.config.language)
    cover = next((manifest_id(item.path) for item in items if "cover-image" in item.properties), "")
    metadata = etree.SubElement(root, f"{{{OPF}}}metadata", nsmap={"dc": DC})
    add_metadata(metadata, document, accessibility, cover)
    manifest = etree.SubElement(root, f"{{{OPF}}}manifest")
    for item in sorted(items, key=lambda item: item.path):
        _add_item(manifest, item)
    order = etree.SubElement(root, f"{{{OPF}}}spine", {"toc": manifest_id(NCX_PATH)})
    if not is_rightward(document.config.language):
        order.set("page-progression-direction", "rtl")
    for path in spine:
        etree.SubElement(order, f"{{{OPF}}}itemref", {"idref": manifest_id(path)})
    etree.indent(root)
    text: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _add_item(manifest: etree._Element, item: Item) -> None:
    attributes = {"id": manifest_id(item.path), "href": item.path, "media-type": item.media_type}
    if item.properties:
        attributes["properties"] = " ".join(item.properties)
    etree.SubElement(manifest, f"{{{OPF}}}item", attributes)
