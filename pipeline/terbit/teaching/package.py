"""A chapter's archive: its deck in every form, its exercises, its figures with what is said of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath

from terbit.archive import add_file
from terbit.ast import Element, elements, identifier, stringify
from terbit.model import Chapter, Document

__all__ = ["archive", "figures"]

_PACKED = frozenset({".epub", ".gif", ".jpeg", ".jpg", ".pdf", ".png", ".pptx", ".webp", ".zip"})


def archive(files: Mapping[str, bytes], day: date) -> bytes:
    """Zip files by name, all with the book's date, so that the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for path in sorted(files):
            add_file(file, path, files[path], day, store=PurePosixPath(path).suffix.lower() in _PACKED)
    return out.getvalue()


def figures(chapter: Chapter, document: Document) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures of a chapter, and a text that tells each one's number, caption and licence."""
    shown = list(_shown(chapter, document))
    folder = document.labels("teaching.figures")
    names: dict[str, str] = {}
    for path, _ in shown:
        if path not in names:
            names[path] = _unique(PurePosixPath(path).name, set(names.values()))
            yield f"{folder}/{names[path]}", document.resources[path].data
    if shown:
        lines = [f"{names[path]}: {caption}" for path, caption in shown]
        said = "\n".join([*lines, "", *_credits(document), ""]).replace("\u00a0", " ")
        yield f"{folder}/{document.labels('teaching.credits')}.txt", said.encode()


def _shown(chapter: Chapter, document: Document) -> Iterator[tuple[str, str]]:
    captioned: set[int] = set()
    for element in elements(chapter.blocks):
        if element["t"] == "Figure":
            anchor = document.anchors.get(identifier(element))
            caption = stringify(element["c"][1][1]).strip()
            said = f"{anchor.label} {caption}" if anchor and anchor.label and anchor.label not in caption else caption
            for image in _images(element):
                captioned.add(id(image))
                if image["c"][2][0] in document.resources:
                    yield image["c"][2][0], said
        elif element["t"] == "Image" and id(element) not in captioned and element["c"][2][0] in document.resources:
            yield element["c"][2][0], stringify(element["c"][1])


def _images(figure: Element) -> Iterator[Element]:
    yield from (element for element in elements(figure["c"][2]) if element["t"] == "Image")


def _unique(name: str, taken: set[str]) -> str:
    path, number, found = PurePosixPath(name), 1, name
    while found in taken:
        number += 1
        found = f"{path.stem}-{number}{path.suffix}"
    return found


def _credits(document: Document) -> Iterator[str]:
    config = document.config
    yield f"{config.title}, {config.publisher.name}".strip(", ")
    licence = " ".join(filter(None, [config.licence.name, config.licence.url]))
    yield document.labels("licensed-under", licence=licence) if licence else document.labels("all-rights-reserved")
