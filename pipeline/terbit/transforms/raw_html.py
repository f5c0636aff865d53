"""Raw HTML in a manuscript: harmless marks pass, anything that acts or loads is an error."""

from __future__ import annotations

import re
from typing import Final

from terbit.ast import elements, where
from terbit.diagnostics import Diagnostic
from terbit.model import Document

__all__ = ["check_raw_html"]

_TAG = re.compile(r"<\s*/?\s*([A-Za-z][\w:-]*)([^>]*)>")
_HARMLESS: Final = frozenset(
    # fmt: off
    {
        "abbr", "b", "bdi", "bdo", "br", "cite", "code", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "hr",
        "i", "ins", "kbd", "li", "mark", "ol", "p", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span",
        "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
        "var", "wbr",
    }
    # fmt: on
)
_ATTRIBUTE = re.compile(r"(?i)\b(on\w+|style|src|href|srcset|action|formaction|xlink:href)\s*=")


def check_raw_html(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Report raw HTML that could run, load or hide something; the tree stays as it is."""
    findings = []
    for chapter in document.chapters:
        for element in elements(chapter.blocks):
            if element["t"] in ("RawInline", "RawBlock") and element["c"][0].startswith("html"):
                fault = _fault(element["c"][1])
                if fault:
                    hint = "take it away, or say it in Markdown"
                    message = f"raw HTML may not hold {fault}"
                    findings.append(Diagnostic("error", "raw-html", message, where(element), hint))
    return document, tuple(findings)


def _fault(markup: str) -> str:
    for name, rest in _TAG.findall(markup):
        if name.lower() not in _HARMLESS:
            return f"<{name.lower()}>"
        attribute = _ATTRIBUTE.search(rest)
        if attribute:
            return f"the attribute '{attribute[1]}'"
    return ""
