"""Blocks of the manuscript as paragraphs of a slide, and as plain text for the speaker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from terbit import ast
from terbit.numerals import marked
from terbit.slides.model import Marker, Paragraph, Run, Runs, plain_text
from terbit.slides.prose import clause
from terbit.slides.runs import merge, runs, slice_runs

__all__ = ["code_lines", "footnotes", "key_sentences", "list_items", "prose_text", "texts"]

_MARKERS: Mapping[tuple[str, str], Marker] = {
    ("Decimal", "OneParen"): "decimal-paren",
    ("Decimal", "TwoParens"): "decimal-parens",
    ("LowerAlpha", "OneParen"): "alpha-paren",
    ("LowerAlpha", "TwoParens"): "alpha-parens",
}
_BARE: Mapping[str, Marker] = {"LowerAlpha": "alpha", "UpperAlpha": "upper"}
_DEEPEST = 2


def texts(blocks: ast.Elements) -> tuple[Paragraph, ...]:
    """Return paragraphs and lists word for word; figures, tables and boxes within are left to others."""
    return tuple(_texts(blocks, 0))


def _texts(blocks: ast.Elements, level: int) -> Iterator[Paragraph]:
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            if inner := runs(block["c"]):
                yield Paragraph(inner, level, place=ast.where(block))
        elif block["t"] == "LineBlock":
            yield from _stanzas(block, level)
        elif block["t"] in ("BulletList", "OrderedList", "DefinitionList"):
            yield from _items(block, level, whole=True)
        elif block["t"] == "BlockQuote":
            yield from _texts(block["c"], level)
        elif block["t"] == "Div" and not {"box", "notes", "no-slide"}.intersection(ast.classes(block)):
            yield from _texts(block["c"][1], level)


def _stanzas(block: ast.Element, level: int) -> Iterator[Paragraph]:
    """Yield the stanzas of verse, between which its author left an empty line."""
    lines: list[Run] = []
    for line in (*block["c"], []):
        words = runs(line)
        if not words and lines:
            yield Paragraph(merge(lines), level, verse=True, place=ast.where(block))
        lines = [*lines, *words, Run("\n")] if words else []


def list_items(block: ast.Element) -> tuple[Paragraph, ...]:
    """Return a list as bullets of few words; the whole item goes to the notes where it says more."""
    return tuple(_items(block, 0, whole=False))


def _items(block: ast.Element, level: int, *, whole: bool) -> Iterator[Paragraph]:
    if block["t"] == "DefinitionList":
        yield from _definitions(block, level, whole=whole)
        return
    block = _relisted(block)
    ordered = block["t"] == "OrderedList"
    start, items = (block["c"][0][0], block["c"][1]) if ordered else (1, block["c"])
    marker = _marker(block) if ordered else "bullet"
    for number, item in enumerate(items, start):
        for at, paragraph in enumerate(_item(item, level, whole=whole)):
            own = at == 0 and paragraph.level == level
            yield replace(paragraph, marker=marker, number=number) if own else replace(paragraph, joined=True)


def _marker(block: ast.Element) -> Marker:
    """Return what stands before the items of an ordered list."""
    _, style, delimiter = block["c"][0]
    return _MARKERS.get((style["t"], delimiter["t"])) or _BARE.get(style["t"], "decimal")


def _relisted(block: ast.Element) -> ast.Element:
    """Read bullets that each hold one lettered item ("- a. …") as the lettered list that they are."""
    inner = [item[0] for item in block["c"] if item] if block["t"] == "BulletList" else []
    if not inner or not all(one["t"] == "OrderedList" and len(one["c"][1]) == 1 for one in inner):
        return block
    items = [[*item[0]["c"][1][0], *item[1:]] for item in block["c"]]
    return {**block, "t": "OrderedList", "c": [inner[0]["c"][0], items]}


def _item(item: ast.Elements, level: int, *, whole: bool) -> Iterator[Paragraph]:
    if whole:
        yield from _nested(item, level)
        return
    first, rest = item[:1], item[1:]
    place = next((ast.where(e) for e in ast.elements(item) if ast.where(e)), None)
    if first and first[0]["t"] in ("Para", "Plain"):
        full = runs(first[0]["c"])
        short = clause(full)
        text = prose_text(first + [b for b in rest if b["t"] in ("Para", "Plain")])
        notes = (text,) if text != plain_text(short) else ()
        yield Paragraph(_without_stop(short), level, notes=notes, place=place)
    for block in rest if first and first[0]["t"] in ("Para", "Plain") else item:
        if block["t"] in ("BulletList", "OrderedList") and level + 1 < _DEEPEST:
            yield from _items(block, level + 1, whole=False)


def _nested(item: ast.Elements, level: int) -> Iterator[Paragraph]:
    for at, block in enumerate(item):
        if not at and block["t"] == "OrderedList" and len(block["c"][1]) == 1:
            yield from _lettered(block, level)
            continue
        if block["t"] in ("BulletList", "OrderedList", "DefinitionList"):
            yield from _items(block, min(level + 1, _DEEPEST), whole=True)
        else:
            yield from (replace(p, runs=_without_stop(p.runs)) for p in _texts([block], level))


def _lettered(block: ast.Element, level: int) -> Iterator[Paragraph]:
    """Read "1. b. Reason", an answer to a question with choices, as one item that begins with "b."."""
    (start, style, delimiter), items = block["c"]
    first, *rest = _nested(items[0], level)
    mark = marked(start, style["t"], delimiter["t"])
    yield replace(first, runs=merge([Run(f"{mark} ", bold=True), *first.runs]))
    yield from rest


def _definitions(block: ast.Element, level: int, *, whole: bool) -> Iterator[Paragraph]:
    for term, definitions in block["c"]:
        name = tuple(replace(run, bold=True) for run in runs(term))
        meaning = [p for blocks in definitions for p in _texts(blocks, level)]
        shown = [p.runs if whole else clause(p.runs) for p in meaning[: None if whole else 1]]
        body = merge([*name, *(part for one in shown for part in (Run(": "), *one))])
        full = f"{plain_text(name)}: {' '.join(plain_text(p.runs) for p in meaning)}"
        yield Paragraph(body, level, "bullet", notes=() if whole else (full,))


def _without_stop(item: Runs) -> Runs:
    """Take away the semicolon or comma that ties an item to the next one in the book."""
    text = "".join(run.text for run in item)
    return slice_runs(item, 0, len(text.rstrip(" ;,"))) if text.endswith((";", ",")) else item


def key_sentences(block: ast.Element) -> tuple[Runs, ...]:
    """Return the sentences that the author marked with `[…]{.key}` in a paragraph."""
    marked = (e for e in ast.elements(block["c"]) if e["t"] == "Span" and "key" in ast.classes(e))
    return tuple(found for e in marked if (found := runs(e["c"][1])))


def code_lines(block: ast.Element) -> tuple[Paragraph, ...]:
    """Return a code block as one paragraph a line, without blank lines at its ends."""
    lines = str(block["c"][1]).strip("\n").expandtabs(4).split("\n")
    return tuple(Paragraph((Run(line or " ", code=True),), place=ast.where(block)) for line in lines)


def prose_text(blocks: ast.Elements) -> str:
    """Return blocks as the speaker reads them: one line a paragraph or item, footnotes in brackets."""
    return "\n".join(_lines(blocks, ""))


def _lines(blocks: ast.Elements, mark: str) -> Iterator[str]:
    for block in blocks:
        tag = block["t"]
        contents: Any = block.get("c")
        if tag in ("BulletList", "OrderedList"):
            yield from _bulleted(contents) if tag == "BulletList" else _numbered(*contents)
        elif tag in ("Div", "BlockQuote"):
            yield from _lines(contents[1] if tag == "Div" else contents, mark)
        elif text := _spoken(block):
            yield f"{mark}{text}"


def _bulleted(items: list[Any]) -> Iterator[str]:
    for item in items:
        yield from _lines(item, "• ")


def _numbered(attributes: Any, items: list[Any]) -> Iterator[str]:
    start, style, delimiter = attributes
    for number, item in enumerate(items, start):
        yield from _lines(item, f"{marked(number, style['t'], delimiter['t'])} ")


def _spoken(block: ast.Element) -> str:
    text = " ".join(ast.stringify(block).split())
    return " ".join([text, *footnotes(block)]).strip()


def footnotes(node: ast.Element) -> tuple[str, ...]:
    """Return the footnotes below an element as the speaker reads them, in brackets."""
    return tuple(f"[{ast.block_text(e['c'])}]" for e in ast.elements(node) if e["t"] == "Note")
