"""Paragraphs, runs and table cells of slides as DrawingML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from terbit.slides import looks
from terbit.slides.measure import indent, level_size, spacing
from terbit.slides.model import Kind, Paragraph, Run, Runs, TextBody
from terbit.slides.ooxml import NAMESPACES, SCHEME, emu

__all__ = ["cell_properties", "fill_text", "language_tag", "set_runs"]

Linker = Callable[[str], str]
"""Makes a relationship for an address and returns its identifier."""

_REGIONS: Mapping[str, str] = {"id": "id-ID", "en": "en-US", "jv": "jv-Latn-ID", "su": "su-Latn-ID", "ms": "ms-MY"}
_AUTO: Mapping[str, str] = {
    "decimal": "arabicPeriod",
    "alpha": "alphaLcPeriod",
    "upper": "alphaUcPeriod",
    "decimal-paren": "arabicParenR",
    "alpha-paren": "alphaLcParenR",
    "decimal-parens": "arabicParenBoth",
    "alpha-parens": "alphaLcParenBoth",
}
"""What PowerPoint calls the ways of counting (ECMA-376, 20.1.10.61)."""
_SHIFTS = {"super": ' baseline="30000"', "sub": ' baseline="-25000"', "": ""}
_CODE = '<a:latin typeface="Courier New"/><a:cs typeface="Courier New"/>'
_FORBIDDEN = {c: " " for c in range(32) if c not in (9, 10, 13)}


def language_tag(language: str) -> str:
    """Return a language as Office names it, with its region."""
    return _REGIONS.get(language, language)


def fill_text(body: Any, text: TextBody, kind: Kind, usual: float, language: str, link: Linker) -> None:
    """Fill a placeholder's text body, which sets text in a `usual` size (pt), with measured paragraphs."""
    starts = list(_starts(text.paragraphs))
    for old in body.findall(f"{{{_A}}}p"):
        body.remove(old)
    for at, (paragraph, start) in enumerate(zip(text.paragraphs, starts, strict=True)):
        size = 0.0 if text.size == usual else level_size(text.size, paragraph.level)
        runs = "".join(_runs(paragraph.runs, size, language, link))
        body.append(_element(_paragraph(paragraph, start, text.size, kind, runs, first=not at)))


def set_runs(
    body: Any, runs: Runs, language: str, link: Linker, *, size: float = 0.0, bold: bool = False, align: str = ""
) -> None:
    """Set one paragraph of runs, at the placeholder's own size unless another is given."""
    for old in body.findall(f"{{{_A}}}p"):
        body.remove(old)
    properties = f'<a:pPr algn="{align}"/>' if align else ""
    paint = '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>' if bold and size else ""
    text = "".join(_runs(runs, size, language, link, bold=bold and bool(size), paint=paint))
    end = "" if text else f'<a:endParaRPr lang="{language_tag(language)}"/>'
    body.append(_element(f"<a:p {NAMESPACES}>{properties}{text}{end}</a:p>"))


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _element(markup: str) -> Any:
    element = etree.fromstring(markup)
    etree.cleanup_namespaces(element)
    return element


def _starts(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    """Yield the number at which each item's list begins on this slide, so that an inserted item counts too."""
    begun: dict[int, tuple[int, int]] = {}
    for paragraph in paragraphs:
        for deeper in [level for level in begun if level > paragraph.level]:
            del begun[deeper]
        if paragraph.marker not in _AUTO:
            begun.pop(paragraph.level, None)
            yield 1
            continue
        start, last = begun.get(paragraph.level, (paragraph.number, paragraph.number - 1))
        if paragraph.number != last + 1:
            start = paragraph.number
        begun[paragraph.level] = (start, paragraph.number)
        yield start


def _paragraph(paragraph: Paragraph, start: int, size: float, kind: Kind, runs: str, *, first: bool) -> str:
    left = indent(paragraph, size, kind)
    hanging = looks.INDENT * size if paragraph.marker or kind == "references" else 0.0
    before = 0.0 if first else spacing(paragraph, kind, size)
    bullet = "" if paragraph.marker == "bullet" else "<a:buNone/>"
    if paragraph.marker in _AUTO:
        bullet = f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="{_AUTO[paragraph.marker]}" startAt="{start}"/>'
    return (
        f'<a:p {NAMESPACES}><a:pPr marL="{emu(left)}" lvl="{paragraph.level}" indent="{-emu(hanging)}">'
        '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>{bullet}</a:pPr>{runs}</a:p>'
    )


def _runs(
    runs: Runs, size: float, language: str, link: Linker, *, bold: bool = False, paint: str = ""
) -> Iterator[str]:
    for run in runs:
        lines = run.text.split("\n")
        for at, line in enumerate(lines):
            if at:
                yield f"<a:br><a:rPr{_style(run, size, language, bold=bold)}/></a:br>"
            if line:
                text = escape(line.translate(_FORBIDDEN))
                inner = paint + (_CODE if run.code else "")
                inner += f"<a:hlinkClick r:id={quoteattr(link(run.link))}/>" if run.link else ""
                yield f"<a:r><a:rPr{_style(run, size, language, bold=bold)}>{inner}</a:rPr><a:t>{text}</a:t></a:r>"


def _style(run: Run, size: float, language: str, *, bold: bool) -> str:
    return "".join(
        [
            f" lang={quoteattr(language_tag(run.language or language))}",
            f' sz="{round(size * 100)}"' if size else "",
            ' b="1"' if run.bold or bold else "",
            ' i="1"' if run.italic else "",
            ' strike="sngStrike"' if run.strike else "",
            _SHIFTS[run.script],
            ' dirty="0"',
        ]
    )


def cell_properties(*, header: bool) -> Any:
    """Return a cell's margins, rules and ground: a filled header, hairlines between rows."""
    across, down = looks.TABLE_PADDING
    none = "<a:noFill/>"
    hair = f'<a:solidFill><a:schemeClr val="{SCHEME["grey"]}"/></a:solidFill>'
    sides = "".join(f'<a:{side} w="0">{none}</a:{side}>' for side in ("lnL", "lnR", "lnT"))
    below = f'<a:lnB w="{emu(0.75)}">{none if header else hair}</a:lnB>'
    ground = f'<a:solidFill><a:schemeClr val="{SCHEME["primary"]}"/></a:solidFill>' if header else none
    return _element(
        f'<a:tcPr {NAMESPACES} marL="{emu(across)}" marR="{emu(across)}" marT="{emu(down)}" marB="{emu(down)}"'
        f' anchor="{"ctr" if header else "t"}">{sides}{below}{ground}</a:tcPr>'
    )
