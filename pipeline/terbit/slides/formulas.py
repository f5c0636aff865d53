"""Formulas on slides: a display is a picture of its own, one in the line is spelled in letters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from terbit import ast, pandoc
from terbit.diagnostics import Diagnostic
from terbit.digest import digest_bytes
from terbit.formulas import formula_findings, unread
from terbit.html import blocks_html
from terbit.model import Document, Resource
from terbit.pdf.markup import FORMULA
from terbit.pdf.mathematics import draw_formulas
from terbit.slides.spelling import spelled
from terbit.svg import parse_svg

__all__ = ["with_formulas"]


def with_formulas(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the document with images in the place of displays, and letters in that of formulas in lines."""
    found = [e for chapter in document.chapters for e in ast.elements(chapter.blocks) if e["t"] == "Math"]
    if not found:
        return document, ()
    displays = list({e["c"][1]: e for e in found if e["c"][0]["t"] == "DisplayMath"}.values())
    images, resources, failed = _drawn(displays, document)
    letters, unspelled = _spelled(list({e["c"][1]: e for e in found if e["c"][0]["t"] == "InlineMath"}.values()))

    def change(element: ast.Element) -> ast.Element | ast.Elements | None:
        if element["t"] != "Math":
            return None
        image = images.get(element["c"][1]) if element["c"][0]["t"] == "DisplayMath" else None
        return image or letters.get(element["c"][1])

    chapters = tuple(replace(c, blocks=ast.map_elements(c.blocks, change)) for c in document.chapters)
    findings = formula_findings(document, failed | unspelled)
    return replace(document, chapters=chapters, resources={**document.resources, **resources}), findings


def _drawn(
    displays: ast.Elements, document: Document
) -> tuple[Mapping[str, ast.Element], Mapping[str, Resource], dict[str, str]]:
    """Return an image of each formula by its TeX, the drawings, and why others have none."""
    if not displays:
        return {}, {}, {}
    page = _page(displays)
    drawn = draw_formulas(page, document.labels)
    drawings, failed = drawn.images, drawn.failed
    images = {}
    for element, paragraph in zip(displays, page.iter("{*}p"), strict=True):
        picture = paragraph.find("{*}img")
        if picture is not None:
            alt = ast.text(picture.get("alt").removeprefix(FORMULA))
            width = parse_svg(drawings[picture.get("src")]).get("viewBox").split()[2]
            pairs = ast.attr("", ["formula"], {"points": width})
            images[element["c"][1]] = {"t": "Image", "c": [pairs, alt, [picture.get("src"), ""]]}
    resources = {path: Resource(path, data, digest_bytes(data)) for path, data in drawings.items()}
    return images, resources, failed


def _page(formulas: ast.Elements) -> Any:
    """Write formulas as HTML, each in a paragraph of its own."""
    return etree.fromstring(blocks_html([ast.para([e]) for e in formulas]))


def _spelled(formulas: ast.Elements) -> tuple[Mapping[str, ast.Elements], dict[str, str]]:
    """Return each formula of a line in letters, and why others are not.

    Pandoc writes italics and scripts where it has no mark-up for mathematics; what it leaves as TeX is spelled here.
    """
    if not formulas:
        return {}, {}
    page = pandoc.run(
        ast.pandoc_json([ast.para([e]) for e in ast.strip_positions(formulas)]), reader="json", writer="html"
    )
    blocks = json.loads(pandoc.run(page, reader="html", writer="json"))["blocks"]
    letters = {e["c"][1]: _bare(block["c"]) for e, block in zip(formulas, blocks, strict=True)}
    left = [e for e in formulas if _is_tex(letters[e["c"][1]], e["c"][1])]
    failed: dict[str, str] = {}
    for element, paragraph in zip(left, _page(left).iter("{*}p"), strict=True) if left else ():
        math = paragraph.find(".//{*}math")
        letters[element["c"][1]] = [] if math is None else spelled(math)
        failed |= unread(paragraph)
    return letters, failed


def _is_tex(inlines: ast.Elements, tex: str) -> bool:
    """Tell whether pandoc left a formula as it was written."""
    return "".join(ast.stringify(inlines).split()) == "".join(f"${tex}$".split())


def _bare(inlines: ast.Elements) -> ast.Elements:
    return [i for inline in inlines for i in (inline["c"][1] if inline["t"] == "Span" else [inline])]
