"""Formulas on slides: a display is a picture of its own, one in the line is spelled in letters."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from terbit import ast, pandoc
from terbit.diagnostics import Diagnostic
from terbit.digest import digest_bytes
from terbit.html import blocks_html
from terbit.model import Document, Resource
from terbit.pdf.markup import FORMULA
from terbit.pdf.mathematics import draw_formulas, places_of_formulas
from terbit.slides.spelling import in_line
from terbit.svg import parse_svg

__all__ = ["with_formulas"]


def with_formulas(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the document with images in the place of displays, and letters in that of formulas in lines."""
    found = [e for chapter in document.chapters for e in ast.elements(chapter.blocks) if e["t"] == "Math"]
    if not found:
        return document, ()
    displays = list({e["c"][1]: e for e in found if e["c"][0]["t"] == "DisplayMath"}.values())
    images, resources, findings = _drawn(displays, document)
    spelled = _spelled(list({e["c"][1]: e for e in found if e["c"][0]["t"] == "InlineMath"}.values()))
    findings = (*findings, *_unspelled(spelled, document))

    def change(element: ast.Element) -> ast.Element | ast.Elements | None:
        if element["t"] != "Math":
            return None
        image = images.get(element["c"][1]) if element["c"][0]["t"] == "DisplayMath" else None
        return image or spelled.get(element["c"][1])

    chapters = tuple(replace(c, blocks=ast.map_elements(c.blocks, change)) for c in document.chapters)
    return replace(document, chapters=chapters, resources={**document.resources, **resources}), findings


def _drawn(
    displays: ast.Elements, document: Document
) -> tuple[Mapping[str, ast.Element], Mapping[str, Resource], tuple[Diagnostic, ...]]:
    """Return an image of each formula by its TeX, and the drawings."""
    if not displays:
        return {}, {}, ()
    page = etree.fromstring(blocks_html([ast.para([e]) for e in displays]))
    drawings, findings = draw_formulas(page, document.labels, dict(places_of_formulas(document)))
    images = {}
    for element, paragraph in zip(displays, page.iter("{*}p"), strict=True):
        picture = paragraph.find("{*}img")
        if picture is not None:
            alt = ast.text(picture.get("alt").removeprefix(FORMULA))
            width = parse_svg(drawings[picture.get("src")]).get("viewBox").split()[2]
            pairs = ast.attr("", ["formula"], {"points": width})
            images[element["c"][1]] = {"t": "Image", "c": [pairs, alt, [picture.get("src"), ""]]}
    resources = {path: Resource(path, data, digest_bytes(data)) for path, data in drawings.items()}
    return images, resources, findings


def _spelled(formulas: ast.Elements) -> Mapping[str, ast.Elements]:
    """Return each formula of a line as pandoc writes it without mark-up for mathematics: italics and scripts."""
    if not formulas:
        return {}
    told = [{**e, "c": [e["c"][0], in_line(e["c"][1])]} for e in ast.strip_positions(formulas)]
    page = pandoc.run(ast.pandoc_json([ast.para([e]) for e in told]), reader="json", writer="html")
    blocks = json.loads(pandoc.run(page, reader="html", writer="json"))["blocks"]
    return {e["c"][1]: _bare(block["c"]) for e, block in zip(formulas, blocks, strict=True)}


def _unspelled(spelled: Mapping[str, ast.Elements], document: Document) -> Iterator[Diagnostic]:
    """Yield a warning for each formula that stayed TeX."""
    places = places_of_formulas(document)
    for tex, inlines in spelled.items():
        if (text := ast.stringify(inlines)).startswith("$") and text.endswith("$"):
            message = f"the formula '{tex}' cannot be written in a line of a slide, which shows its TeX"
            hint = "set it apart, between $$ and $$, or leave the paragraph out of key sentences and lists"
            yield Diagnostic("warning", "slide-formula", message, places.get(tex.strip()), hint)


def _bare(inlines: ast.Elements) -> ast.Elements:
    return [i for inline in inlines for i in (inline["c"][1] if inline["t"] == "Span" else [inline])]
