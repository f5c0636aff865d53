"""Formulas as every target has them: where they stand, and which of them cannot be set, or not whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from terbit.ast import elements, where
from terbit.diagnostics import Diagnostic, Location
from terbit.model import Document

__all__ = ["formula_findings", "unread", "unread_findings"]

_HINT = "write it with the macros of plain LaTeX and AMS mathematics"
_NONE: Mapping[str, float] = {}
_SMALLEST = 6.0
"""The smallest type, in pt, that a formula is set in to be in its line: its indices are a third smaller still."""
_BREAK = "break it into lines: \\begin{aligned} … \\end{aligned}"
_MACRO = re.compile(r"\\[A-Za-z]+")
# What pandoc 3.9 reads and leaves out: the formula is right without it, but it is not what was written.
_LOST = re.compile(
    r"\\(?:tag|color|hline|displaystyle|textstyle|scriptstyle|scriptscriptstyle)(?![A-Za-z])"
    r"|\\begin\{array\}\{[^}]*\|"
)


def unread(root: Any) -> dict[str, str]:
    """Return, by its TeX, why a formula was left as text: pandoc does so where it does not know a macro."""
    found = {}
    for span in root.iter("{*}span"):
        if "math" in (span.get("class") or "").split():
            marks = 2 if "display" in span.get("class").split() else 1
            tex = "".join(span.itertext()).strip()[marks:-marks].strip()
            macros = list(dict.fromkeys(_MACRO.findall(tex)))
            found[tex] = (
                f"{macros[0]} is unknown" if len(macros) == 1 else "a macro in it is unknown, or it is incomplete"
            )
    return found


def unread_findings(document: Document, written: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Report the formulas of a document that its chapters, written as HTML, hold as text, or not as written."""
    texts = [text for text in written if "math" in text]
    failed: dict[str, str] = {}
    for text in texts:
        if 'class="math ' in text:
            failed |= unread(etree.fromstring(text))
    return formula_findings(document, failed) if texts else ()


def formula_findings(
    document: Document, failed: Mapping[str, str], shrunk: Mapping[str, float] = _NONE, size: float = 11.0
) -> tuple[Diagnostic, ...]:
    """Report at each place the formulas that cannot be set, given by their TeX with the reason, or not as written.

    `shrunk` are those that are set smaller to be in their line, with the share of their `size`, which is in pt.
    """
    sizes = {tex: size * share for tex, share in shrunk.items()}
    return tuple(finding for tex, place in _formulas(document) for finding in _said(tex, place, failed, sizes))


def _said(
    tex: str, place: Location | None, failed: Mapping[str, str], sizes: Mapping[str, float]
) -> Iterator[Diagnostic]:
    if tex in sizes:
        message = f"the formula '{tex}' is wider than its line: it would be set in {sizes[tex]:.1f} pt"
        if sizes[tex] < _SMALLEST:
            yield Diagnostic("error", "math-tiny", f"{message}, and {_SMALLEST:g} is the least", place, _BREAK)
        else:
            yield Diagnostic("warning", "math-small", message.replace("would be", "is"), place, _BREAK)
    if tex in failed:
        yield Diagnostic("error", "math-unsupported", f"the formula '{tex}' cannot be set: {failed[tex]}", place, _HINT)
    elif lost := _LOST.search(tex):
        what = "its lines" if lost[0].startswith("\\begin") else f"its {lost[0]}"
        yield Diagnostic("warning", "math-reduced", f"the formula '{tex}' is set without {what}", place)


def _formulas(document: Document) -> Iterator[tuple[str, Location | None]]:
    """Yield each formula's TeX and its place, which is that of what is nearest before it where it has none."""
    for chapter in document.chapters:
        place: Location | None = Location(chapter.file) if chapter.file else None
        for element in elements(chapter.blocks):
            place = where(element) or place
            if element["t"] == "Math":
                yield str(element["c"][1]).strip(), place
