"""Whom a quotation quotes, as a line below it: on a slide neither a footnote nor a sentence before it is in sight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from terbit import ast

__all__ = ["DASH", "with_attributions"]

DASH = "— "
"""What a line that names a source begins with."""
_STOPS = (".", ",", ";")
_ENDED = re.compile(r"[.!?…][”’»\"]*$")


def with_attributions(blocks: ast.Elements, named: Mapping[str, str]) -> ast.Elements:
    """Return blocks in which the citation that closes a quotation is a paragraph of its own, "— Soekanto, 2012:66".

    Where the style cites in notes, it is the author and the title as the work's first note in these blocks has them.
    Where it cites by numbers, the number stays, and the work is `named` below by the identifier of its entry.
    """
    works = {**dict(_works(blocks)), **{f"#{ident}": ast.text(name) for ident, name in named.items() if name}}

    def change(element: ast.Element) -> ast.Element | None:
        return {**element, "c": _attributed(element["c"], works)} if element["t"] == "BlockQuote" else None

    attributed: ast.Elements = ast.map_elements(blocks, change)
    return attributed


def _attributed(blocks: ast.Elements, works: Mapping[str, ast.Elements]) -> ast.Elements:
    *before, last = blocks or [{"t": "Null"}]
    if last["t"] not in ("Para", "Plain") or ast.stringify(last).startswith(DASH.strip()):
        return blocks
    rest, source = _closing_cite(last["c"])
    source = source or _noted(blocks, works) or _numbered(last["c"], works)
    if not source:
        return blocks
    kept = [{**last, "c": rest}] if rest else []
    # Without a place, as it is no part of the paragraph that fitting may join again.
    return [*before, *kept, {"t": "Para", "c": [ast.string(DASH), *source]}]


def _closing_cite(inlines: ast.Elements) -> tuple[ast.Elements, ast.Elements]:
    """Split off the cite in parentheses that a paragraph ends in, or the cite that it consists of."""
    body = _stripped(inlines)
    stop = body[-1]["c"] if body and body[-1]["t"] == "Str" and body[-1]["c"] in _STOPS else ""
    body = body[:-1] if stop else body
    if not body or body[-1]["t"] != "Span" or "citation" not in ast.classes(body[-1]):
        return inlines, []
    said, before = ast.stringify(body[-1]), _stripped(body[:-1])
    is_apart = said.startswith("(") and said.endswith(")") and said[1:2].isalpha()
    if not is_apart and (before or not said[:1].isalpha()):
        return inlines, []
    ended = _ENDED.search(ast.stringify({"t": "Para", "c": before})) if before else True
    cite = body[-1]["c"][1]
    return [*before, *([] if ended or not stop else [ast.string(stop)])], _bare(cite) if is_apart else cite


def _stripped(inlines: ast.Elements) -> ast.Elements:
    end = len(inlines)
    while end and inlines[end - 1]["t"] in ("Space", "SoftBreak"):
        end -= 1
    return inlines[:end]


def _bare(inlines: ast.Elements) -> ast.Elements:
    """Take the parentheses off a cite."""
    first, *rest = inlines
    out = [{**first, "c": first["c"].removeprefix("(")} if first["t"] == "Str" else first, *rest]
    last = out[-1]
    return [*out[:-1], {**last, "c": last["c"].removesuffix(")")} if last["t"] == "Str" else last]


def _noted(blocks: ast.Elements, works: Mapping[str, ast.Elements]) -> ast.Elements:
    """Return the works that the notes of a quotation cite, each once."""
    notes = (e for e in ast.elements(blocks) if e["t"] == "Note")
    return _listed((key for note in notes for key, _ in _cites(note["c"])), works)


def _numbered(inlines: ast.Elements, works: Mapping[str, ast.Elements]) -> ast.Elements:
    """Return the works whose numbers a paragraph ends in."""
    body = _stripped(inlines)
    body = body[:-1] if body and body[-1]["t"] == "Str" and body[-1]["c"] in _STOPS else body
    is_cite = bool(body) and body[-1]["t"] == "Span" and "citation" in ast.classes(body[-1])
    return _listed((key for key, _ in _cites(body[-1:]) if key in works), works) if is_cite else []


def _listed(keys: Iterable[str], works: Mapping[str, ast.Elements]) -> ast.Elements:
    out: ast.Elements = []
    for key in dict.fromkeys(keys):
        out += [*([ast.string("; ")] if out else []), *works[key]]
    return out


def _works(blocks: ast.Elements) -> Iterator[tuple[str, ast.Elements]]:
    """Yield works by the addresses of their entries, the first cite of each last: there it is named in full."""
    notes = [e for e in ast.elements(blocks) if e["t"] == "Note"]
    cites = [cite for note in notes for cite in _cites(note["c"])]
    yield from ((key, _named(link)) for key, link in reversed(cites))


def _cites(blocks: ast.Elements) -> Iterator[tuple[str, ast.Element]]:
    for element in ast.elements(blocks):
        if element["t"] == "Link" and "cite" in ast.classes(element):
            yield element["c"][2][0], element


def _named(link: ast.Element) -> ast.Elements:
    """Cut a cite behind the title, which is in italics or in quotation marks; what follows is the imprint."""
    inlines: ast.Elements = link["c"][1]
    ends = (at for at, inline in enumerate(inlines, 1) if inline["t"] in ("Emph", "Quoted"))
    return inlines[: next(ends, len(inlines))]
