"""Pandoc's inlines flattened into runs of one style each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from terbit import ast
from terbit.slides.model import Run, Runs

__all__ = ["block_runs", "merge", "runs", "slice_runs"]

_STYLES: dict[str, dict[str, Any]] = {
    "Emph": {"italic": True},
    "Underline": {},
    "Strong": {"bold": True},
    "Strikeout": {"strike": True},
    "Superscript": {"script": "super"},
    "Subscript": {"script": "sub"},
    "SmallCaps": {},
}
_DROPPED = {"caption-label", "heading-label", "box-label", "backlink", "equation-number"}
_OUTSIDE = ("http://", "https://", "mailto:")


def runs(inlines: ast.Elements) -> Runs:
    """Flatten inlines; labels, footnotes and back-links are left out, links inside the book become text."""
    return merge(_inlines(inlines, Run("")))


def block_runs(blocks: ast.Elements) -> Runs:
    """Flatten the paragraphs of a table cell into one, with line breaks between them."""
    parts: list[Run] = []
    for block in blocks:
        inner = merge(_block(block))
        if inner:
            parts += [Run("\n"), *inner] if parts else inner
    return merge(parts)


def _block(block: ast.Element) -> Iterator[Run]:
    if block["t"] in ("Para", "Plain"):
        yield from _inlines(block["c"], Run(""))
    elif block["t"] == "CodeBlock":
        yield Run(block["c"][1], code=True)
    elif block["t"] in ("BulletList", "OrderedList"):
        items = block["c"] if block["t"] == "BulletList" else block["c"][1]
        for number, item in enumerate(items):
            yield from ([Run("\n")] if number else [])
            yield from [Run("• "), *block_runs(item)]
    else:
        inner = block["c"][-1] if block["t"] == "Div" else block.get("c")
        yield from block_runs(inner) if isinstance(inner, list) and inner else ()


def _inlines(inlines: ast.Elements, style: Run) -> Iterator[Run]:
    for inline in inlines:
        yield from _inline(inline, style)


def _inline(inline: ast.Element, style: Run) -> Iterator[Run]:
    tag = inline["t"]
    contents: Any = inline.get("c")
    if tag == "Str":
        yield style.saying(str(contents))
    elif tag in ("Space", "SoftBreak"):
        yield style.saying(" ")
    elif tag == "LineBreak":
        yield style.saying("\n")
    elif tag in _STYLES:
        yield from _inlines(contents, replace(style, **_STYLES[tag]))
    elif tag == "Quoted":
        single = contents[0]["t"] == "SingleQuote"
        yield style.saying("‘" if single else "“")
        yield from _inlines(contents[1], style)
        yield style.saying("’" if single else "”")
    else:
        yield from _rest(tag, inline, style)


def _rest(tag: str, inline: ast.Element, style: Run) -> Iterator[Run]:
    contents: Any = inline.get("c")
    if tag == "Cite":
        yield from _inlines(contents[1], style)
    elif tag == "Code":
        yield replace(style, text=contents[1], code=True)
    elif tag == "Math":
        yield replace(style, text=contents[1], italic=True)
    elif tag == "Image":
        yield from _inlines(contents[1], style)
    elif tag in ("Link", "Span") and not _DROPPED.intersection(ast.classes(inline)):
        url = contents[2][0] if tag == "Link" else ""
        lang = ast.get(inline, "lang") or style.language
        link = url if url.startswith(_OUTSIDE) else style.link
        yield from _inlines(contents[1], replace(style, link=link, language=lang))


def merge(parts: Iterable[Run]) -> Runs:
    """Join neighbours of one style, fold white space and trim the ends."""
    out: list[Run] = []
    for part in parts:
        text = part.text
        if not text:
            continue
        if not part.code and text == " " and (not out or out[-1].text.endswith((" ", "\n"))):
            continue
        if out and text != "\n" and out[-1].style == part.style:
            out[-1] = part.saying(out[-1].text + text)
        else:
            out.append(part)
    return _trimmed(out)


def _trimmed(out: list[Run]) -> Runs:
    while out and not out[0].text.strip():
        out.pop(0)
    while out and not out[-1].text.strip():
        out.pop()
    if out:
        out[0] = out[0].saying(out[0].text.lstrip(" \n"))
        out[-1] = out[-1].saying(out[-1].text.rstrip(" \n"))
    return tuple(out)


def slice_runs(whole: Runs, start: int, end: int) -> Runs:
    """Cut runs by character offsets of their joined text."""
    out: list[Run] = []
    at = 0
    for run in whole:
        low, high = max(start - at, 0), min(end - at, len(run.text))
        if low < high:
            out.append(run.saying(run.text[low:high]))
        at += len(run.text)
    return merge(out)
