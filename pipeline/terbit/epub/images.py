"""Images of the book as files of the manifest, and the pages' references to them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath

from PIL import Image

from terbit.diagnostics import Diagnostic, Location
from terbit.epub.kept import Kept
from terbit.epub.names import distinct
from terbit.epub.parts import Item, Page
from terbit.epub.reduction import reduced
from terbit.epub.xhtml import Tree, add_class, walk
from terbit.figures import embed_fonts
from terbit.model import Document, Resource
from terbit.names import slug

__all__ = ["image_items", "is_animated"]

# Core media types for images (EPUB 3.3, section 3.2).
_TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
_TAKEN = "images/cover.png"
_PERCENT = re.compile(r"(?:^|;)\s*width:\s*(\d+)(?:\.\d+)?%")


def image_items(document: Document, pages: Sequence[Page], kept: Kept) -> tuple[list[Item], list[Diagnostic]]:
    """Return the images that the pages show, renamed into one folder; the pages are changed to name them so."""
    shown = [(page, image) for page in pages for image in walk(page.tree, "img")]
    sources = {image.get("src"): None for _, image in shown if image.get("src") in document.resources}
    files = {s: document.resources[s] for s in sources if _suffix(s) in _TYPES}
    data = {s: kept.compute(("image", _suffix(s), file.digest), partial(_data, file)) for s, file in files.items()}
    names = distinct([_TAKEN, *(_path(source, suffix) for source, (_, suffix) in data.items())])[1:]
    paths = dict(zip(data, names, strict=True))
    findings = [finding for page, image in shown for finding in _place(page, image, paths)]
    return [Item(paths[s], _TYPES[suffix], content) for s, (content, suffix) in data.items()], findings


def is_animated(item: Item) -> bool:
    """Tell whether an image moves: several frames, or SVG animation elements."""
    if item.media_type == "image/svg+xml":
        return re.search(rb"<(?:animate\w*|set)\b", item.data) is not None
    if item.media_type not in ("image/gif", "image/webp", "image/png"):
        return False
    with Image.open(io.BytesIO(item.data)) as image:
        return bool(getattr(image, "is_animated", False))


def _suffix(source: str) -> str:
    return PurePosixPath(source).suffix.lower()


def _path(source: str, suffix: str) -> str:
    return f"images/{slug(PurePosixPath(source).stem) or 'image'}{suffix}"


def _data(resource: Resource) -> tuple[bytes, str]:
    """Return a file's bytes and suffix; inside an img element a figure sees no font of the book: it carries its own."""
    suffix = _suffix(resource.path)
    return (embed_fonts(resource.data), suffix) if suffix == ".svg" else reduced(resource.data, suffix)


def _place(page: Page, image: Tree, paths: Mapping[str, str]) -> Iterator[Diagnostic]:
    source = image.get("src", "")
    if source not in paths:
        yield _unusable(page, source)
        _replace(image)
        return
    image.set("src", "../" * page.path.count("/") + paths[source])
    _set_width(image)


def _set_width(image: Tree) -> None:
    """Turn a width in per cent into a class, which narrow screens may overrule; drop sizes in fixed units."""
    width = _PERCENT.search(image.get("style") or "")
    for name in ("style", "width", "height"):
        image.attrib.pop(name, None)
    if width:
        add_class(image, f"width-{min(max(round(int(width[1]) / 10), 1), 10) * 10}")


def _replace(image: Tree) -> None:
    """Put an image's alternative text in its place."""
    text = image.get("alt", "") + (image.tail or "")
    parent, before = image.getparent(), image.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(image)


def _unusable(page: Page, source: str) -> Diagnostic:
    where = Location(page.file) if page.file else None
    known = ", ".join(sorted({name.removeprefix(".") for name in _TYPES}))
    if _suffix(source) in _TYPES:
        return Diagnostic("error", "image-missing", f"no image '{source}' among the book's files", where)
    message = f"'{source}' is no image that e-readers show"
    return Diagnostic("error", "image-format", message, where, f"use one of: {known}")
