"""A tree written out: as plain text, and as the JSON that pandoc reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from terbit.ast.shape import Element, Elements

__all__ = ["API_VERSION", "block_text", "pandoc_json", "stringify"]

API_VERSION = [1, 23, 1, 1]
_BLOCK_BREAKS = {"Para", "Plain", "Header", "LineBlock", "CodeBlock", "Div", "BlockQuote", "BulletList"}


def stringify(node: Any, *, notes: bool = False) -> str:
    """Return the plain text below a node, without footnotes unless they are asked for."""
    return " ".join("".join(_pieces(node, notes)).split(" ")).strip()


def block_text(blocks: Elements) -> str:
    """Return the text of blocks, white space folded."""
    return " ".join(stringify(blocks).split())


def _pieces(node: Any, notes: bool) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _pieces(item, notes)
    elif isinstance(node, dict):
        yield from _element_pieces(node, notes)


def _element_pieces(node: Element, notes: bool) -> Iterator[str]:
    tag: str = node.get("t", "")
    contents: Any = node.get("c")
    if tag == "Str":
        yield str(contents)
    elif tag in ("Space", "SoftBreak", "LineBreak"):
        yield " "
    elif tag in ("Code", "Math", "CodeBlock"):
        yield str(contents[1])
    elif tag == "Quoted" and contents:
        marks = "‘’" if contents[0]["t"] == "SingleQuote" else "“”"
        yield marks[0]
        yield from _pieces(contents[1], notes)
        yield marks[1]
    elif tag == "Cite" and contents:
        yield from _pieces(contents[1], notes)
    elif tag not in ("RawInline", "RawBlock") and (tag != "Note" or notes) and contents is not None:
        yield from _pieces(contents, notes)
    if tag in _BLOCK_BREAKS:
        yield " "


def pandoc_json(blocks: Iterable[Element], meta: Mapping[str, Any] | None = None) -> str:
    """Write blocks as the JSON document that pandoc reads."""
    return json.dumps(
        {"pandoc-api-version": API_VERSION, "meta": dict(meta or {}), "blocks": list(blocks)},
        ensure_ascii=False,
    )
