"""Chapters' own headings: each file has one, and it names the chapter."""

from __future__ import annotations

from dataclasses import replace

from terbit.ast import Element, Elements, header, identifier, stringify, text, where
from terbit.diagnostics import Diagnostic, Location
from terbit.model import Chapter, Document
from terbit.names import slug

__all__ = ["name_chapters"]


def name_chapters(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Give every chapter its identifier and title from its level-1 heading, which is put first."""
    findings: list[Diagnostic] = []
    chapters = tuple(_named(chapter, findings) for chapter in document.chapters)
    return replace(document, chapters=chapters), tuple(findings)


def _named(chapter: Chapter, findings: list[Diagnostic]) -> Chapter:
    headings = [b for b in chapter.blocks if b["t"] == "Header" and b["c"][0] == 1]
    if chapter.role != "part":
        findings.extend(_complaints(chapter, headings))
    stem = slug(chapter.file.rsplit("/", 1)[-1].removesuffix(".md").lstrip("0123456789-_"))
    title: Elements = headings[0]["c"][2] if headings else text(stem or chapter.file)
    ident = (identifier(headings[0]) if headings else "") or f"sec-{stem}"
    first: Element = header(1, title, ident, headings[0]["c"][1][1] if headings else ())
    first.update({"p": headings[0]["p"]} if headings and "p" in headings[0] else {})
    rest = [block for block in chapter.blocks if not headings or block is not headings[0]]
    return replace(chapter, ident=ident, title=title, blocks=[first, *rest])


def _complaints(chapter: Chapter, headings: Elements) -> list[Diagnostic]:
    if not headings or not stringify(headings[0]).strip():
        place = Location(chapter.file, 1)
        return [
            Diagnostic("error", "chapter-title", "the file has no title", place, "begin it with '# Title'")
        ]
    hint = "use '##' for a section, or a file of its own for a chapter"
    return [
        Diagnostic("error", "chapter-title", "a second chapter title in one file", where(extra), hint)
        for extra in headings[1:]
    ]
