"""Accessibility metadata worked out from the content, so that it is true (EPUB Accessibility 1.1, section 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from terbit.alternatives import fault_of
from terbit.epub.images import is_animated
from terbit.epub.pagelist import Marked
from terbit.epub.parts import Item, Page
from terbit.epub.xhtml import MATHML, Tree, by_class, local, plain_text, walk
from terbit.labels import Labels

__all__ = ["Facts", "metadata", "survey"]

# Lengths that a reader cannot change: who enlarges the text would get nothing by it.
_FIXED_TEXT = re.compile(
    r"(?:font-size|line-height|letter-spacing|word-spacing|font)\s*:[^;}]*\d(?:px|pt|pc|cm|mm|in)\b"
)
_MOVING_CSS = re.compile(r"@keyframes|(?:^|[;{\s])(?:animation|transition)(?:-\w+)*\s*:")


@dataclass(frozen=True)
class Facts:
    """What a book holds, counted: all that the metadata says rests on these."""

    images: int = 0
    undescribed: int = 0
    described_at_length: int = 0
    formulas: int = 0
    formulas_without_text: int = 0
    footnotes: int = 0
    tables: int = 0
    glossary: bool = False
    index: bool = False
    headings: bool = False
    moving: bool = False
    sound: bool = False
    adjustable: bool = True
    printed_pages: int = 0
    pages_without_matter: int = 0

    @property
    def described(self) -> bool:
        """Tell whether everything that is seen can be read as text."""
        return self.undescribed == 0 and self.formulas_without_text == 0


def survey(pages: Sequence[Page], items: Sequence[Item], css: str, marked: Sequence[Marked] = ()) -> Facts:
    """Count what decides about accessibility in the finished pages, images and style sheet."""
    trees = [page.tree for page in pages]
    images = [image for page in pages for image in walk(page.tree, "img", "svg")]
    formulas = [math for tree in trees for math in tree.iter(f"{{{MATHML}}}math")]
    kinds = {page.kind for page in pages}
    return Facts(
        images=len(images),
        undescribed=sum(not _has_text(image) for image in images),
        described_at_length=sum("href" in link.attrib for tree in trees for link in by_class(tree, "fig-details")),
        formulas=len(formulas),
        formulas_without_text=sum(not math.get("alttext") for math in formulas),
        footnotes=_count(trees, "doc-footnote"),
        tables=sum(1 for tree in trees for _ in walk(tree, "table")),
        glossary="glossary" in kinds,
        index="index" in kinds,
        headings=all(next(walk(p.tree, "h1"), None) is not None for p in pages if p.matter == "bodymatter"),
        moving=any(map(is_animated, items)) or bool(_MOVING_CSS.search(css)) or _any(trees, "video"),
        sound=_any(trees, "audio", "video"),
        adjustable=not _FIXED_TEXT.search(css),
        printed_pages=len(marked),
        pages_without_matter=sum(not page.own for page in marked),
    )


def metadata(facts: Facts, labels: Labels) -> Iterator[tuple[str, str]]:
    """Yield the schema.org properties with their values, in the order they are written in."""
    yield "schema:accessMode", "textual"
    if facts.images:
        yield "schema:accessMode", "visual"
        yield "schema:accessModeSufficient", "textual,visual"
    if facts.described and not facts.sound:
        yield "schema:accessModeSufficient", "textual"
    for feature in _features(facts):
        yield "schema:accessibilityFeature", feature
    for hazard in _hazards(facts):
        yield "schema:accessibilityHazard", hazard
    yield "schema:accessibilitySummary", " ".join(_summary(facts, labels))


def _features(facts: Facts) -> Iterator[str]:
    yield "tableOfContents"
    yield "readingOrder"
    if facts.headings:
        yield "structuralNavigation"
    if facts.adjustable:
        yield "displayTransformability"
    if facts.images and not facts.undescribed:
        yield "alternativeText"
    if facts.described_at_length:
        yield "longDescription"
    if facts.formulas:
        yield "MathML"
    if facts.index:
        yield "index"
    if facts.printed_pages:
        yield "pageBreakMarkers"
        yield "pageNavigation"
    yield "ARIA"


def _hazards(facts: Facts) -> Iterator[str]:
    """Yield "none" only where nothing can flash, move or sound."""
    if not facts.moving and not facts.sound:
        yield "none"
        return
    yield "unknown"


def _summary(facts: Facts, labels: Labels) -> Iterator[str]:
    yield labels("epub.accessibility.text" if facts.adjustable else "epub.accessibility.text-fixed")
    yield labels("epub.accessibility.navigation")
    if facts.images and not facts.undescribed:
        yield labels("epub.accessibility.images-described", number=facts.images)
    elif facts.images:
        yield labels("epub.accessibility.images-undescribed", number=facts.images, missing=facts.undescribed)
    if facts.formulas:
        yield labels("epub.accessibility.formulas")
    for name in ("footnotes", "tables", "glossary", "index"):
        if getattr(facts, name):
            yield labels(f"epub.accessibility.{name}")
    if facts.printed_pages:
        yield labels("epub.accessibility.pages", number=facts.printed_pages, lacking=facts.pages_without_matter)
    if facts.moving or facts.sound:
        yield labels("epub.accessibility.moving")


def _has_text(image: Tree) -> bool:
    """Tell whether an image has alternative text that says something, or is marked as mere decoration."""
    if image.get("role") in ("presentation", "none"):
        return True
    words = image.get("alt") or image.get("aria-label") or ""
    return not fault_of(words, _caption(image), image.get("src", ""))


def _caption(image: Tree) -> str:
    """Return the caption of an image without its number."""
    figure = next((above for above in image.iterancestors() if local(above) == "figure"), None)
    caption = next(walk(figure, "figcaption"), None) if figure is not None else None
    if caption is None:
        return ""
    label = next((plain_text(e) for e in by_class(caption, "caption-label")), "")
    return plain_text(caption).removeprefix(label)


def _count(trees: Sequence[Tree], role: str) -> int:
    return sum(1 for tree in trees for element in walk(tree) if element.get("role") == role)


def _any(trees: Sequence[Tree], *tags: str) -> bool:
    return any(True for tree in trees for _ in walk(tree, *tags))
