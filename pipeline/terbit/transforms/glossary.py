"""The glossary: definitions gathered from ``.glossary``, terms in the text linked to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from terbit.ast import (
    Element,
    Elements,
    classes,
    get,
    link,
    span,
    stringify,
    where,
    with_contents,
)
from terbit.blocks import map_chapter
from terbit.diagnostics import Diagnostic, Location, nearest
from terbit.model import Chapter, Document, GlossaryEntry
from terbit.names import collation_key, slug
from terbit.transforms._chapters import map_document

__all__ = ["link_glossary"]


def link_glossary(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Sort and identify the glossary's entries and link each ``[term]{.gls}`` to its own."""
    entries: list[GlossaryEntry] = []
    findings: list[Diagnostic] = []
    chapters = tuple(_collected(chapter, entries, findings) for chapter in document.chapters)
    by_name = {name: entry.ident for entry in entries for name in _names(entry.term)}
    collected = replace(document, chapters=chapters, glossary=tuple(entries))
    linked = map_document(collected, lambda e: _linked(e, by_name, findings), lambda held: held.has_class("gls"))
    return linked, tuple(findings)


def _collected(chapter: Chapter, entries: list[GlossaryEntry], findings: list[Diagnostic]) -> Chapter:
    def change(element: Element) -> Element | None:
        if element["t"] != "Div" or "glossary" not in classes(element):
            return None
        blocks = [
            _sorted(b, entries, findings) if b["t"] == "DefinitionList" else b for b in element["c"][1]
        ]
        return with_contents(element, [element["c"][0], blocks])

    return map_chapter(chapter, change, lambda held: held.has_class("glossary"))


def _sorted(block: Element, entries: list[GlossaryEntry], findings: list[Diagnostic]) -> Element:
    items = sorted(block["c"], key=lambda item: collation_key(stringify(item[0])))
    out = []
    for term, definitions in items:
        if any(entry.term.casefold() == stringify(term).casefold() for entry in entries):
            message, hint = f"the glossary has '{stringify(term)}' twice", "keep one of the two"
            findings.append(Diagnostic("error", "glossary-duplicate", message, _place(definitions), hint))
        ident = _ident(stringify(term), {entry.ident for entry in entries})
        entries.append(GlossaryEntry(stringify(term), ident, [b for d in definitions for b in d]))
        out.append([[span(term, ident, ["glossary-term"])], definitions])
    return with_contents(block, out)


def _place(definitions: list[Elements]) -> Location | None:
    return next((place for blocks in definitions for b in blocks if (place := where(b))), None)


def _ident(term: str, taken: set[str]) -> str:
    """Return an identifier for a term's entry; terms without a Latin letter are numbered."""
    name = f"gls-{slug(term) or len(taken) + 1}"
    return next(i for i in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if i not in taken)


def _names(term: str) -> Iterator[str]:
    """Yield the spellings that find a term: itself, and both parts of "Kerja sama daerah (KSD)"."""
    yield term.casefold()
    before, bracket, inside = term.partition("(")
    if bracket:
        yield before.strip().casefold()
        yield inside.rstrip(") ").casefold()


def _linked(element: Element, by_name: dict[str, str], findings: list[Diagnostic]) -> Element | None:
    if element["t"] != "Span" or "gls" not in classes(element):
        return None
    name = get(element, "term") or stringify(element)
    ident = by_name.get(name.casefold())
    if ident is None:
        hint = nearest(name, by_name) or "add it to the list in '::: glossary'"
        findings.append(
            Diagnostic("error", "glossary-missing", f"the glossary has no '{name}'", where(element), hint)
        )
        return None
    place = {"p": element["p"]} if "p" in element else {}
    return {**link(element["c"][1], f"#{ident}", names=["gls"]), **place}
