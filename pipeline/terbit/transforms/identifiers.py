"""Identifiers: pandoc-crossref's spelling brought to ours, and none used twice in the book."""

from __future__ import annotations

import re
from dataclasses import replace

from terbit.ast import Element, identifier, where, with_attr
from terbit.blocks import map_chapter
from terbit.diagnostics import Diagnostic
from terbit.model import Chapter, Document
from terbit.transforms.raw_html import RAW
from terbit.transforms.raw_nesting import raw_identifiers

__all__ = ["CROSSREF", "canonical", "unify_identifiers"]

CROSSREF = re.compile(r"^(fig|tbl|sec|eq)[-:]", re.IGNORECASE)
_RESERVED = re.compile(
    r"^(contents|index|list-of-figures|list-of-tables|part-\d+|(ix|cite)-\d+|(ref|gls|fn|fnref)-.+)$"
)


def canonical(ident: str) -> str:
    """Return `fig:x`, and `Fig-x` at the beginning of a sentence, as `fig-x`; other identifiers unchanged."""
    return CROSSREF.sub(lambda found: f"{found[1].lower()}-", ident)


def unify_identifiers(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Rename identifiers and report each that was used before, at its second place."""
    first: dict[str, Element] = {}
    findings: list[Diagnostic] = []
    chapters = []
    for chapter in document.chapters:
        mapped = map_chapter(chapter, _renamed, lambda held: any(canonical(i) != i for i in held.identified))
        renamed = replace(mapped, ident=canonical(chapter.ident))
        findings.extend(_repeats(renamed, first))
        chapters.append(renamed)
    return replace(document, chapters=tuple(chapters)), tuple(findings)


def _renamed(element: Element) -> Element | None:
    ident = identifier(element)
    return with_attr(element, ident=canonical(ident)) if ident and canonical(ident) != ident else None


def _repeats(chapter: Chapter, first: dict[str, Element]) -> list[Diagnostic]:
    findings = []
    holding = (part.survey for part in chapter.parts if part.survey.identified or part.survey.has_kind(*RAW))
    for element in (element for held in holding for element in held.elements):
        for ident in filter(None, (identifier(element), *raw_identifiers(element))):
            if ident in first:
                message = f"the identifier '{ident}' is used twice"
                place = where(first[ident])
                hint = f"rename one; it is first used at {place}" if place else "rename it"
                findings.append(Diagnostic("error", "id-duplicate", message, where(element), hint))
            elif _RESERVED.match(ident) and chapter.role != "part":
                message, hint = f"the identifier '{ident}' is one that Terbit gives itself", "choose another"
                findings.append(Diagnostic("error", "id-reserved", message, where(element), hint))
            else:
                first[ident] = element
    return findings
