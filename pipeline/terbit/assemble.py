"""Assembling: chapters become one document with unique identifiers, numbers and cross-references."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from terbit.ast import header, text
from terbit.config import Config
from terbit.diagnostics import Diagnostic
from terbit.labels import Labels
from terbit.model import Chapter, Document, Resource
from terbit.transforms.bibliographies import place_bibliographies
from terbit.transforms.boxes import title_boxes
from terbit.transforms.equations import mark_equations
from terbit.transforms.glossary import link_glossary
from terbit.transforms.identifiers import unify_identifiers
from terbit.transforms.images import settle_images
from terbit.transforms.index import mark_index
from terbit.transforms.lists import grade_lists
from terbit.transforms.numbering import number_document
from terbit.transforms.raw_html import check_raw_html
from terbit.transforms.raw_nesting import check_raw_nesting
from terbit.transforms.references import resolve_references
from terbit.transforms.titles import name_chapters

__all__ = ["TRANSFORMS", "assemble"]

Transform = Callable[[Document], tuple[Document, tuple[Diagnostic, ...]]]

TRANSFORMS: Sequence[Transform] = (
    name_chapters,
    place_bibliographies,
    mark_equations,
    unify_identifiers,
    check_raw_html,
    check_raw_nesting,
    settle_images,
    number_document,
    title_boxes,
    grade_lists,
    link_glossary,
    mark_index,
    resolve_references,
)


def assemble(
    config: Config,
    labels: Labels,
    chapters: Sequence[Chapter],
    resources: Mapping[str, Resource],
    styles: Mapping[str, Resource],
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the document and all that the transforms found wrong."""
    whole = _with_parts(chapters, config)
    document = Document(config, labels, whole, {}, (), (), resources, styles)
    findings: list[Diagnostic] = []
    for transform in TRANSFORMS:
        document, found = transform(document)
        findings.extend(found)
    return document, tuple(findings)


def _with_parts(chapters: Sequence[Chapter], config: Config) -> tuple[Chapter, ...]:
    """Put a part's title page before its first chapter."""
    openings = {files[0]: (number, title) for number, (title, files) in enumerate(config.parts, 1) if files}
    out: list[Chapter] = []
    for chapter in chapters:
        if chapter.file in openings:
            number, title = openings[chapter.file]
            heading = header(1, text(title), f"part-{number}")
            out.append(Chapter("", "part", "", "", text(title), [heading]))
        out.append(chapter)
    return tuple(out)
