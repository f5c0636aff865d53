"""Callouts and learning boxes: every alias becomes one kind, with a title in the book's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from terbit.ast import (
    Element,
    Elements,
    classes,
    div,
    get,
    identifier,
    plain,
    space,
    span,
    text,
    with_attr,
    with_contents,
)
from terbit.blocks import map_chapter
from terbit.diagnostics import Diagnostic
from terbit.model import Chapter, Document

__all__ = ["KINDS", "title_boxes"]

KINDS: Mapping[str, str] = {
    "objectives": "objectives",
    "tujuan": "objectives",
    "activity": "activity",
    "kegiatan": "activity",
    "exercise": "exercise",
    "latihan": "exercise",
    "answer": "answer",
    "kunci": "answer",
    "reflection": "reflection",
    "refleksi": "reflection",
    "definition": "definition",
    "definisi": "definition",
    "summary": "summary",
    "rangkuman": "summary",
    **{f"callout-{kind}": kind for kind in ("note", "tip", "important", "warning", "caution")},
}


def title_boxes(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Number and title the boxes of each chapter; activities and exercises count through it."""
    chapters = tuple(_titled(chapter, document) for chapter in document.chapters)
    return replace(document, chapters=chapters), ()


def _titled(chapter: Chapter, document: Document) -> Chapter:
    counts: Counter[str] = Counter()

    def change(element: Element) -> Element | None:
        kinds = [KINDS[name] for name in classes(element) if name in KINDS]
        # What is an answer among other things must not reach students.
        kind = "answer" if "answer" in kinds else next(iter(kinds), None)
        if element["t"] != "Div" or kind is None:
            return None
        counts[kind] += 1
        number = f"{chapter.number}.{counts[kind]}" if chapter.number else str(counts[kind])
        label = document.labels(f"box.{kind}", number=number.replace(" ", "\u00a0")).replace(" ", "\u00a0", 1)
        ident = identifier(element) or f"{chapter.ident}-{kind}-{counts[kind]}"
        return _box(element, kind, label, ident)

    return map_chapter(chapter, change, lambda held: held.has_class(*KINDS))


def _box(element: Element, kind: str, label: str, ident: str) -> Element:
    name, body = _name(element)
    title = [span(text(label), names=["box-label"])]
    if name:
        title += [space(), span(name, names=["box-name"])]
    kept = [c for c in classes(element) if c not in KINDS]
    boxed = with_attr(element, ident=ident, names=["box", f"box-{kind}", *kept], pairs={"title": None})
    return with_contents(boxed, [boxed["c"][0], [div([plain(title)], names=["box-title"]), *body]])


def _name(element: Element) -> tuple[Elements, Elements]:
    """Return the box's own title, from `title=` or, as Quarto has it, from a heading that it begins with."""
    body: Elements = element["c"][1]
    given = get(element, "title")
    if given:
        return text(given), body
    if body and body[0]["t"] == "Header":
        return body[0]["c"][2], body[1:]
    return [], body
