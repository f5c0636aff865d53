"""Chapters' own headings: each file has one, and it names the chapter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from terbit.ast import Element, Elements, classes, header, identifier, stringify, text, where
from terbit.diagnostics import Diagnostic, Location
from terbit.model import Chapter, Document
from terbit.names import slug
from terbit.transforms.boxes import KINDS

__all__ = ["name_chapters"]


def name_chapters(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Give every chapter its identifier and title from its level-1 heading, which is put first.

    A file without one may name its chapter in its metadata, as Quarto's do.
    """
    findings: list[Diagnostic] = []
    taken = {ident for chapter in document.chapters for ident in chapter.survey.identified}
    chapters = tuple(_named(chapter, findings, taken) for chapter in document.chapters)
    return replace(document, chapters=chapters), tuple(findings)


def _named(chapter: Chapter, findings: list[Diagnostic], taken: set[str]) -> Chapter:
    headings = [b for b in chapter.blocks if b["t"] == "Header" and b["c"][0] == 1]
    if chapter.role != "part":
        findings.extend(_complaints(chapter, headings))
    name = chapter.file.rsplit("/", 1)[-1].removesuffix(".md")
    stem = slug(name.lstrip("0123456789-_")) or slug(name)
    title: Elements = headings[0]["c"][2] if headings else text(str(chapter.meta.get("title") or stem))
    ident = (identifier(headings[0]) if headings else "") or _fresh(f"sec-{stem}", taken)
    first: Element = header(1, title, ident, headings[0]["c"][1][1] if headings else ())
    first.update({"p": headings[0]["p"]} if headings and "p" in headings[0] else {})
    rest = [block for block in chapter.blocks if not headings or block is not headings[0]]
    return replace(chapter, ident=ident, title=title, blocks=[first, *rest])


def _fresh(ident: str, taken: set[str]) -> str:
    """Return an identifier that no author wrote and no chapter before was given."""
    names = (ident, *(f"{ident}-{number}" for number in range(2, len(taken) + 3)))
    found = next(name for name in names if name not in taken)
    taken.add(found)
    return found


def _complaints(chapter: Chapter, headings: Elements) -> list[Diagnostic]:
    if not headings and chapter.meta.get("title"):
        return _skips(chapter.blocks)
    if not headings or not stringify(headings[0]).strip():
        place, hint = Location(chapter.file, 1), "begin it with '# Title'"
        return [Diagnostic("error", "chapter-title", "the chapter has no title", place, hint)]
    hint = "use '##' for a section, or a file of its own for a chapter"
    seconds = [
        Diagnostic("error", "chapter-title", "a second chapter title in one file", where(extra), hint)
        for extra in (*headings[1:], *_hidden_titles(chapter.blocks))
    ]
    return [*seconds, *_skips(chapter.blocks)]


def _skips(blocks: Elements) -> list[Diagnostic]:
    """Warn of headings that leave out a level, which nobody who hears the headings can follow."""
    found, above = [], 1
    for heading in (block for block in blocks if block["t"] == "Header"):
        level = heading["c"][0]
        if level > above + 1:
            message, hint = f"a heading of level {level} under one of level {above}", f"use '{'#' * (above + 1)}'"
            found.append(Diagnostic("warning", "heading-skip", message, where(heading), hint))
        above = level
    return found


def _hidden_titles(blocks: Elements) -> Iterator[Element]:
    """Yield chapter titles inside plain divisions; boxes and slides may begin with a heading of any level."""
    for block in blocks:
        if block["t"] == "Div" and not {*KINDS, "slide", "notes"} & set(classes(block)):
            yield from (b for b in block["c"][1] if b["t"] == "Header" and b["c"][0] == 1)
            yield from _hidden_titles(block["c"][1])
