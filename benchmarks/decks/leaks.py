"""What only teachers may read, and where it is found: every file is read as a reader could, hidden parts too."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping

import pypdfium2

from terbit.ast import Element, block_text, classes, elements
from terbit.model import Chapter

__all__ = ["SECRET", "secrets_of", "text_of", "words"]

SECRET = ("box-answer", "notes")
"""The classes of what is the teacher's."""
_PICTURES = (".png", ".jpg", ".jpeg")
_LEAST = 6
"""Words of a line below which it may well stand elsewhere too."""


def words(text: str) -> str:
    """Return text as words alone, so that hyphens, line ends and marks hide nothing."""
    joined = re.sub(r"[\u00ad\ufffe]|\u0002|-\r?\n", "", text)
    return " ".join(re.findall(r"\w+", joined.lower()))


def text_of(name: str, data: bytes) -> str:
    """Return everything a reader could find in a file, notes, hidden parts and the files in an archive included."""
    if name.endswith(".pdf"):
        with pypdfium2.PdfDocument(data) as pdf:
            return words("\n".join(page.get_textpage().get_text_range() for page in pdf))
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return " ".join(text_of(inner, archive.read(inner)) for inner in archive.namelist())
    if name.endswith((".epub", ".pptx")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [n for n in archive.namelist() if n.endswith((".xhtml", ".xml", ".opf", ".ncx"))]
            return _untagged(" ".join(archive.read(part).decode() for part in parts))
    return "" if name.endswith(_PICTURES) else _untagged(data.decode())


def secrets_of(chapters: Iterable[Chapter]) -> Mapping[str, list[str]]:
    """Return what only teachers may read by its class, lines of six words or more that the open text does not say."""
    chapters = tuple(chapters)
    known = words(" ".join(_open_text(chapter.blocks) for chapter in chapters))
    divs = [e for chapter in chapters for e in elements(chapter.blocks) if e["t"] == "Div"]
    return {
        name: [line for e in divs if name in classes(e) for line in _lines_of(e) if line not in known]
        for name in SECRET
    }


def _untagged(markup: str) -> str:
    within_words = re.sub(r"</?(?:a:[rt]|a:rPr|span|em|i|b|strong|a|sup)\b[^>]*>", "", markup)
    return words(re.sub(r"<[^>]+>", " ", within_words).replace("&amp;", "&"))


def _lines_of(block: Element) -> list[str]:
    inner = [e for e in elements(block["c"][1]) if e["t"] in {"Para", "Plain"}]
    return [line for e in inner if len((line := words(block_text([e]))).split()) >= _LEAST]


def _open_text(node: object) -> str:
    """Return the text that everybody may read: all but answers and notes."""
    if isinstance(node, list):
        return " ".join(map(_open_text, node))
    if not isinstance(node, dict):
        return ""
    if node.get("t") == "Div" and set(SECRET) & set(classes(node)):
        return ""
    return block_text([node]) if node.get("t") in {"Para", "Plain"} else " ".join(map(_open_text, node.values()))
