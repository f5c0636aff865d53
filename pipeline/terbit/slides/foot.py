"""The foot of a slide in PowerPoint: the layout's footer and number, left open for the words and the number."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from terbit.slides import looks
from terbit.slides.drawingml import language_tag
from terbit.slides.holders import text_body
from terbit.slides.layouts import Slots
from terbit.slides.ooxml import NAMESPACES, SCHEME

__all__ = ["FOOT", "foot"]

FOOT = re.compile(rb"<\?terbit (footer|number)\?>")
"""What stands in a slide's XML where its footer, or its number, goes; no text of a slide can look like it."""


def foot(layout: Any, slots: Slots, colour: str, language: str, *, footed: bool) -> list[Any]:
    """Return the foot of slides of a layout, whose number is in that colour; it may have no footer."""
    running = (slots.footer, slots.number)
    found = [place._element for place in layout.placeholders if place.placeholder_format.idx in running]  # noqa: SLF001
    return [_dressed(deepcopy(element), slots, colour, language, footed=footed) for element in found]


def _dressed(element: Any, slots: Slots, colour: str, language: str, *, footed: bool) -> Any:
    properties = element.find(qn("p:spPr"))
    for child in list(properties):
        properties.remove(child)
    is_footer = element.ph_idx == slots.footer
    accent = SCHEME["grey" if is_footer else colour] if slots.is_own else "tx1"
    text = _text(language_tag(language), accent, is_number=not (is_footer and footed))
    element.replace(text_body(element), text)
    return element


def _text(tag: str, accent: str, *, is_number: bool) -> Any:
    """Return the footer's text, or the number's field, to be filled in.

    LibreOffice 7.4 does not look in the layout for the style of these two, so they carry it.
    """
    body = etree.fromstring(f"<p:txBody {NAMESPACES}><a:bodyPr/><a:lstStyle/><a:p><a:pPr/></a:p></p:txBody>")
    paragraph = body[-1]
    paragraph[0].set("algn", "l")
    if is_number:
        identifier = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
        part = etree.SubElement(paragraph, qn("a:fld"), {"id": identifier, "type": "slidenum"})
    else:
        part = etree.SubElement(paragraph, qn("a:r"))
    size = str(round(looks.FOOTER_SIZE * 100))
    style = etree.SubElement(part, qn("a:rPr"), {"lang": tag, "sz": size, "b": str(int(is_number))})
    paint = etree.SubElement(style, qn("a:solidFill"))
    etree.SubElement(paint, qn("a:schemeClr"), {"val": accent})
    etree.SubElement(style, qn("a:latin"), {"typeface": "+mn-lt"})
    text = etree.SubElement(part, qn("a:t"))
    text.append(etree.ProcessingInstruction("terbit", "number" if is_number else "footer"))
    return body
