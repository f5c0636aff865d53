"""Whether raw HTML is well formed: each tag closed, and closed in its turn; identifiers in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from terbit.ast import Element, where
from terbit.diagnostics import Diagnostic, Location
from terbit.model import Document
from terbit.transforms.raw_html import HARMLESS, RAW

__all__ = ["check_raw_nesting", "raw_identifiers"]

_TAG = re.compile(rf"""<(/?)({HARMLESS})(?![\w:-])((?:[^<>"']|"[^"]*"|'[^']*')*?)(/?)>""", re.IGNORECASE)
_IDENT = re.compile(r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.:-]+))""", re.IGNORECASE)
_VOID = frozenset({"br", "hr", "wbr"})
_OPTIONAL = frozenset({"dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"})
"""What HTML itself closes where it must end."""
_Open = tuple[str, Location | None]


def raw_identifiers(element: Element) -> list[str]:
    """Return the identifiers that raw HTML gives to elements."""
    tags = _TAG.finditer(element["c"][1]) if _is_html(element) else ()
    found = (_IDENT.search(tag[3]) for tag in tags if not tag[1])
    return [next(filter(None, ident.groups()), "") for ident in found if ident]


def check_raw_nesting(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Report raw tags that are not closed or not in their turn: the targets close them, perhaps in another place."""
    return document, tuple(f for chapter in document.chapters for f in _findings(chapter.survey.elements))


def _is_html(element: Element) -> bool:
    return element["t"] in RAW and str(element["c"][0]).lower().startswith("html")


def _findings(found: Iterable[Element]) -> Iterator[Diagnostic]:
    still_open: list[_Open] = []
    for element in filter(_is_html, found):
        place = where(element)
        for closing, tag, _, empty in _TAG.findall(element["c"][1]):
            name = tag.lower()
            if closing:
                yield from _close(name, place, still_open)
            elif not empty and name not in _VOID:
                still_open.append((name, place))
    yield from _left(still_open)


def _close(name: str, place: Location | None, still_open: list[_Open]) -> Iterator[Diagnostic]:
    at = next((n for n in range(len(still_open) - 1, -1, -1) if still_open[n][0] == name), None)
    if at is None:
        yield Diagnostic("warning", "raw-nesting", f"</{name}> closes nothing", place, "take it away")
        return
    yield from _left(still_open[at + 1 :])
    del still_open[at:]


def _left(tags: Sequence[_Open]) -> Iterator[Diagnostic]:
    for name, place in tags:
        if name not in _OPTIONAL:
            hint = f"end it with </{name}>, before what was opened earlier"
            yield Diagnostic("warning", "raw-nesting", f"<{name}> is not closed, or not in its turn", place, hint)
