"""Cross-references and links inside the book, resolved before citations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from posixpath import join, normpath
from typing import Any
from urllib.parse import unquote

from terbit.ast import (
    Element,
    Elements,
    link,
    space,
    string,
    text,
    where,
    with_contents,
)
from terbit.blocks import map_chapter
from terbit.diagnostics import Diagnostic, Location, nearest
from terbit.model import Anchor, Chapter, Document
from terbit.survey import Survey
from terbit.transforms.identifiers import CROSSREF, canonical

__all__ = ["resolve_references"]

_SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:", "doi:")


@dataclass(frozen=True)
class _Known:
    """What can be referred to: numbered anchors, all identifiers, and chapters by file."""

    anchors: Mapping[str, Anchor]
    idents: frozenset[str]
    files: Mapping[str, str]
    joint: str
    elsewhere: Callable[[Anchor], Anchor]


def resolve_references(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Turn ``@fig-x`` into linked words ("Gambar 1.1") and check every link that stays inside the book."""
    idents = frozenset(ident for chapter in document.chapters for ident in chapter.survey.identified)
    files = {chapter.file: chapter.ident for chapter in document.chapters if chapter.file}
    known = _Known(document.anchors, idents, files, document.labels("and"), partial(_with_chapter, document=document))
    findings: list[Diagnostic] = []
    chapters = []
    for chapter in document.chapters:
        change = partial(_resolved, known=known, chapter=chapter, findings=findings)
        chapters.append(map_chapter(chapter, change, _leads))
    return replace(document, chapters=tuple(chapters)), tuple(findings)


def _leads(held: Survey) -> bool:
    return held.has_kind("Link") or any(map(CROSSREF.match, held.cited))


def _resolved(
    element: Element, known: _Known, chapter: Chapter, findings: list[Diagnostic]
) -> Element | Elements | None:
    if element["t"] == "Cite":
        return _cross_reference(element, known, chapter, findings)
    if element["t"] == "Link":
        return _internal_link(element, known, chapter.file.rpartition("/")[0], findings)
    return None


def _cross_reference(
    element: Element, known: _Known, chapter: Chapter, findings: list[Diagnostic]
) -> Elements | None:
    """Resolve the references of a Cite; citations that stand in it too (``@fig-x [@key]``) are left to cite."""
    cites = element["c"][0]
    references = [cite for cite in cites if CROSSREF.match(cite["citationId"])]
    if not references:
        return None
    out: Elements = []
    for number, cite in enumerate(references):
        if number:
            last = number == len(references) - 1
            out += [space(), string(known.joint), space()] if last else [string(","), space()]
        out += _one_reference(cite, element, known, chapter, findings)
    rest = [cite for cite in cites if cite not in references]
    return [*out, space(), with_contents(element, [rest, element["c"][1]])] if rest else out


def _one_reference(
    cite: dict[str, Any], element: Element, known: _Known, chapter: Chapter, findings: list[Diagnostic]
) -> Elements:
    ident = canonical(cite["citationId"])
    anchor = known.anchors.get(ident)
    if anchor is None:
        findings.append(_dangling(ident, where(cite) or where(element), known))
        return [{"t": "Strong", "c": [string(f"@{ident}?")]}]
    read = anchor if anchor.chapter == chapter.ident else known.elsewhere(anchor)
    words = _words(read, cite["citationMode"]["t"])
    prefix, suffix = cite["citationPrefix"], cite["citationSuffix"]
    reference = link(words, f"#{ident}", names=["xref"])
    return [*prefix, *([space()] if prefix else []), reference, *_spaced(suffix)]


def _with_chapter(anchor: Anchor, document: Document) -> Anchor:
    """Return an anchor as readers of another chapter must be told of it: they cannot know which "A.1" is meant."""
    opening = document.anchors.get(anchor.chapter)
    if not anchor.mark or opening is None:
        return anchor
    label = document.labels("in-chapter", place=anchor.label, chapter=opening.label)
    return replace(anchor, label=label, number=anchor.numbered_in(opening.number))


def _spaced(suffix: Elements) -> Elements:
    """Return what follows a reference with a space before it, which pandoc leaves out after ``@fig-x``."""
    first = suffix[0] if suffix else space()
    joined = first["t"] == "Space" or (first["t"] == "Str" and first["c"][:1] in ",;:.)")
    return suffix if joined else [space(), *suffix]


def _words(anchor: Anchor, mode: str) -> Elements:
    if mode == "SuppressAuthor" and anchor.number:
        return [string(anchor.number)]
    return [string(anchor.label)] if anchor.label else anchor.title or text(anchor.ident)


def _dangling(ident: str, place: Location | None, known: _Known) -> Diagnostic:
    kind = ident.partition("-")[0]
    alike = [name for name in known.anchors if name.startswith(f"{kind}-")]
    hint = nearest(ident, alike) or (
        f"known: {', '.join(sorted(alike)[:6])}" if alike else "define it with {#…}"
    )
    message = f"nothing in the book is called '{ident}'"
    if ident in known.idents:
        hint = "it is there, but has no number: give the figure or table a caption"
    return Diagnostic("error", "crossref-missing", message, place, hint)


def _internal_link(
    element: Element, known: _Known, folder: str, findings: list[Diagnostic]
) -> Element | None:
    """Point a link at an identifier of the book; leave addresses alone, and report what leads nowhere."""
    attribute, inlines, (url, title) = element["c"]
    if ":" in url.partition("/")[0].partition("#")[0]:
        findings.extend([] if url.lower().startswith(_SAFE_SCHEMES) else [_unsafe(url, where(element))])
        return None
    file, _, fragment = url.partition("#")
    chapter = _chapter(file, known, folder) if file else ""
    if chapter is None or not url:
        hint = nearest(file, known.files) or "link to another chapter's file, or to an https: address"
        message = f"no chapter is '{file}'" if file else "the link leads nowhere"
        findings.append(Diagnostic("error", "link-missing", message, where(element), hint))
        return None
    ident = next((i for i in (fragment, canonical(fragment)) if i in known.idents), None) if fragment else chapter
    if ident is None:
        message = f"the link leads to '#{fragment}', which is not in the book"
        hint = nearest(canonical(fragment), known.idents) or "name something with {#…}"
        findings.append(Diagnostic("error", "link-missing", message, where(element), hint))
        return None
    return {**element, "c": [attribute, inlines, [f"#{ident}", title]]}


def _chapter(file: str, known: _Known, folder: str) -> str | None:
    """Return the identifier of a chapter by its file's path, from the linking file or from the project."""
    path = unquote(file)
    return known.files.get(normpath(join(folder, path))) or known.files.get(normpath(path))


def _unsafe(url: str, place: Location | None) -> Diagnostic:
    message, hint = f"a link may not begin with '{url.partition(':')[0]}:'", "use https: or mailto:"
    return Diagnostic("error", "link-unsafe", message, place, hint)
