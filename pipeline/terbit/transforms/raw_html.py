"""Raw mark-up in a manuscript: harmless HTML passes, anything that acts, loads or hides is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from terbit.ast import Element, attributes, where, with_attr
from terbit.diagnostics import Diagnostic
from terbit.model import Document
from terbit.survey import Survey
from terbit.transforms._chapters import map_document

__all__ = ["HARMLESS", "RAW", "check_raw_html"]

RAW = ("RawInline", "RawBlock")
"""The kinds of element that hold raw mark-up."""

HARMLESS: Final = (
    "abbr|b|bdi|bdo|br|cite|code|dd|del|details|dfn|div|dl|dt|em|hr|i|ins|kbd|li|mark|ol|p|q|rb|rp|rt|ruby|s|samp|"
    "small|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|u|ul|var|wbr"
)
_ATTRIBUTES: Final = (
    r"class|id|lang|dir|title|open|start|type|value|reversed|datetime|cite|colspan|rowspan|scope|headers|abbr|"
    r"aria-[a-z]+|data-[a-z-]+|role"
)
_SAFE = re.compile(
    rf"""<(?:/(?:{HARMLESS})\s*|(?:{HARMLESS})(?:\s+(?:{_ATTRIBUTES})(?:\s*=\s*(?:"[^"]*"|'[^']*'|[\w.:-]+))?)*\s*/?)>""",
    re.IGNORECASE,
)
_UNSAFE = re.compile(
    r"on.*|style|src|srcset|href|.*:href|action|formaction|poster|background|ping|manifest|srcdoc", re.IGNORECASE
)
_NAME = re.compile(r"<\s*/?\s*([A-Za-z][\w:-]*)")


def check_raw_html(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Report raw mark-up that could run, load or hide something, or that no target sets.

    Attributes of the same kind, ``[x]{onclick="…"}``, are reported too, and taken away.
    """
    parts = (part for chapter in document.chapters for part in chapter.parts if _concerns(part.survey))
    found = [finding for part in parts for element in part.survey.elements for finding in _findings(element)]
    return map_document(document, _without_attributes, lambda held: bool(held.keys)), tuple(found)


def _concerns(held: Survey) -> bool:
    return bool(held.keys) or held.has_kind(*RAW)


def _findings(element: Element) -> Iterator[Diagnostic]:
    raw = _finding(element)
    if raw:
        yield raw
    for key, _ in attributes(element)[2]:
        if key.lower() == "style":
            message, hint = "the attribute 'style' is left out", "give a class, and style it in styles/"
            yield Diagnostic("warning", "attribute-ignored", message, where(element), hint)
        elif _UNSAFE.fullmatch(key):
            message = f"the attribute '{key}' may not be used"
            yield Diagnostic("error", "attribute-unsafe", message, where(element), "take it away")


def _without_attributes(element: Element) -> Element | None:
    unsafe = [key for key, _ in attributes(element)[2] if _UNSAFE.fullmatch(key)]
    return with_attr(element, pairs=dict.fromkeys(unsafe)) if unsafe else None


def _finding(element: Element) -> Diagnostic | None:
    if element["t"] not in RAW:
        return None
    form, markup = element["c"]
    if not form.lower().startswith("html"):
        message, hint = f"no target sets raw '{form}'", "say it in Markdown, or in raw HTML"
        return Diagnostic("warning", "raw-ignored", message, where(element), hint)
    fault = _fault(markup)
    if not fault:
        return None
    hint = "take it away, or say it in Markdown"
    return Diagnostic("error", "raw-html", f"raw HTML may not hold {fault}", where(element), hint)


def _fault(markup: str) -> str:
    """Return what is left beside harmless tags with harmless attributes: only what is known passes."""
    rest = _SAFE.sub("", markup)
    at = rest.find("<")
    if at < 0:
        return ""
    tag = _NAME.match(rest, at)
    if tag is None:
        return "a '<' that begins no tag"
    if re.fullmatch(HARMLESS, tag[1], re.IGNORECASE):
        return f"such attributes on <{tag[1].lower()}>"
    return f"<{tag[1].lower()}>"
